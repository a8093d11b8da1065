import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { makeStemmer } from "../stem/make-stemmer.ts";
import { readStemKnowledge } from "../stem/stem-knowledge.ts";
import { readOpinionLexicon } from "./opinion-lexicon.ts";
import { readSentimentModel } from "./sentiment-model.ts";
import { readTargetModel } from "./target-model.ts";
import { TARGET_SUITE } from "./target-suite.ts";
import { readTargetSuite } from "./target-suite-cases.ts";
import { makeToneTowards } from "./tone-towards.ts";

const data = new URL("../../../data/language/", import.meta.url);
const file = (name: string): string => readFileSync(new URL(name, data), "utf8");
const read = makeReader({
  normalise: (exact) => [exact],
  stem: makeStemmer(readStemKnowledge(file("stem/roots.tsv"))),
});
const toneTowards = makeToneTowards({
  model: readSentimentModel(readFileSync(new URL("sentiment/tone.bin", data))),
  lexicon: readOpinionLexicon(file("sentiment/lexicon.txt")),
  target: readTargetModel(file("sentiment/target.tsv")),
});

const cases = readTargetSuite(TARGET_SUITE);

test("nearly every target of the sentences written for it has its tone", () => {
  const wrong = cases.filter(({ text, spans, tone }) => toneTowards(read(text), spans).best !== tone);
  expect(cases.length).toBeGreaterThan(120);
  expect(wrong.map(({ text, target }) => `${target}: ${text}`).slice(6)).toEqual([]);
});

test.each([
  ["Pelayanan di Bandung cepat, tapi di Bogor lambat sekali.", "Bandung", "positive"],
  ["Pelayanan di Bandung cepat, tapi di Bogor lambat sekali.", "Bogor", "negative"],
  ["Avanza lebih irit daripada Xenia.", "Avanza", "positive"],
  ["Avanza lebih irit daripada Xenia.", "Xenia", "negative"],
  ["Mending Grab daripada Gojek.", "Gojek", "negative"],
])("%s: %s is %s", (text, target, tone) => {
  const start = text.indexOf(target);
  const result = toneTowards(read(text), [{ start, end: start + target.length }]);
  expect(result.best).toBe(tone);
  expect(result.reasons.reduce((sum, { weight }) => sum + weight, result.rest)).toBeCloseTo(result.margin, 9);
});

test("without a place the tone is unsure", () => {
  expect(toneTowards(read("Bagus sekali"), []).label).toBe("unsure");
});

test("any text and any place have an answer", () => {
  const place = fc.nat(60);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), place, place, (text, start, end) => {
      const { probabilities, reasons } = toneTowards(read(text), [{ start, end }]);
      expect(probabilities.negative + probabilities.neutral + probabilities.positive).toBeCloseTo(1, 9);
      for (const reason of reasons) expect(reason.end).toBeLessThanOrEqual(text.length);
    }),
  );
});
