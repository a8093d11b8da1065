import { hashText } from "#text/entities/hash-text.ts";
import type { WordTable } from "#text/entities/word-info.ts";
import { countWords } from "./count-words.ts";
import { classesOf, wordVectors } from "./word-vectors.ts";

const LEAST_COUNT = 3;
const VECTOR_WIDTH = 48;
/** Two fewer than a byte holds, because the engine keeps 0 for a word that has no class. */
const CLASS_COUNTS = { fine: 1024, middle: 254, coarse: 64 };

/** Learns the classes of words and how they are usually written; the words themselves are kept as hashes only. */
export async function learnWords(dataFolder: string, say: (line: string) => void): Promise<WordTable> {
  const { words, cases, stream } = await countWords(dataFolder, LEAST_COUNT);
  say(`${stream.length} tokens read, ${words.length - 1} words that stand at least ${LEAST_COUNT} times`);
  const vectors = wordVectors(stream, words.length, VECTOR_WIDTH);
  const classes = (count: number): Uint16Array => classesOf(vectors, words.length, VECTOR_WIDTH, count);
  const [fine, middle, coarse] = [CLASS_COUNTS.fine, CLASS_COUNTS.middle, CLASS_COUNTS.coarse].map(classes);
  const rows = words
    .map((word, at) => ({ hash: hashText(word), at }))
    .slice(1)
    .sort((left, right) => left.hash - right.hash);
  return {
    hashes: Uint32Array.from(rows, ({ hash }) => hash),
    fine: Uint16Array.from(rows, ({ at }) => fine?.[at] ?? 0),
    middle: Uint8Array.from(rows, ({ at }) => middle?.[at] ?? 0),
    coarse: Uint8Array.from(rows, ({ at }) => coarse?.[at] ?? 0),
    usualCase: Uint8Array.from(rows, ({ at }) => usualCase(cases[at])),
  };
}

/** As `WordTable.usualCase` has it. */
function usualCase({ lower, title, upper } = { lower: 0, title: 0, upper: 0 }): number {
  const all = lower + title + upper;
  if (all < 3) return 0;
  if (upper / all > 0.7) return 6;
  const capitals = (title + upper) / all;
  const steps = [0.05, 0.3, 0.7, 0.95];
  return 1 + steps.filter((step) => capitals >= step).length;
}
