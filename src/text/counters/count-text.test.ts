import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countText, type TextCounter } from "./count-text.ts";

const family = "👨‍👩‍👧‍👦";

describe("the length of a text", () => {
  it.each<[string, Partial<Record<TextCounter, number>>]>([
    ["", { graphemes: 0, code_points: 0, utf16: 0, bytes: 0, fediverse: 0, none: 0 }],
    ["halo", { graphemes: 4, code_points: 4, utf16: 4, bytes: 4, fediverse: 4, none: 0 }],
    [family, { graphemes: 1, code_points: 7, utf16: 11, bytes: 25, fediverse: 1 }],
    ["e\u0301", { graphemes: 1, code_points: 2, utf16: 2, bytes: 3, fediverse: 1 }],
    ["\r\n", { graphemes: 1, code_points: 2, utf16: 2, bytes: 2, fediverse: 1 }],
    ["ꦲꦏ꧀ꦱꦫ", { code_points: 5, utf16: 5, bytes: 15 }],
    ["\ud83d", { code_points: 1, utf16: 1, bytes: 3 }],
  ])("of %j is counted in each way", (text, lengths) => {
    const counters = Object.keys(lengths) as TextCounter[];
    expect(Object.fromEntries(counters.map((counter) => [counter, countText(text, counter)]))).toEqual(
      lengths,
    );
  });

  it.each([
    ["https://contoh.go.id", 23],
    ["https://contoh.go.id/berita/2026/11/jembatan-lama-ditutup-selama-tiga-bulan?utm=1#atas", 23],
    ["Baca https://contoh.go.id/a.", 5 + 23 + 1],
    ["(https://contoh.go.id/a)", 23 + 2],
    ["https://id.wikipedia.org/wiki/Garuda_(mitologi)", 23],
    ["http://x", 8],
    ["contoh.go.id/berita", 19],
    ["satu https://a.id dua https://b.id", 5 + 23 + 5 + 23],
    ["@warga", 6],
    ["@warga@kota.contoh.social", 6],
    ["@warga@kota.contoh.social, @ketua_rt@desa.id!", 6 + 2 + 9 + 1],
    ["surel warga@contoh.id", 21],
    ["https://kota.social/@warga@desa.id", 23],
  ])("of %j on the Fediverse is %i", (text, length) => {
    expect(countText(text, "fediverse")).toBe(length);
  });

  it("is what the segmenter says, also where the short way is taken", () => {
    const segmenter = new Intl.Segmenter("id", { granularity: "grapheme" });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (text) => {
        expect(countText(text, "graphemes")).toBe([...segmenter.segment(text)].length);
        expect(countText(text, "code_points")).toBe([...text].length);
        expect(countText(text, "bytes")).toBe(Buffer.byteLength(text.toWellFormed()));
      }),
    );
  });

  it("is counted in time that grows with the text, whatever the text", () => {
    const hostile = ["https://".repeat(5_000), `https://a.id/${")".repeat(20_000)}`, "@a@".repeat(10_000)];
    for (const text of hostile) expect(countText(text, "fediverse")).toBeGreaterThan(0);
  });
});
