import type { PhraseStep } from "../phrase-table.ts";
import type { ReadToken } from "../read/reading.ts";
import { type EntityLexicon, HASHTAG, LexiconBit } from "./entity-lexicon.ts";
import { featureIndex, hashText } from "./hash-text.ts";

/** What was learned of words from running text: classes of words that stand in the same places, and their letters. */
export interface WordTable {
  /** Hashes of the words, ascending; the other columns have the same order. */
  readonly hashes: Uint32Array;
  /** The word's class among 1,024, 256 and 64 classes. */
  readonly fine: Uint16Array;
  readonly middle: Uint8Array;
  readonly coarse: Uint8Array;
  /** How the word is usually written inside a sentence: 0 unknown, 1 lower case … 5 always a capital, 6 capitals only. */
  readonly usualCase: Uint8Array;
}

/** What is known of a word whatever surrounds it. */
export interface WordInfo {
  readonly form: string;
  /** A hash of the whole word, and one of its last three letters, as signed numbers. */
  readonly hash: number;
  readonly suffix: number;
  readonly coarse: number;
  readonly middle: number;
  readonly fine: number;
  readonly usualCase: number;
  /** Bits of `LexiconBit` that the word has by itself. */
  readonly bits: number;
  /** The phrases of the lists that begin with the word. */
  readonly phrases: PhraseStep<number> | undefined;
  /** Whether a phrase, a body, a street or a hashtag may begin with the word. */
  readonly mayStart: boolean;
}

export const OFFSETS = [-2, -1, 0, 1, 2] as const;

/** Whether the classes know a token by its own letters: numbers, hosts, hashtags, mentions and emoji are one word each. */
export const hasOwnForm = ({ kind }: ReadToken): boolean => kind === "word" || kind === "punctuation";

/** The word as the classes know it. */
export function wordForm(token: ReadToken): string {
  return hasOwnForm(token) ? token.word.exact : `<${token.kind}>`;
}

const STARTING_BITS = LexiconBit.organisationHead | LexiconBit.streetHead;

/** Beyond the ends of a sentence. */
export const OUTSIDE_WORD = "<outside>";

/** Looks a word up in all that is known of words. */
export function makeWordInfo(table: WordTable, lexicon: EntityLexicon): (form: string) => WordInfo {
  return (form) => {
    const hash = hashText(form);
    const row = rowOf(table.hashes, hash);
    const [fine, middle, coarse] =
      row < 0
        ? [0, 0, 0]
        : [(table.fine[row] ?? 0) + 1, (table.middle[row] ?? 0) + 1, (table.coarse[row] ?? 0) + 1];
    const usualCase = row < 0 ? 0 : (table.usualCase[row] ?? 0);
    const bits = lexicon.words.get(form) ?? 0;
    const phrases = lexicon.phrases.stepFrom(form);
    return {
      form,
      // With a sign, numbers of 32 bits need no memory of their own; features come out the same.
      hash: hash | 0,
      suffix: hashText(form.slice(-3)) | 0,
      coarse,
      middle,
      fine,
      usualCase,
      bits,
      phrases,
      mayStart: form === HASHTAG || phrases !== undefined || (bits & STARTING_BITS) !== 0,
    };
  };
}

/**
 * The weights of a word as seen from a token two after it (offset -2) up to two before it (2), a list for each of
 * `OFFSETS`. `sizeMask` is the number of weights less one.
 */
export function wordFeatures(
  { form, hash, suffix, middle, coarse, fine, usualCase }: WordInfo,
  sizeMask: number,
): number[][] {
  const all: readonly (readonly [type: number, value: number, reach: number])[] = [
    [1, hash, 2],
    [2, middle, 2],
    [3, usualCase, 2],
    [4, coarse, 1],
    [5, fine, 1],
    [6, suffix, 1],
    [7, hashText(form.slice(0, 3)), 1],
    [8, hashText(form.slice(0, 2)), 0],
    [9, hashText(form.slice(0, 4)), 0],
    [10, hashText(form.slice(-2)), 0],
    [11, hashText(form.slice(-4)), 0],
    [12, shapeOf(form), 0],
  ];
  return OFFSETS.map((offset) =>
    all
      .filter(([, , reach]) => Math.abs(offset) <= reach)
      .map(([type, value]) => featureIndex(type * 8 + offset + 2, value, 0) & sizeMask),
  );
}

/** Length, digits, hyphens and the like, as one number. */
function shapeOf(form: string): number {
  const kind = /^\d+$/.test(form)
    ? 1
    : /\d/.test(form)
      ? 2
      : /^[a-z]+$/.test(form)
        ? 3
        : /-/.test(form)
          ? 4
          : 5;
  return kind * 16 + Math.min(form.length, 12);
}

function rowOf(hashes: Uint32Array, hash: number): number {
  let low = 0;
  let high = hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = hashes[middle] ?? 0;
    if (here === hash) return middle;
    if (here < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
