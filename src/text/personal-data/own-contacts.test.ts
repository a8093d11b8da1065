import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverPersonalData } from "./cover-personal-data.ts";
import { findPersonalData } from "./find-personal-data.ts";
import { personalDataKinds } from "./finding.ts";
import { knowOwn, readContact } from "./own-contacts.ts";

const shownWith = (listed: readonly string[], text: string): string => {
  const contacts = listed.map(readContact).filter((read) => typeof read !== "string");
  return coverPersonalData(text, new Set(personalDataKinds), knowOwn(contacts)).text;
};

describe("what can be listed", () => {
  test.each([
    ["0812-3456-7890", { kind: "number", key: "081234567890" }],
    ["+62 (0)812 3456 7890", { kind: "number", key: "081234567890" }],
    ["(031) 5345689", { kind: "number", key: "0315345689" }],
    ["142-00-1234567-8", { kind: "number", key: "1420012345678" }],
    ["+60 12-345 6789", { kind: "number", key: "60123456789" }],
    [" Halo@Kota.go.id ", { kind: "email", key: "halo@kota.go.id" }],
    ["halo (at) kota.go.id", { kind: "email", key: "halo@kota.go.id" }],
    ["@kota.go.id", { kind: "domain", key: "@kota.go.id" }],
    ["kota.go.id", { kind: "domain", key: "@kota.go.id" }],
    ["112", "short_number"],
    ["1500-12", "short_number"],
    ["3578011203850001", "identity_number"],
    ["@Gmail.com", "public_mail"],
    ["1234567890123456789", "not_a_contact"],
    ["Bu Sari", "not_a_contact"],
    ["a@b@kota.go.id", "not_a_contact"],
    ["@", "not_a_contact"],
    ["-- ", "not_a_contact"],
  ])("%j", (written, expected) => {
    expect(readContact(written)).toEqual(expected);
  });
});

const digits = (least: number, most: number) => fc.stringMatching(new RegExp(`^[0-9]{${least},${most}}$`));
/** Mobile numbers after the zero. */
const mobile = fc
  .tuple(fc.constantFrom("811", "812", "857", "896"), digits(7, 8))
  .map((parts) => parts.join(""));
const sign = fc.constantFrom("", " ", "-", ".", "\u2011", "\u00a0", "\u200b");
const script = fc.constantFrom("", "full", "arabic");
const inScript = (written: string, of: string): string =>
  of === ""
    ? written
    : written.replace(/\d/g, (digit) =>
        String.fromCodePoint(Number(digit) + (of === "full" ? 0xff10 : 0x660)),
      );
/** Spellings of a number that begins with these digits after its zero. */
const spelling = (number: string) =>
  fc
    .tuple(fc.constantFrom("0", "+62", "+62 ", "62", "0062", "+62 (0)"), sign, sign, script)
    .map(([head, first, second, of]) =>
      inScript(`${head}${number.slice(0, 3)}${first}${number.slice(3, 7)}${second}${number.slice(7)}`, of),
    );
const around = fc.tuple(
  fc.constantFrom("", "hubungi ", "WA: ", "dana ", "lapor ke "),
  fc.constantFrom("", " ya", ", terima kasih", " 24 jam"),
);

test("a listed number is shown in every spelling, however it was listed", () => {
  const one = mobile.chain((number) => fc.tuple(spelling(number), spelling(number), around));
  fc.assert(
    fc.property(one, ([listed, written, [before, after]]) => {
      const text = before + written + after;
      expect(findPersonalData(text)).toHaveLength(1);
      expect(shownWith([listed], text)).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("a number that holds a listed one, or is held by it, is covered whole", () => {
  const other = mobile.chain((number) =>
    fc.tuple(
      fc.constant(`0${number}`),
      fc.oneof(
        digits(1, 1).map((more) => number + more),
        fc.constant(number.slice(0, -1)),
      ),
    ),
  );
  const longer = digits(1, 3).chain((more) =>
    mobile.map((number): [string, string] => [`0${number}`, `rek BCA 0${number}${more}`]),
  );
  fc.assert(
    fc.property(other, ([listed, number]) => {
      expect(shownWith([listed], `0${number}`)).toMatch(/^•+$/);
      expect(shownWith([listed], `+62${number}`)).toMatch(/^•+$/);
    }),
  );
  fc.assert(
    fc.property(longer, ([listed, text]) => {
      expect(shownWith([listed], text)).not.toMatch(/\d/);
    }),
  );
});

test.each([
  ["telp (031) 5345689 atau 0813-9876-5432", ["+62 31 5345689"], "telp (031) 5345689 atau ••••••••••••••"],
  ["telp 5345689", ["031 5345689"], "telp •••••••"],
  ["rek BCA 1234567890 a.n. Kas Daerah", ["123-456-7890"], "rek BCA 1234567890 a.n. Kas Daerah"],
  ["Surel: HALO@Kota.go.id.", ["halo@kota.go.id"], "Surel: HALO@Kota.go.id."],
  ["lapor (at) kota.go.id", ["@kota.go.id"], "lapor (at) kota.go.id"],
  ["sari@dinas.kota.go.id", ["@kota.go.id"], "•••••••••••••••••••••"],
  ["sari@kota.go.id.contoh.com", ["@kota.go.id"], "••••••••••••••••••••••••••"],
  ["081234567890@contoh.com", ["0812-3456-7890"], "•••••••••••••••••••••••"],
  ["Jl. Melati 0812 3456 7890", ["081234567890"], "••• •••••• 0812 3456 7890"],
  ["https://wa.me/6281234567890", ["081234567890"], "https://wa.me/6281234567890"],
  ["call center 112, polisi 110, medis 119", [], "call center 112, polisi 110, medis 119"],
])("%j", (text, listed, shown) => {
  expect(shownWith(listed, text)).toBe(shown);
});

test("a long text of own numbers takes time in proportion to its length", () => {
  const text = "081234567890, sari@contoh.id, ".repeat(10_000);
  expect(shownWith(["081234567890"], text)).toMatch(/^081234567890, •+, /);
});
