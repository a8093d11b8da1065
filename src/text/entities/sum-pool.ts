import { ROW } from "./best-labels.ts";
import { CASE_CODES } from "./case-code.ts";
import {
  BITS_IN_VIEW,
  bitFeature,
  caseFeature,
  neighbourFeatures,
  writtenFeatures,
} from "./context-features.ts";
import { Column, type EntityWords, FORM_ROW } from "./entity-words.ts";
import { makeRowAdder, PACKED } from "./packed-rows.ts";
import { OFFSETS, type WordInfo, wordFeatures } from "./word-info.ts";

/** Summed weights of words as written, packed, kept side by side in one block of memory. */
export interface SumPool {
  /** Where the sums of a form written with `caseCode` begin: a packed row for each of `OFFSETS`. */
  blockOf(form: number, caseCode: number): number;
  /** Where the sums of a word for its own token begin. */
  ownRow(block: number): number;
  /** The sums themselves; others after a new word was asked for. */
  sums(): Int32Array;
  /** Writes what the words of five neighbouring tokens, whose blocks begin at `first` of `blocks`, give to the middle one. */
  sumAround(blocks: Int32Array, first: number, to: Int32Array, at: number): void;
  /** Adds what a form gives to its right or left neighbour, which is written with `caseCode`. */
  addNeighbour(form: number, caseCode: number, side: "after" | "before", to: Int32Array, at: number): void;
  /** Adds what bits of the lists give. */
  addBits(bits: number, place: number, to: Int32Array, at: number): void;
}

/** Numbers that one word as written takes. */
const BLOCK = OFFSETS.length * PACKED;
const FIRST_BLOCKS = 1024;
const OWN_PLACE = 2;
/**
 * A pool over the weights of a model for forms of words; it doubles when it is full. In the row of a form it keeps for each
 * way of writing the place of its sums and one (0 before the first time), then the same for what it gives to neighbours.
 */
export function makeSumPool(weights: Int8Array, words: EntityWords): SumPool {
  const sizeMask = weights.length / ROW - 1;
  const addWeights = makeRowAdder(weights);
  const bitSums = new Int32Array(BITS_IN_VIEW * BLOCK);
  for (let bit = 0; bit < BITS_IN_VIEW; bit += 1)
    OFFSETS.forEach((offset, place) => {
      addWeights(
        Int32Array.of(bitFeature(bit, offset, sizeMask)),
        0,
        1,
        bitSums,
        bit * BLOCK + place * PACKED,
      );
    });
  let sums = new Int32Array(FIRST_BLOCKS * BLOCK);
  let used = 0;

  const take = (size: number): number => {
    if (used + size > sums.length) sums = doubled(sums);
    used += size;
    return used - size;
  };
  const placeAt = (form: number, way: number): number => form * FORM_ROW + Column.places + way;
  const infoOf = (form: number): WordInfo => {
    const info = words.info(form);
    if (info === undefined) throw new RangeError(`No form has the number ${form}.`);
    return info;
  };
  const keep = (form: number, caseCode: number): number => {
    const info = infoOf(form);
    const block = take(BLOCK);
    const own = wordFeatures(info, sizeMask);
    OFFSETS.forEach((offset, place) => {
      const at = block + place * PACKED;
      const features = own[place] ?? [];
      features.push(caseFeature(caseCode, offset, sizeMask));
      if (place === OWN_PLACE) features.push(...writtenFeatures(info, caseCode, sizeMask));
      addWeights(Int32Array.from(features), 0, features.length, sums, at);
      for (let left = info.bits; left !== 0; left &= left - 1)
        addSums(sums, at, bitSums, lowestBit(left) * BLOCK + place * PACKED);
    });
    words.rows[placeAt(form, caseCode)] = block + 1;
    return block;
  };
  const keepNeighbour = (form: number, caseCode: number): number => {
    const info = infoOf(form);
    const block = take(2 * PACKED);
    for (const [at, side] of (["after", "before"] as const).entries()) {
      const features = Int32Array.from(neighbourFeatures(info, caseCode, side, sizeMask));
      addWeights(features, 0, features.length, sums, block + at * PACKED);
    }
    words.rows[placeAt(form, CASE_CODES + caseCode)] = block + 1;
    return block;
  };

  return {
    blockOf(form, caseCode) {
      const place = words.rows[placeAt(form, caseCode)] ?? 0;
      return place > 0 ? place - 1 : keep(form, caseCode);
    },
    ownRow: (block) => block + OWN_PLACE * PACKED,
    sums: () => sums,
    sumAround(blocks, first, to, at) {
      const one = blocks[first] ?? 0;
      const two = (blocks[first + 1] ?? 0) + PACKED;
      const three = (blocks[first + 2] ?? 0) + 2 * PACKED;
      const four = (blocks[first + 3] ?? 0) + 3 * PACKED;
      const five = (blocks[first + 4] ?? 0) + 4 * PACKED;
      for (let part = 0; part < PACKED; part += 1)
        to[at + part] =
          (sums[one + part] ?? 0) +
          (sums[two + part] ?? 0) +
          (sums[three + part] ?? 0) +
          (sums[four + part] ?? 0) +
          (sums[five + part] ?? 0);
    },
    addNeighbour(form, caseCode, side, to, at) {
      const place = words.rows[placeAt(form, CASE_CODES + caseCode)] ?? 0;
      const block = place > 0 ? place - 1 : keepNeighbour(form, caseCode);
      addSums(to, at, sums, side === "after" ? block : block + PACKED);
    },
    addBits(bits, place, to, at) {
      for (let left = bits; left !== 0; left &= left - 1)
        addSums(to, at, bitSums, lowestBit(left) * BLOCK + place * PACKED);
    },
  };
}

function doubled(full: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(full.length * 2);
  wider.set(full);
  return wider;
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

function addSums(to: Int32Array, toAt: number, from: Int32Array, fromAt: number): void {
  to[toAt] = (to[toAt] ?? 0) + (from[fromAt] ?? 0);
  to[toAt + 1] = (to[toAt + 1] ?? 0) + (from[fromAt + 1] ?? 0);
  to[toAt + 2] = (to[toAt + 2] ?? 0) + (from[fromAt + 2] ?? 0);
  to[toAt + 3] = (to[toAt + 3] ?? 0) + (from[fromAt + 3] ?? 0);
}
