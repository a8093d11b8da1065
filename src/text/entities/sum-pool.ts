import { ROW } from "./best-labels.ts";
import {
  BITS_IN_VIEW,
  bitFeature,
  caseFeature,
  neighbourFeatures,
  writtenFeatures,
} from "./context-features.ts";
import { LABEL_COUNT } from "./entity.ts";
import { OFFSETS, type WordInfo } from "./word-info.ts";

/** Summed weights of words as written, kept side by side in one block of memory. */
export interface SumPool {
  /** Adds what a word written with `caseCode` gives to a token at place `place` of `OFFSETS`. */
  addWord(info: WordInfo, caseCode: number, place: number, scores: Int32Array, at: number): void;
  /** Adds what a word gives to its right or left neighbour, which is written with `caseCode`. */
  addNeighbour(
    info: WordInfo,
    caseCode: number,
    side: "after" | "before",
    scores: Int32Array,
    at: number,
  ): void;
  /** Adds what bits of the lists give. */
  addBits(bits: number, place: number, scores: Int32Array, at: number): void;
}

/** Numbers that one word as written takes. */
const BLOCK = OFFSETS.length * ROW;
const FIRST_BLOCKS = 1024;
const OWN_PLACE = 2;

/** A pool over the weights of a model; it doubles when it is full. */
export function makeSumPool(weights: Int8Array): SumPool {
  const sizeMask = weights.length / ROW - 1;
  const bitSums = new Int32Array(BITS_IN_VIEW * BLOCK);
  for (let bit = 0; bit < BITS_IN_VIEW; bit += 1)
    OFFSETS.forEach((offset, place) => {
      addWeights(bitSums, bit * BLOCK + place * ROW, weights, bitFeature(bit, offset, sizeMask) * ROW);
    });
  let sums = new Int32Array(FIRST_BLOCKS * BLOCK);
  let used = 0;

  const take = (size: number): number => {
    if (used + size > sums.length) {
      const wider = new Int32Array(sums.length * 2);
      wider.set(sums);
      sums = wider;
    }
    used += size;
    return used - size;
  };
  const keep = (info: WordInfo, caseCode: number): number => {
    const block = take(BLOCK);
    OFFSETS.forEach((offset, place) => {
      const at = block + place * ROW;
      for (const feature of info.features[place] ?? []) addWeights(sums, at, weights, feature * ROW);
      addWeights(sums, at, weights, caseFeature(caseCode, offset, sizeMask) * ROW);
      for (let bit = 0; bit < BITS_IN_VIEW; bit += 1)
        if (info.bits & (1 << bit)) addSums(sums, at, bitSums, bit * BLOCK + place * ROW);
    });
    for (const feature of writtenFeatures(info, caseCode, sizeMask))
      addWeights(sums, block + OWN_PLACE * ROW, weights, feature * ROW);
    info.rows[caseCode] = block;
    return block;
  };

  const keepNeighbour = (info: WordInfo, caseCode: number): number => {
    const block = take(2 * ROW);
    for (const feature of neighbourFeatures(info, caseCode, "after", sizeMask))
      addWeights(sums, block, weights, feature * ROW);
    for (const feature of neighbourFeatures(info, caseCode, "before", sizeMask))
      addWeights(sums, block + ROW, weights, feature * ROW);
    info.neighbourRows[caseCode] = block;
    return block;
  };

  return {
    addWord(info, caseCode, place, scores, at) {
      let block = info.rows[caseCode] ?? -1;
      if (block < 0) block = keep(info, caseCode);
      addSums(scores, at, sums, block + place * ROW);
    },
    addNeighbour(info, caseCode, side, scores, at) {
      let block = info.neighbourRows[caseCode] ?? -1;
      if (block < 0) block = keepNeighbour(info, caseCode);
      addSums(scores, at, sums, side === "after" ? block : block + ROW);
    },
    addBits(bits, place, scores, at) {
      for (let left = bits; left !== 0; left &= left - 1)
        addSums(scores, at, bitSums, (31 - Math.clz32(left & -left)) * BLOCK + place * ROW);
    },
  };
}

// Two functions that do the same, each for one kind of array: shared by both, the loop runs several times slower.

/** Adds a row of weights to a row of sums, a number per label. */
export function addWeights(to: Int32Array, toAt: number, from: Int8Array, fromAt: number): void {
  for (let label = 0; label < LABEL_COUNT; label += 1)
    to[toAt + label] = (to[toAt + label] ?? 0) + (from[fromAt + label] ?? 0);
}

function addSums(to: Int32Array, toAt: number, from: Int32Array, fromAt: number): void {
  for (let label = 0; label < LABEL_COUNT; label += 1)
    to[toAt + label] = (to[toAt + label] ?? 0) + (from[fromAt + label] ?? 0);
}
