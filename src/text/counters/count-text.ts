import { fediverseLength } from "./fediverse-length.ts";

/** How a network counts the length of a text. */
export type TextCounter = "graphemes" | "code_points" | "utf16" | "bytes" | "fediverse" | "none";

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const encoder = new TextEncoder();
const SURROGATE = /[\uD800-\uDFFF]/;
/** Without a character beyond these no two join into one grapheme, save the line end of two characters. */
const SIMPLE = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\n]*$/;

/**
 * The length of a text as a network counts it, for the composer and for the check before a call alike.
 * - `graphemes`: what a reader takes for one character (UAX #29, extended grapheme clusters)
 * - `code_points`: Unicode characters; half a pair counts as one
 * - `utf16`: units of UTF-16, as JavaScript's `length`
 * - `bytes`: of UTF-8
 * - `fediverse`: graphemes, each web address 23, `@name@server` as `@name`
 * - `none`: the network does not count; 0
 */
export function countText(text: string, counter: TextCounter): number {
  switch (counter) {
    case "graphemes":
      return countGraphemes(text);
    case "code_points":
      return countCodePoints(text);
    case "utf16":
      return text.length;
    case "bytes":
      return encoder.encode(text).byteLength;
    case "fediverse":
      return fediverseLength(text, countGraphemes);
    case "none":
      return 0;
  }
}

function countGraphemes(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

function countCodePoints(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
