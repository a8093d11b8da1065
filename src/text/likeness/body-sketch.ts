import { type Overlap, RUN_WORDS, SKETCH_WORDS, type Sketch } from "./sketch.ts";
import { mix } from "./word-hash.ts";

/** Words in a run. Fewer, and phrases that all texts have count; more, and one changed word spoils too much. */
const RUN = 3;
/** Later words of a long text are not looked at: the bitmap could not hold them. */
const MOST_WORDS = 900;
/** Runs with the smallest hashes are keys: two texts share some unless they share little (bottom-k, Broder 1997). */
const FEWEST_KEYS = 10;
const MOST_KEYS = 20;
const RUNS_A_KEY = 20;
const RUN_BITS = RUN_WORDS * 32;
const NUMBER_WORDS = SKETCH_WORDS - RUN_WORDS;
const NUMBER_BITS = NUMBER_WORDS * 32;
/** Each of two texts has so many numbers that the other has not, and that many of the fewer are not shared: a series. */
const SERIES_NUMBERS = 4;
const SERIES_SHARE = 0.2;

/** The sketch of a text of many words, from the hashes of its words; `isNumber` marks those that are numbers. */
export function bodySketch(words: Uint32Array, isNumber: Uint8Array, count: number): Sketch {
  const bits = new Uint32Array(SKETCH_WORDS);
  const runs = new Set<number>();
  const last = Math.min(count, MOST_WORDS) - RUN;
  for (let at = 0; at <= last; at += 1) {
    let hash = 0;
    for (let next = at; next < at + RUN; next += 1) hash = Math.imul(hash, 0x9e3779b1) + (words[next] ?? 0);
    runs.add(mix(hash));
  }
  for (const run of runs) setBit(bits, run % RUN_BITS);
  for (let at = 0; at < Math.min(count, MOST_WORDS); at += 1)
    if (isNumber[at] === 1) setBit(bits, RUN_BITS + ((words[at] ?? 0) % NUMBER_BITS));
  const wanted = Math.min(MOST_KEYS, Math.max(FEWEST_KEYS, Math.round(runs.size / RUNS_A_KEY)));
  // The order must not depend on the bits that chose the place in the bitmap.
  const keys = Uint32Array.from(runs, (run) => mix(run ^ 0x5bd1e995))
    .sort()
    .slice(0, wanted);
  return { kind: "body", size: runs.size, bits, keys };
}

function setBit(bits: Uint32Array, bit: number): void {
  const place = bit >>> 5;
  bits[place] = (bits[place] ?? 0) | (1 << (bit & 31));
}

/**
 * How many runs two texts share, from their bitmaps and sizes: the size of the union by linear counting (Whang,
 * Vander-Zanden, Taylor 1990), less than both together by what they share. Both sizes are estimated alike, so that
 * runs that met on one bit cancel out. `isSeries` where both have the same frame with other figures: the gold price of
 * Monday and of Tuesday, two notices of earthquakes. An editor who mends a text leaves its figures or adds some.
 */
export function sharedRuns(a: Uint32Array, aStart: number, b: Uint32Array, bStart: number): Overlap {
  const runs = countBoth(a, aStart, b, bStart, RUN_WORDS, countRuns);
  const numbers = countBoth(a, aStart + RUN_WORDS, b, bStart + RUN_WORDS, NUMBER_WORDS, countNumbers);
  return { ...runs, isSeries: isSeriesOf(numbers) };
}

/** Whether two texts differ in their numbers as two pieces of a series do. */
export function isSeriesOf({ first, second, shared }: Omit<Overlap, "isSeries">): boolean {
  const fewer = Math.min(first, second);
  const own = fewer - shared;
  return own >= SERIES_NUMBERS && own > SERIES_SHARE * fewer;
}

/** Different items behind so many set bits of a bitmap. */
function linearCounting(bits: number): (set: number) => number {
  const counts = Float64Array.from({ length: bits + 1 }, (_, set) =>
    set === bits ? bits * Math.log(bits * 2) : -bits * Math.log(1 - set / bits),
  );
  return (set) => counts[set] ?? 0;
}
const countRuns = linearCounting(RUN_BITS);
const countNumbers = linearCounting(NUMBER_BITS);

function countBoth(
  a: Uint32Array,
  aStart: number,
  b: Uint32Array,
  bStart: number,
  words: number,
  itemsOf: (set: number) => number,
): Omit<Overlap, "isSeries"> {
  let [onlyA, onlyB, either] = [0, 0, 0];
  for (let place = 0; place < words; place += 1) {
    const left = a[aStart + place] ?? 0;
    const right = b[bStart + place] ?? 0;
    onlyA += countBits(left);
    onlyB += countBits(right);
    either += countBits(left | right);
  }
  const [first, second, union] = [itemsOf(onlyA), itemsOf(onlyB), itemsOf(either)];
  return { first, second, shared: Math.max(0, Math.min(first, second, first + second - union)) };
}

/** Bits that are set in 32 (Hacker's Delight, Warren 2002). */
function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
