import { describe, expect, test } from "vitest";
import { parseQuery } from "#text/query/parse-query.ts";
import { excerptOf } from "../mentions/mention-excerpt.ts";
import { usualRules } from "./rules-store.ts";
import { veilOf } from "./veil.ts";

const veil = veilOf(usualRules);

describe("what is covered by itself", () => {
  test("an article of the press keeps addresses and plates, and loses the numbers that harm people", () => {
    const text =
      "Warga Jl. Melati No. 12 RT 03 RW 05, mobil L 1234 AB, hp 0812-3456-7890, rek BCA 1234567890";
    expect(veil("news").words(text)).toBe(
      "Warga Jl. Melati No. 12 RT 03 RW 05, mobil L 1234 AB, hp ••••••••••••••, rek BCA ••••••••••",
    );
    expect(veil("x").words(text)).toBe(
      "Warga ••• •••••• ••• •• •• •• •• ••, mobil • •••• ••, hp ••••••••••••••, rek BCA ••••••••••",
    );
    expect(veil("news").count(text)).toEqual([
      { kind: "phone", count: 1 },
      { kind: "account", count: 1 },
    ]);
  });

  test("words of no known channel are covered like those of a post", () => {
    expect(veil(null).words("surel sari@contoh.id")).toBe("surel ••••••••••••••");
  });

  test("a number that the end of a cut headline cuts through is covered although nobody can tell what it is", () => {
    expect(veil("x").words("tolong transfer ke 12345…")).toBe("tolong transfer ke •••••…");
    expect(veil("x").words("sudah 3 hari lampu mati…")).toBe("sudah 3 hari lampu mati…");
  });

  test("an address that holds a number leads nowhere, any other stays as it is", () => {
    expect(veil("x").link("https://wa.me/6281234567890")).toBeNull();
    expect(veil("x").link("https://kabar.test/2026/08/15/12345678")).toBe(
      "https://kabar.test/2026/08/15/12345678",
    );
    expect(veil("x").link(null)).toBeNull();
  });
});

describe("the office's own contacts", () => {
  const contact = (written: string, kind: "number" | "domain") => ({
    id: "",
    kind,
    contact: written,
    note: "",
  });
  const own = veilOf({
    ...usualRules,
    contacts: [contact("0812-3456-7890", "number"), contact("@kota.go.id", "domain")],
  });

  test("are shown everywhere, and what stands beside them is covered as before", () => {
    const text = "WA +62 812 3456 7890, halo@kota.go.id, hp 0813 9876 5432";
    const shown = "WA +62 812 3456 7890, halo@kota.go.id, hp •••• •••• ••••";
    for (const channel of ["news", "x", null] as const) expect(own(channel).words(text)).toBe(shown);
    expect(own("x").count(text)).toEqual([{ kind: "phone", count: 1 }]);
    expect(own("x").part(text, { start: 3, end: 20, before: "…", after: "…" })).toBe("…+62 812 3456 7890…");
    expect(own("x").link("https://wa.me/6281234567890")).toBe("https://wa.me/6281234567890");
    expect(own("x").link("https://wa.me/6281398765432")).toBeNull();
  });

  test("are shown at the end of a cut text when they are whole, and numbers of emergencies always", () => {
    expect(own("x").words("hubungi 0812-3456-7890…")).toBe("hubungi 0812-3456-7890…");
    expect(own("x").words("hubungi 0812-3456…")).toBe("hubungi ••••-••••…");
    for (const number of ["110", "112", "119"])
      expect(veil("x").words(`segera hubungi ${number}…`)).toBe(`segera hubungi ${number}…`);
  });
});

describe("an excerpt", () => {
  const excerpt = (text: string, q: string) => {
    const parsed = parseQuery(q);
    const { flat, cut } = excerptOf(text, parsed.ok ? parsed.tree : null);
    return { shown: veil("x").part(flat, cut), plain: flat.slice(cut.start, cut.end), cut };
  };

  test("covers a number whose meaning stands before where it begins", () => {
    const text = `${"kata ".repeat(80)}mohon dikirim ke rekening atas nama Sari 1234567890 segera ya ${"lagi ".repeat(80)}`;
    const { shown } = excerpt(text, "segera");
    expect(shown).toContain("segera");
    expect(shown).not.toMatch(/\d/);
  });

  test("begins and ends where it would without a cover, so that marks stay where they are", () => {
    const text = `hubungi 0812-3456-7890 soal banjir ${"di sini ".repeat(60)}`;
    const { shown, plain, cut } = excerpt(text, "banjir");
    expect(shown).toHaveLength(plain.length + cut.before.length + cut.after.length);
    expect(shown.indexOf("banjir")).toBe(plain.indexOf("banjir") + cut.before.length);
  });
});
