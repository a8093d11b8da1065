import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { makeStemmer } from "../stem/make-stemmer.ts";
import { readStemKnowledge } from "../stem/stem-knowledge.ts";
import { makeSentiment } from "./make-sentiment.ts";
import { readOpinionLexicon } from "./opinion-lexicon.ts";
import { readSentimentModel } from "./sentiment-model.ts";
import { TONE_SUITE } from "./tone-suite.ts";

const data = new URL("../../../data/language/", import.meta.url);
const file = (name: string): string => readFileSync(new URL(name, data), "utf8");
const read = makeReader({
  normalise: (exact) => [exact],
  stem: makeStemmer(readStemKnowledge(file("stem/roots.tsv"))),
});
const sentiment = makeSentiment({
  model: readSentimentModel(readFileSync(new URL("sentiment/tone.bin", data))),
  lexicon: readOpinionLexicon(file("sentiment/lexicon.txt")),
});
const toneOf = (text: string) => sentiment(read(text));

const suite = TONE_SUITE.trim()
  .split("\n")
  .map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)] as const;
  });

test("nearly every sentence of the suite has its tone", () => {
  const wrong = suite.filter(([tone, text]) => toneOf(text).best !== tone);
  expect(suite.length).toBeGreaterThan(120);
  expect(wrong.slice(Math.floor(suite.length * 0.04))).toEqual([]);
});

test.each([
  ["positive", "Tidak mengecewakan."],
  ["positive", "Bukan main bagusnya taman kota ini."],
  ["negative", "Kurang memuaskan."],
  ["positive", "Tidak hanya bagus tapi juga murah."],
  ["negative", "Bagus sih, tapi lambat."],
  ["negative", "Terima kasih banyak, macet lagi 🙃"],
  ["negative", "Semoga cepat diperbaiki, jalannya rusak parah."],
  ["positive", "Siapa bilang jelek?"],
  ["negative", "Lampu jalan padam sejak Senin."],
  ["neutral", "Wali kota meresmikan gedung baru pada Senin."],
])("%s: %s", (tone, text) => {
  expect(toneOf(text).best).toBe(tone);
});

test("reasons and what is not named add up to the margin, and lie in the text", () => {
  for (const [, text] of suite) {
    const { margin, reasons, rest } = toneOf(text);
    expect(reasons.reduce((sum, { weight }) => sum + weight, rest)).toBeCloseTo(margin, 9);
    for (const { start, end } of reasons) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  }
});

test("a phrase that turns a word is one reason", () => {
  const text = "Pelayanannya tidak mengecewakan.";
  const [first] = toneOf(text).reasons.filter(({ kind }) => kind !== "register");
  expect(text.slice(first?.start, first?.end)).toBe("tidak mengecewakan");
});

test("the probabilities of any text add up to 1, and any Unicode form of it has the same tone", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
      const { probabilities } = toneOf(text);
      expect(probabilities.negative + probabilities.neutral + probabilities.positive).toBeCloseTo(1, 9);
    }),
  );
  const accented = "Pelayanan café di sini enak bangét, résminya Jum’at";
  for (const form of ["NFC", "NFD", "NFKC", "NFKD"] as const)
    expect(toneOf(accented.normalize(form)).probabilities).toEqual(toneOf(accented).probabilities);
});

test("a text without words is unsure and has no reasons", () => {
  for (const text of ["", "   ", "\u200b"])
    expect(toneOf(text)).toMatchObject({ label: "unsure", best: "neutral", reasons: [] });
});

test("long and broken texts have an answer", () => {
  for (const text of ["a".repeat(10_000), "bagus ".repeat(35_000), "\ud800 enak \udfff", "ž́́́".repeat(500)])
    expect(toneOf(text).best).toMatch(/^(negative|neutral|positive)$/);
});
