import { ROW } from "./best-labels.ts";

/**
 * Sums of a row of weights, two labels in each number: 0 and 2, 1 and 3, 4 and 6, 5 and the unused one. A label's sum
 * stays far within the 16 bits that it has: some 150 weights of 8 bits meet in a token.
 */
export const PACKED = 4;

const FLIP_SIGNS = 0x80808080;
const LOW_BYTES = 0x00ff00ff;
const BIAS = 0x00800080;

/** Adds the rows of weights of `count` features, from `from` on, to packed sums. */
export type RowAdder = (
  features: Int32Array,
  from: number,
  count: number,
  to: Int32Array,
  at: number,
) => void;

/**
 * Adds rows of a model's weights. Four weights are read at once as unsigned numbers, 128 too great, and the excess is
 * taken off at the end: no branch, no store and no other call within the loop.
 */
export function makeRowAdder(weights: Int8Array): RowAdder {
  const words = new Int32Array(weights.buffer, weights.byteOffset, weights.length / 4);
  return (features, from, count, to, at) => {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let index = from; index < from + count; index += 1) {
      const row = (features[index] ?? 0) * 2;
      const low = (words[row] ?? 0) ^ FLIP_SIGNS;
      const high = (words[row + 1] ?? 0) ^ FLIP_SIGNS;
      first += low & LOW_BYTES;
      second += (low >>> 8) & LOW_BYTES;
      third += high & LOW_BYTES;
      fourth += (high >>> 8) & LOW_BYTES;
    }
    const excess = Math.imul(count, BIAS);
    to[at] = (to[at] ?? 0) + first - excess;
    to[at + 1] = (to[at + 1] ?? 0) + second - excess;
    to[at + 2] = (to[at + 2] ?? 0) + third - excess;
    to[at + 3] = (to[at + 3] ?? 0) + fourth - excess;
  };
}

/** Writes the sums of the labels, `ROW` numbers from `to` on. */
export function unpackRow(packed: Int32Array, from: number, scores: Int32Array, to: number): void {
  for (let half = 0; half < 2; half += 1)
    for (let odd = 0; odd < 2; odd += 1) {
      const both = packed[from + 2 * half + odd] ?? 0;
      const low = (both << 16) >> 16;
      scores[to + (ROW / 2) * half + odd] = low;
      scores[to + (ROW / 2) * half + odd + 2] = (both - low) >> 16;
    }
}

/** Whether every label but the first lies at or below what the first has less `lead`. */
export function isFirstAhead(packed: Int32Array, at: number, lead: number): boolean {
  const one = packed[at] ?? 0;
  const two = packed[at + 1] ?? 0;
  const three = packed[at + 2] ?? 0;
  // No branch but the last one: which label is the greatest cannot be foretold.
  const most = Math.max(
    highHalf(one),
    lowHalf(two),
    highHalf(two),
    lowHalf(three),
    highHalf(three),
    lowHalf(packed[at + 3] ?? 0),
  );
  return most <= lowHalf(one) - lead;
}

const lowHalf = (both: number): number => (both << 16) >> 16;
const highHalf = (both: number): number => (both - lowHalf(both)) >> 16;
