import { expect, test } from "vitest";
import type { LanguageModel } from "./language-model.ts";
import { LANGUAGES } from "./languages.ts";
import { makeWordScorer, makeWordScores } from "./word-scores.ts";

const buckets = 256;
const model: LanguageModel = {
  mask: buckets - 1,
  weights: Int8Array.from(
    { length: buckets * LANGUAGES.length },
    (_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 24) - 128,
  ),
  step: 0.05,
  temperatures: [1, 1, 1],
};

test("a word has the same scores whatever its number", () => {
  const words = makeWordScores(model);
  const score = makeWordScorer(model);
  for (let id = 0; id < 20_000; id += 1) {
    const exact = `kata${id % 97}`;
    const from = words.learn({ id, edition: 1, exact, normal: [exact], roots: [exact] });
    expect(words.find(id, 1)).toBe(from);
    expect(words.find(id, 2)).toBeUndefined();
    const own = new Float32Array(LANGUAGES.length);
    score(exact, own, 0);
    expect(words.scores().slice(from, from + LANGUAGES.length)).toEqual(own);
  }
});
