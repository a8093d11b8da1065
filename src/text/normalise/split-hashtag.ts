import { foldText } from "../fold.ts";

const LONGEST_WORD = 24;
const LONGEST_TAG = 100;
/** Words of two letters that may stand in a tag; others are mostly scraps. */
const SHORT = new Set("di ke ya rt rw ri tv pr dr yg ga tv ku mu bu pr hp ui as ai".split(" "));
/** What an unknown letter costs, in natural logarithms: more than the letters of a known word of any rarity. */
const UNKNOWN = 7;

/** Cuts the words of a tag apart where capitals, figures or underscores show them: "#MakanBergiziGratis2025". */
export function splitByCase(tag: string): string[] {
  const parts = tag.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}\p{Lo}]+|\p{Lu}|\p{N}+/gu);
  return parts ?? [tag];
}

/**
 * Cuts words written together apart: the division whose words are likeliest together, one dynamic program over the
 * letters. `logOf` gives the natural logarithm of a word's share of all words, undefined for what is no word. What
 * cannot be divided into known words stays whole.
 */
export function splitJoined(joined: string, logOf: (word: string) => number | undefined): string[] {
  const { length } = joined;
  if (length < 4 || length > LONGEST_TAG) return [joined];
  const cost = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(length + 1);
  cost[0] = 0;
  for (let end = 1; end <= length; end += 1) {
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start += 1) {
      const so = cost[start] ?? Number.POSITIVE_INFINITY;
      const word = joined.slice(start, end);
      const log = word.length < 2 || (word.length === 2 && !SHORT.has(word)) ? undefined : logOf(word);
      const price = so + (log === undefined ? 10 + UNKNOWN * (end - start) : 1 - log);
      if (price < (cost[end] ?? Number.POSITIVE_INFINITY)) {
        cost[end] = price;
        from[end] = start;
      }
    }
  }
  const parts: string[] = [];
  for (let end = length; end > 0; end = from[end] ?? 0) parts.push(joined.slice(from[end] ?? 0, end));
  parts.reverse();
  return parts.every((part) => logOf(part) !== undefined) ? parts : [joined];
}

/** The words of a hashtag, folded: by its capitals, and where a part is no word, by what words it is made of. */
export function splitHashtag(raw: string, logOf: (word: string) => number | undefined): string[] {
  const body = raw.replace(/^[#＃]/u, "").slice(0, LONGEST_TAG);
  return splitByCase(body).flatMap((part) => {
    const folded = foldText(part);
    return /^[a-z]{4,}$/.test(folded) && logOf(folded) === undefined ? splitJoined(folded, logOf) : [folded];
  });
}
