import { type Overlap, SKETCH_BITS, SKETCH_WORDS, type Sketch } from "./sketch.ts";
import { mix } from "./word-hash.ts";

/** Words in a run. Fewer, and phrases that all texts have count; more, and one changed word spoils too much. */
const RUN = 3;
/** Later words of a long text are not looked at: the bitmap could not hold them. */
const MOST_WORDS = 900;
/** Runs with the smallest hashes are keys: two texts share some unless they share little (bottom-k, Broder 1997). */
const FEWEST_KEYS = 10;
const MOST_KEYS = 20;
const RUNS_A_KEY = 20;

/** The sketch of a text of many words, from the hashes of its words. */
export function bodySketch(words: Uint32Array, count: number): Sketch {
  const bits = new Uint32Array(SKETCH_WORDS);
  const runs = new Set<number>();
  const last = Math.min(count, MOST_WORDS) - RUN;
  for (let at = 0; at <= last; at += 1) {
    let hash = 0;
    for (let next = at; next < at + RUN; next += 1) hash = Math.imul(hash, 0x9e3779b1) + (words[next] ?? 0);
    runs.add(mix(hash));
  }
  for (const run of runs) {
    const bit = run % SKETCH_BITS;
    const place = bit >>> 5;
    bits[place] = (bits[place] ?? 0) | (1 << (bit & 31));
  }
  const wanted = Math.min(MOST_KEYS, Math.max(FEWEST_KEYS, Math.round(runs.size / RUNS_A_KEY)));
  // The order must not depend on the bits that chose the place in the bitmap.
  const keys = Uint32Array.from(runs, (run) => mix(run ^ 0x5bd1e995))
    .sort()
    .slice(0, wanted);
  return { kind: "body", size: runs.size, bits, keys };
}

/**
 * How many runs two texts share, from their bitmaps and sizes: the size of the union by linear counting (Whang,
 * Vander-Zanden, Taylor 1990), less than both together by what they share. Both sizes are estimated alike, so that
 * runs that met on one bit cancel out.
 */
export function sharedRuns(a: Uint32Array, aStart: number, b: Uint32Array, bStart: number): Overlap {
  let [onlyA, onlyB, either] = [0, 0, 0];
  for (let place = 0; place < SKETCH_WORDS; place += 1) {
    const left = a[aStart + place] ?? 0;
    const right = b[bStart + place] ?? 0;
    onlyA += countBits(left);
    onlyB += countBits(right);
    either += countBits(left | right);
  }
  const [first, second, union] = [linearCount(onlyA), linearCount(onlyB), linearCount(either)];
  const shared = Math.max(0, Math.min(first, second, first + second - union));
  return { first, second, shared, isSeries: false };
}

/** Different items behind so many set bits. */
const counts = Float64Array.from({ length: SKETCH_BITS + 1 }, (_, set) =>
  set === SKETCH_BITS
    ? SKETCH_BITS * Math.log(SKETCH_BITS * 2)
    : -SKETCH_BITS * Math.log(1 - set / SKETCH_BITS),
);
const linearCount = (set: number): number => counts[set] ?? 0;

/** Bits that are set in 32 (Hacker's Delight, Warren 2002). */
function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
