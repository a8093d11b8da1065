import type { Language, LanguageLabel } from "./languages.ts";

/** Why a language was named: a word that speaks for it, and by how much, in log odds against the next best. */
export type LanguageReason = {
  /** Offsets into the text in UTF-16 units, end exclusive. */
  start: number;
  end: number;
  kind: "word" | "script";
  language: Language | "und";
  weight: number;
};

/** The language of a text. Everything in it can be stored as JSON. */
export type LanguageResult = {
  label: LanguageLabel;
  /** Of the label being right, 0 to 1, in steps of 0.001. */
  probability: number;
  /** The answer is better than none, but a person should not rely on it. */
  isUnsure: boolean;
  /** The languages in the text, most used first, with the share of its words; empty where none is known. */
  languages: readonly { language: Language; share: number }[];
  /** ISO 15924 code of the script that most words are written in, "Zyyy" where there are none. */
  script: string;
  reasons: readonly LanguageReason[];
};

/** Three places are enough for people, and equal on every machine. */
export const roundShare = (value: number): number => Math.round(value * 1_000) / 1_000;
