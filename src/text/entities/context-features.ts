import { LEXICON_BIT_COUNT } from "./entity-lexicon.ts";
import { Column, FORM_ROW } from "./entity-words.ts";
import { featureIndex } from "./hash-text.ts";
import type { TokenView } from "./token-view.ts";
import type { WordInfo } from "./word-info.ts";

/** How many features `contextFeatures` writes. */
export const CONTEXT_FEATURES = 13;

const BIT_TYPE = 200;
const CASE_TYPE = 400;
const PAIR_TYPE = 500;
const WRITTEN_TYPE = 600;

/** The weight of lexicon bit `bit` as seen from a token `offset` away (-2 … 2). */
export function bitFeature(bit: number, offset: number, sizeMask: number): number {
  return featureIndex(BIT_TYPE + offset, bit, 0) & sizeMask;
}

/** The weight of case code `code` as seen from a token `offset` away. */
export function caseFeature(code: number, offset: number, sizeMask: number): number {
  return featureIndex(CASE_TYPE + offset, code, 0) & sizeMask;
}

export const BITS_IN_VIEW = LEXICON_BIT_COUNT;

/** Writes the indices of the weights of what stands together around `row` of a view into `out` from `from` on. */
export function contextFeatures(
  view: TokenView,
  row: number,
  sizeMask: number,
  out: Int32Array,
  from: number,
): void {
  const { words, forms, bits, cases } = view;
  const { rows } = words;
  const here = (forms[row] ?? 0) * FORM_ROW;
  const before = (forms[row - 1] ?? 0) * FORM_ROW;
  const after = (forms[row + 1] ?? 0) * FORM_ROW;
  const second = (forms[row - 2] ?? 0) * FORM_ROW;
  const hash = rows[here + Column.hash] ?? 0;
  const hashBefore = rows[before + Column.hash] ?? 0;
  const middle = rows[here + Column.middle] ?? 0;
  const middleBefore = rows[before + Column.middle] ?? 0;
  const middleAfter = rows[after + Column.middle] ?? 0;
  const own = cases[row] ?? 0;
  const caseBefore = cases[row - 1] ?? 0;
  const caseAfter = cases[row + 1] ?? 0;
  const ownBits = bits[row] ?? 0;
  const bitsBefore = bits[row - 1] ?? 0;
  const bitsAfter = bits[row + 1] ?? 0;
  out[from] = pairFeature(1, hashBefore, hash) & sizeMask;
  out[from + 1] = pairFeature(2, hash, rows[after + Column.hash] ?? 0) & sizeMask;
  out[from + 2] = pairFeature(3, middleBefore, middle) & sizeMask;
  out[from + 3] = pairFeature(4, middle, middleAfter) & sizeMask;
  out[from + 4] = pairFeature(9, ((rows[second + Column.hash] ?? 0) + own) | 0, hashBefore) & sizeMask;
  out[from + 5] = pairFeature(10, middleBefore * 512 + middleAfter, middle) & sizeMask;
  out[from + 6] = pairFeature(11, own, ownBits) & sizeMask;
  out[from + 7] = pairFeature(12, own, bitsBefore) & sizeMask;
  out[from + 8] = pairFeature(13, bitsBefore, ownBits) & sizeMask;
  out[from + 9] = pairFeature(14, ownBits, bitsAfter) & sizeMask;
  const written = own * 8 + (rows[here + Column.usualCase] ?? 0);
  const writtenBefore = caseBefore * 8 + (rows[before + Column.usualCase] ?? 0);
  const writtenAfter = caseAfter * 8 + (rows[after + Column.usualCase] ?? 0);
  out[from + 10] = pairFeature(15, written, writtenBefore) & sizeMask;
  out[from + 11] = pairFeature(16, written, writtenAfter) & sizeMask;
  out[from + 12] = pairFeature(17, caseBefore * 8 + caseAfter, own) & sizeMask;
}

const pairFeature = (type: number, one: number, other: number): number =>
  featureIndex(PAIR_TYPE + type, one, other);

/** The weights of a word for the token right after it, or right before it, that is written with `caseCode`. */
export function neighbourFeatures(
  info: WordInfo,
  caseCode: number,
  side: "after" | "before",
  sizeMask: number,
): number[] {
  const [word, fine] = side === "after" ? [5, 7] : [6, 8];
  return [
    featureIndex(PAIR_TYPE + word, caseCode, info.hash) & sizeMask,
    featureIndex(PAIR_TYPE + fine, caseCode, info.fine) & sizeMask,
  ];
}

/** The weights of a word together with its own letters. */
export function writtenFeatures(info: WordInfo, caseCode: number, sizeMask: number): number[] {
  return [info.middle, info.suffix, info.hash].map(
    (value, type) => featureIndex(WRITTEN_TYPE + type, value, caseCode) & sizeMask,
  );
}
