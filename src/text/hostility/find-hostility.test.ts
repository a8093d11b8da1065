import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeIndonesianReader, readReaderKnowledge } from "../read/make-indonesian-reader.ts";
import { findHostility } from "./find-hostility.ts";
import { hostileCases } from "./hostile-cases.ts";

const file = (name: string) =>
  readFileSync(new URL(`../../../data/language/${name}`, import.meta.url), "utf8");
const read = makeIndonesianReader(
  readReaderKnowledge({
    roots: file("stem/roots.tsv"),
    slang: file("normalise/own.txt"),
    moreSlang: file("normalise/indocollex.txt"),
    words: file("normalise/words.tsv"),
  }),
);
const hostility = (text: string) => findHostility(read(text));

describe("hostility of a text", () => {
  test.each([...hostileCases()])("level $least to $most: $text", ({ text, least, most, kind }) => {
    const { level, words } = hostility(text);
    const said = words.map(({ start, end, ...rest }) => `${text.slice(start, end)} ${JSON.stringify(rest)}`);
    expect(level, said.join("; ")).toBeGreaterThanOrEqual(least);
    expect(level, said.join("; ")).toBeLessThanOrEqual(most);
    if (kind !== undefined) expect(words.map((word) => word.kind)).toContain(kind);
  });
});

describe("a checkable claim", () => {
  test.each([
    ["Lampu jalan di Jalan Melati mati sejak kemarin", ["place", "service", "time"]],
    ["Bayar parkir Rp20.000 di Terminal Purabaya, tidak ada karcis", ["amount", "place", "service"]],
    ["Sudah 3 hari air PDAM tidak mengalir di RT 4", ["amount", "place", "service", "time"]],
    ["Goblok, antre KTP dari jam 7 di Kecamatan Gubeng belum dilayani!", ["place", "service", "time"]],
  ])("%s", (text, parts) => {
    const { isCheckable, claims } = hostility(text);
    expect(isCheckable).toBe(true);
    expect([...new Set(claims.map(({ part }) => part))].sort()).toEqual(parts);
  });

  test.each(["Dasar goblok semua!", "Pemerintah payah, tidak becus", "Kapan majunya negara ini"])(
    "there is none: %s",
    (text) => expect(hostility(text).isCheckable).toBe(false),
  );

  test("a critic may be rude and checkable", () => {
    const { level, isCheckable } = hostility("Bangsat, jalan di Desa Sukamaju rusak sudah 2 tahun!");
    expect(level).toBeGreaterThan(0);
    expect(isCheckable).toBe(true);
  });
});

test("whatever the text, the places lie in it and in order", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "goblok",
      "g*bl*k",
      "b o d o h",
      "a.n.j.i.n.g",
      "usir cina",
      "Rp5.000",
      "di Jalan",
      "#dasartolol",
      '"',
    ),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 10 }), fc.constantFrom("", " ", "."), (parts, glue) => {
      const text = parts.join(glue);
      const { words, claims } = hostility(text);
      let last = 0;
      for (const { start, end } of words) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = start;
      }
      for (const { start, end } of [...words, ...claims]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test.each(["a*", "g o b l o k ", '"goblok ', "anjing ", "@", "a.b.c.", "dasar ", "*", "\ud83d"])(
  "200 kB of %j have an answer",
  (unit) => {
    const text = unit.repeat(Math.ceil(200_000 / unit.length));
    const { level, words } = hostility(text);
    expect(level).toBe(words.length === 0 ? 0 : level);
    expect(level).toBeGreaterThanOrEqual(words.length === 0 ? 0 : 1);
  },
);

test("the same text in another Unicode form is the same", () => {
  const text = "Dasar gōblok kamu, tólol!";
  expect(hostility(text.normalize("NFD")).level).toBe(hostility(text.normalize("NFC")).level);
});
