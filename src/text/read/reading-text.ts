import type { Reading } from "./reading.ts";

/** A text in standard spelling: its words, figures and signs by single spaces, without punctuation. */
export function normaliseText({ tokens }: Reading): string {
  return tokens.flatMap(({ kind, word }) => (kind === "punctuation" ? [] : word.normal)).join(" ");
}

/** The roots of a text's words by single spaces, without punctuation. */
export function stemText({ tokens }: Reading): string {
  return tokens.flatMap(({ kind, word }) => (kind === "punctuation" ? [] : word.roots)).join(" ");
}
