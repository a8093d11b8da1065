import { LEXICON_BIT_COUNT } from "./entity-lexicon.ts";
import { featureIndex } from "./hash-text.ts";
import type { TokenView } from "./token-view.ts";
import type { WordInfo } from "./word-info.ts";

/** How many features `contextFeatures` writes at most. */
export const MOST_CONTEXT_FEATURES = 40;

const BIT_TYPE = 200;
const CASE_TYPE = 400;
const PAIR_TYPE = 500;

/** The weight of lexicon bit `bit` as seen from a token `offset` away (-2 … 2). */
export function bitFeature(bit: number, offset: number, sizeMask: number): number {
  return featureIndex(BIT_TYPE + offset, bit, 0) & sizeMask;
}

/** The weight of case code `code` as seen from a token `offset` away. */
export function caseFeature(code: number, offset: number, sizeMask: number): number {
  return featureIndex(CASE_TYPE + offset, code, 0) & sizeMask;
}

export const BITS_IN_VIEW = LEXICON_BIT_COUNT;

/**
 * Writes the indices of the weights of what stands together around token `at` into `out` and returns how many. Beyond
 * the sentence stands `outside`, without bits and letters.
 */
export function contextFeatures(
  view: TokenView,
  at: number,
  outside: WordInfo,
  sizeMask: number,
  out: Int32Array,
): number {
  const { infos, bits, cases } = view;
  const here = infos[at] ?? outside;
  const before = infos[at - 1] ?? outside;
  const after = infos[at + 1] ?? outside;
  const second = infos[at - 2] ?? outside;
  const own = cases[at] ?? 0;
  const caseBefore = cases[at - 1] ?? 5;
  const caseAfter = cases[at + 1] ?? 5;
  const ownBits = bits[at] ?? 0;
  const bitsBefore = bits[at - 1] ?? 0;
  const bitsAfter = bits[at + 1] ?? 0;
  let count = 0;
  const add = (type: number, one: number, other: number): void => {
    out[count] = featureIndex(PAIR_TYPE + type, one, other) & sizeMask;
    count += 1;
  };
  add(1, before.hash, here.hash);
  add(2, here.hash, after.hash);
  add(3, before.middle, here.middle);
  add(4, here.middle, after.middle);
  add(5, own, here.middle);
  add(6, own, before.hash);
  add(7, own, after.hash);
  add(8, own, before.fine);
  add(9, own, after.fine);
  add(10, second.hash + own, before.hash);
  add(11, before.middle * 512 + after.middle, here.middle);
  add(12, own, here.suffix);
  add(13, own, ownBits);
  add(14, own, bitsBefore);
  add(15, bitsBefore, ownBits);
  add(16, ownBits, bitsAfter);
  add(17, own * 8 + here.usualCase, caseBefore * 8 + before.usualCase);
  add(18, own * 8 + here.usualCase, caseAfter * 8 + after.usualCase);
  add(19, caseBefore * 8 + caseAfter, own);
  add(20, own, here.hash);
  return count;
}
