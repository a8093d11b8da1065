import { LEXICON_BIT_COUNT } from "./entity-lexicon.ts";
import { featureIndex } from "./hash-text.ts";
import type { TokenView } from "./token-view.ts";
import type { WordInfo } from "./word-info.ts";

/** How many features `contextFeatures` writes. */
export const MOST_CONTEXT_FEATURES = 13;

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

/** Writes the indices of the weights of what stands together around `row` of a view into `out`; returns how many. */
export function contextFeatures(view: TokenView, row: number, sizeMask: number, out: Int32Array): number {
  const { infos, bits, cases } = view;
  const here = infos[row];
  const before = infos[row - 1];
  const after = infos[row + 1];
  const second = infos[row - 2];
  if (here === undefined || before === undefined || after === undefined || second === undefined) return 0;
  const own = cases[row] ?? 0;
  const caseBefore = cases[row - 1] ?? 0;
  const caseAfter = cases[row + 1] ?? 0;
  const ownBits = bits[row] ?? 0;
  const bitsBefore = bits[row - 1] ?? 0;
  const bitsAfter = bits[row + 1] ?? 0;
  let count = 0;
  const add = (type: number, one: number, other: number): void => {
    out[count] = featureIndex(PAIR_TYPE + type, one, other) & sizeMask;
    count += 1;
  };
  add(1, before.hash, here.hash);
  add(2, here.hash, after.hash);
  add(3, before.middle, here.middle);
  add(4, here.middle, after.middle);
  add(9, second.hash + own, before.hash);
  add(10, before.middle * 512 + after.middle, here.middle);
  add(11, own, ownBits);
  add(12, own, bitsBefore);
  add(13, bitsBefore, ownBits);
  add(14, ownBits, bitsAfter);
  add(15, own * 8 + here.usualCase, caseBefore * 8 + before.usualCase);
  add(16, own * 8 + here.usualCase, caseAfter * 8 + after.usualCase);
  add(17, caseBefore * 8 + caseAfter, own);
  return count;
}

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
