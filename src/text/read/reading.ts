import type { TokenKind } from "../tokenise.ts";

/** What a token of a reading is: what the tokeniser knows, and what stands between words and carries tone. */
export type ReadKind = Exclude<TokenKind, "alias"> | "emoticon" | "punctuation";

/** How the letters of a word are written; `none` has no letters of two cases. */
export type LetterCase = "none" | "lower" | "title" | "upper" | "mixed";

/** What is known of a word whatever surrounds it. The same object serves every place where the word stands. */
export interface WordReading {
  /** A small whole number, another one for each word that the reader knows at the time; see `WordTable`. */
  readonly id: number;
  /** Says at which time and of which reader: no two words have both numbers the same. From 1. */
  readonly edition: number;
  /** Folded, as written: "gpp", "bangeeet". */
  readonly exact: string;
  /** In standard spelling, several words where the written one stands for several: ["tidak", "apa-apa"]. */
  readonly normal: readonly string[];
  /** The root of each word of `normal`. */
  readonly roots: readonly string[];
}

/** One token of a text, with its place in the original. */
export interface ReadToken {
  readonly kind: ReadKind;
  readonly word: WordReading;
  readonly letterCase: LetterCase;
  /** Offsets into the original string in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A sentence: tokens from `first` up to and without `last`, and the stretch of the text they cover. */
export interface Sentence {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

/** A text read once, for every analysis. Tokens are in the order of the text and do not overlap. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly ReadToken[];
  /** The numbers of the tokens' words, all of one edition: what is kept of a word is found without a look at it. */
  readonly ids: readonly number[];
  readonly edition: number;
  readonly sentences: readonly Sentence[];
}

/** Reads a text. Never throws, whatever the string holds; time is linear in its length. */
export type Reader = (text: string) => Reading;
