import type { LanguageModel } from "./language-model.ts";
import { LANGUAGES } from "./languages.ts";
import { MOST_FEATURES, wordFeatures } from "./word-features.ts";

const columns = LANGUAGES.length;
/** Words whose scores are kept: 64 bytes each. A stream of new words begins the store anew. */
const MOST_WORDS = 60_000;
/** Evidence of one word grows with the root of its features, so that long words do not outvote short ones. */
export const FEATURE_SCALE = 2;

/** How much each word speaks for each language, in log odds; each different word is looked at once. */
export type WordScores = {
  /** Where the scores of a word begin in `scores`. Valid until the next call of `clearIfFull`. */
  at(word: string): number;
  /** One row of `LANGUAGES.length` for each known word. */
  readonly scores: Float32Array;
  /** Forgets all words when many are known. To be called between texts. */
  clearIfFull(incoming: number): void;
};

/** Scores of words by a model. */
export function makeWordScores(model: LanguageModel): WordScores {
  const rows = new Map<string, number>();
  const scores = new Float32Array(MOST_WORDS * columns);
  const features = new Uint32Array(MOST_FEATURES);
  const sums = new Int32Array(columns);
  const { mask, weights, step } = model;
  const learn = (word: string): number => {
    const count = wordFeatures(word, mask, features);
    sums.fill(0);
    for (let index = 0; index < count; index += 1) {
      const row = (features[index] ?? 0) * columns;
      for (let column = 0; column < columns; column += 1)
        sums[column] = (sums[column] ?? 0) + (weights[row + column] ?? 0);
    }
    const factor = (FEATURE_SCALE * step) / Math.sqrt(count);
    const start = rows.size * columns;
    for (let column = 0; column < columns; column += 1) scores[start + column] = (sums[column] ?? 0) * factor;
    rows.set(word, start);
    return start;
  };
  return {
    scores,
    at: (word) => rows.get(word) ?? learn(word),
    clearIfFull(incoming) {
      if (rows.size + incoming > MOST_WORDS) rows.clear();
    },
  };
}
