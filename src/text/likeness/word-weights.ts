import type { WordWeights } from "./headline-sketch.ts";

const ROWS = 2 ** 16;

/** The weights of words from their file: one byte for each value of 16 bits of a word's hash. Throws `RangeError`. */
export function readWordWeights(bytes: Uint8Array): WordWeights {
  if (bytes.length !== ROWS) throw new RangeError("word weights have another length");
  return bytes;
}
