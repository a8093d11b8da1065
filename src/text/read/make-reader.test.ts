import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenise } from "../tokenise.ts";
import { makeReader } from "./make-reader.ts";

const read = makeReader({
  normalise: (exact) => (exact === "gpp" ? ["tidak", "apa-apa"] : [exact]),
  stem: (word) => word.replace(/nya$/, ""),
});

test("a text is read as words, marks and faces with their places", () => {
  const text = "Gpp, rumahnya BAGUS :) https://a.id/x #Keren";
  const { tokens } = read(text);
  expect(tokens.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ["word", "Gpp"],
    ["punctuation", ","],
    ["word", "rumahnya"],
    ["word", "BAGUS"],
    ["emoticon", ":)"],
    ["host", "https://a.id/x"],
    ["hashtag", "#Keren"],
  ]);
  expect(tokens[0]?.word).toMatchObject({
    exact: "gpp",
    normal: ["tidak", "apa-apa"],
    roots: ["tidak", "apa-apa"],
  });
  expect(tokens[2]?.word.roots).toEqual(["rumah"]);
  expect(tokens.map(({ letterCase }) => letterCase).slice(0, 4)).toEqual(["title", "none", "lower", "upper"]);
});

test.each([
  [
    "Pak dr. Budi datang. Ia pulang pukul 07.30 WIB!! Benar? ya",
    ["Pak dr. Budi datang.", "Ia pulang pukul 07.30 WIB!!", "Benar?", "ya"],
  ],
  ["B. J. Habibie wafat...\nKabar duka", ["B. J. Habibie wafat...", "Kabar duka"]],
  ["", []],
])("%j has its sentences", (text, expected) => {
  expect(read(text).sentences.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});

test("whatever is read, tokens stand in order, do not overlap, and sentences hold each of them once", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const { tokens, sentences } = read(text);
      let at = 0;
      for (const { start, end } of tokens) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(text.length);
      expect(sentences.reduce((sum, { first, last }) => sum + last - first, 0)).toBe(tokens.length);
    }),
  );
});

test("words are those that a search cuts, whatever stands between them", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "kata",
      "Kata",
      "KATA",
      ",",
      ".",
      "-",
      "'",
      ":",
      "2",
      "@",
      "#",
      "www.",
      "á",
      "id",
      "😀",
      "a",
    ),
    fc.string({ unit: "grapheme", maxLength: 3 }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(piece, fc.constantFrom("", "", " ", "\n")), { maxLength: 30 }),
      (pieces) => {
        const text = pieces.flat().join("");
        const cut = tokenise(text).flatMap(({ kind, exact, start, end }) =>
          kind === "alias" ? [] : [{ kind, exact, start, end }],
        );
        const words = read(text).tokens.flatMap(({ kind, word, start, end }) =>
          kind === "punctuation" || kind === "emoticon" ? [] : [{ kind, exact: word.exact, start, end }],
        );
        expect(words).toEqual(cut);
      },
    ),
    { numRuns: 500 },
  );
});
