import { type Overlap, SKETCH_WORDS, type Sketch } from "./sketch.ts";
import { mix } from "./word-hash.ts";

/** The rarest words of a headline, two at a time, are its keys. */
const KEY_WORDS = 6;

/**
 * How much a word tells apart, 1 to 255, by the low 16 bits of its hash: learned from news. A word that news does not
 * know has the weight of a rare one.
 */
export type WordWeights = Uint8Array;

/** Set in an entry that is a number; below it are 8 bits of weight, and 16 of the word. */
const NUMBER = 1 << 24;

/** The sketch of a short text, from the hashes of its words' stems; `isNumber` marks those that are numbers. */
export function headlineSketch(
  words: Uint32Array,
  isNumber: Uint8Array,
  count: number,
  weights: WordWeights,
): Sketch {
  const bits = new Uint32Array(SKETCH_WORDS);
  const found: number[] = [];
  for (let at = 0; at < count && found.length < SKETCH_WORDS; at += 1) {
    const word = (words[at] ?? 0) & 0xffff;
    const entry = (isNumber[at] === 1 ? NUMBER : 0) | ((weights[word] ?? 255) << 16) | word;
    if (!found.includes(entry)) found.push(entry);
  }
  found.sort((a, b) => b - a);
  for (const [at, entry] of found.entries()) bits[at] = entry;
  const keys: number[] = [];
  const rare = found.toSorted((a, b) => weightIn(b) - weightIn(a) || a - b).slice(0, KEY_WORDS);
  for (const [at, one] of rare.entries())
    for (const other of rare.slice(at + 1)) {
      const [low, high] = one < other ? [one, other] : [other, one];
      keys.push(mix(Math.imul(low & 0xffff, 0x9e3779b1) ^ (high & 0xffff)));
    }
  return { kind: "headline", size: found.length, bits, keys: Uint32Array.from(keys) };
}

const weightIn = (entry: number): number => (entry >>> 16) & 0xff;

/**
 * The weight of the words that two short texts share, and of each. `isSeries` where each has a number that the other has
 * not: episode 4 and episode 16, Monday the 6th and Wednesday the 9th are not one text.
 */
export function sharedWeight(a: Uint32Array, aStart: number, b: Uint32Array, bStart: number): Overlap {
  const shared = weightOf(a, aStart, (entry) => holds(b, bStart, entry));
  return {
    shared,
    first: weightOf(a, aStart, () => true),
    second: weightOf(b, bStart, () => true),
    isSeries: hasOwnNumber(a, aStart, b, bStart) && hasOwnNumber(b, bStart, a, aStart),
  };
}

function weightOf(bits: Uint32Array, start: number, counts: (entry: number) => boolean): number {
  let weight = 0;
  for (let at = start; at < start + SKETCH_WORDS; at += 1) {
    const entry = bits[at] ?? 0;
    if (entry !== 0 && counts(entry)) weight += weightIn(entry);
  }
  return weight;
}

function hasOwnNumber(a: Uint32Array, aStart: number, b: Uint32Array, bStart: number): boolean {
  for (let at = aStart; at < aStart + SKETCH_WORDS; at += 1) {
    const entry = a[at] ?? 0;
    // Numbers come first: they are the largest entries.
    if (entry < NUMBER) return false;
    if (!holds(b, bStart, entry)) return true;
  }
  return false;
}

function holds(bits: Uint32Array, start: number, entry: number): boolean {
  for (let at = start; at < start + SKETCH_WORDS; at += 1) {
    const other = bits[at] ?? 0;
    if (other === entry) return true;
    // They are in order: a smaller one means that it is not there.
    if (other < entry) return false;
  }
  return false;
}
