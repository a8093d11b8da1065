/**
 * A linear layer over hashed words and pairs of neighbouring words. Weights are whole numbers between -127 and 127,
 * `weights[bucket * outputs + output]`, and mean `weight * step`.
 */
export interface HashedLayer {
  readonly outputs: number;
  /** The number of buckets is 2 to the power of this. */
  readonly bits: number;
  readonly step: number;
  readonly weights: Int8Array;
}

const PAIR_SALT = 0x9e3779b1;

/** FNV-1a over UTF-16 units, cut to 30 bits: a number that needs no memory of its own. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 2;
}

/** The hash of two neighbouring words from their hashes; before the first word stands 0. */
export function hashOfPair(first: number, second: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, PAIR_SALT), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** Where the weights of each word of the text at hand begin, and those of its pair with the word before. */
let buckets = new Int32Array(256);

/**
 * The outputs of a layer for the hashes of the first `words` words of a text, written into `into` from `from` on; every word counts
 * by itself and with the word before it, evened out by the length of the text.
 */
export function applyLayer(
  { outputs, bits, step, weights }: HashedLayer,
  hashes: Uint32Array,
  words: number,
  into: Float64Array,
  from: number,
): void {
  const mask = 2 ** bits - 1;
  if (buckets.length < 2 * words) buckets = new Int32Array(4 * words);
  let before = 0;
  for (let at = 0; at < words; at += 1) {
    const hash = hashes[at] ?? 0;
    buckets[2 * at] = (hash & mask) * outputs;
    buckets[2 * at + 1] = (hashOfPair(before, hash) & mask) * outputs;
    before = hash;
  }
  const scale = words === 0 ? 0 : step / Math.sqrt(2 * words);
  for (let output = 0; output < outputs; output += 1) {
    // Sums of whole numbers are the same in any order.
    let sum = 0;
    for (let at = 0; at < 2 * words; at += 1) sum += Number(weights[Number(buckets[at]) + output]);
    into[from + output] = sum * scale;
  }
}
