import { stemWord } from "../clitics.ts";
import type { Reading, ReadKind } from "../read/reading.ts";
import { bodySketch } from "./body-sketch.ts";
import { headlineSketch, type WordWeights } from "./headline-sketch.ts";
import type { Sketch } from "./sketch.ts";
import { makeWordHasher } from "./word-hash.ts";

/** Texts with fewer words are compared word by word, not run by run. */
export const FEWEST_BODY_WORDS = 32;
/** Kinds of tokens that are compared: what stands between words is the first thing an editor changes. */
const COUNTED: ReadonlySet<ReadKind> = new Set(["word", "number", "ideograph", "hashtag"]);
/** Words looked at in one text. */
const MOST_WORDS = 1_000;

/** Makes the sketches of texts; `weights` are those of `readWordWeights`. */
export function makeSketcher(weights: WordWeights): (reading: Reading) => Sketch {
  const hash = makeWordHasher((word) => word);
  const hashStem = makeWordHasher(stemWord);
  const words = new Uint32Array(MOST_WORDS);
  const isNumber = new Uint8Array(MOST_WORDS);
  return ({ tokens }) => {
    let count = 0;
    for (const { kind, word } of tokens) {
      if (!COUNTED.has(kind)) continue;
      if (count >= MOST_WORDS) break;
      isNumber[count] = kind === "number" ? 1 : 0;
      words[count] = hash(word.exact);
      count += 1;
    }
    if (count >= FEWEST_BODY_WORDS) return bodySketch(words, isNumber, count);
    count = 0;
    for (const { kind, word } of tokens) {
      if (!COUNTED.has(kind)) continue;
      words[count] = hashStem(word.exact);
      count += 1;
    }
    return headlineSketch(words, isNumber, count, weights);
  };
}

/** Hashes of the words that are compared, in order, and of those that are numbers. */
export type CountedWords = { words: number[]; numbers: Set<number> };

/** Counts the words of a reading as sketches do. */
export function makeWordCounter(): (reading: Reading) => CountedWords {
  const hash = makeWordHasher((word) => word);
  return ({ tokens }) => {
    const words: number[] = [];
    const numbers = new Set<number>();
    for (const { kind, word } of tokens) {
      if (!COUNTED.has(kind)) continue;
      if (words.length >= MOST_WORDS) break;
      const hashed = hash(word.exact);
      words.push(hashed);
      if (kind === "number") numbers.add(hashed);
    }
    return { words, numbers };
  };
}
