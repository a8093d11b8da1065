import type { WordReading } from "../read/reading.ts";
import type { LanguageModel } from "./language-model.ts";
import { LANGUAGES, OTHER } from "./languages.ts";
import { MOST_FEATURES, wordFeatures } from "./word-features.ts";

const columns = LANGUAGES.length;
/** Behind the scores of a word stands the highest one of a language that we tell apart. */
export const HIGHEST = columns;
/** Behind that the edition of the word that the row is of, below 0 for a word in other letters than Latin. */
const OWNER = HIGHEST + 1;
/** Numbers a word takes: a power of two, so that no row lies across the end of the room or of a line of the cache. */
const ROW = 2 ** Math.ceil(Math.log2(OWNER + 1));
/** Room at first; it doubles when it is full. 64 bytes a word. */
const FIRST_ROWS = 4_096;
/** Evidence of one word grows with the root of its features, so that long words do not outvote short ones. */
export const FEATURE_SCALE = 2;
/** The end of the letters that folding leaves of Latin script. */
const LAST_LATIN = 0x24f;

/** Writes how much a word speaks for each language, in log odds, into `into` from `from` on. */
export function makeWordScorer({
  mask,
  weights,
  step,
}: LanguageModel): (word: string, into: Float32Array, from: number) => void {
  const features = new Uint32Array(MOST_FEATURES);
  const sums = new Int32Array(columns);
  return (word, into, from) => {
    const count = wordFeatures(word, mask, features);
    sums.fill(0);
    for (let index = 0; index < count; index += 1) {
      const row = (features[index] ?? 0) * columns;
      for (let column = 0; column < columns; column += 1)
        sums[column] = (sums[column] ?? 0) + (weights[row + column] ?? 0);
    }
    const factor = (FEATURE_SCALE * step) / Math.sqrt(count);
    for (let column = 0; column < columns; column += 1) into[from + column] = (sums[column] ?? 0) * factor;
  };
}

/** The scores of a reader's words; each is looked at once. */
export type WordScores = {
  /** Where the scores of a word begin; -1 for one that is not in Latin letters; undefined for one that was not looked at. */
  find(id: number, edition: number): number | undefined;
  /** Looks at a word; what it returns is as above. */
  learn(word: WordReading): number;
  /** A row for each word, a number for each language and `HIGHEST`; another array after a word was looked at. */
  scores(): Float32Array;
};

/** Scores of words by a model, a row for each number of a word (see `WordNumbers`). */
export function makeWordScores(model: LanguageModel): WordScores {
  const score = makeWordScorer(model);
  let scores = new Float32Array(FIRST_ROWS * ROW);
  return {
    scores: () => scores,
    find(id, edition) {
      const row = id * ROW;
      const owner = scores[row + OWNER];
      if (owner === edition) return row;
      return owner === -edition ? -1 : undefined;
    },
    learn({ id, edition, exact }) {
      const row = id * ROW;
      if (row >= scores.length) {
        const wider = new Float32Array(2 ** Math.ceil(Math.log2(row + ROW)));
        wider.set(scores);
        scores = wider;
      }
      const isLatin = exact.charCodeAt(0) <= LAST_LATIN;
      scores[row + OWNER] = isLatin ? edition : -edition;
      if (!isLatin) return -1;
      score(exact, scores, row);
      scores[row + HIGHEST] = scores.subarray(row, row + OTHER).reduce((most, one) => Math.max(most, one));
      return row;
    },
  };
}
