import { isContent, rootOf } from "../digest/content-words.ts";
import { hashOf } from "../likeness/word-hash.ts";
import type { Reading, ReadToken } from "../read/reading.ts";

/** So many numbers stand for all words; two words may share one. */
export const bucketCount = 4_096;
/** What a long text says after so many features is not looked at. */
const mostFeatures = 300;

/** What the taught layer sees of a text. */
export interface TaughtFeatures {
  /** The same for texts of the same words and numbers, whatever their case and marks; empty where there is none. */
  key: string;
  /** Numbers from 0 to 4,095 for roots, marks of feeling and pairs of neighbours, each once. */
  buckets: number[];
  /** Where each of them stands first: offsets in UTF-16 units, end exclusive. */
  places: { start: number; end: number }[];
}

/** Reads the features of a text. Time is linear in its length. */
export function taughtFeatures({ tokens }: Reading): TaughtFeatures {
  const buckets: number[] = [];
  const places: { start: number; end: number }[] = [];
  const seen = new Set<number>();
  const add = (feature: string, first: ReadToken, last: ReadToken): void => {
    const bucket = hashOf(feature) & (bucketCount - 1);
    if (buckets.length >= mostFeatures || seen.has(bucket)) return;
    seen.add(bucket);
    buckets.push(bucket);
    places.push({ start: first.start, end: last.end });
  };
  const words: string[] = [];
  let before: ReadToken | undefined;
  for (const token of tokens) {
    if (token.kind !== "punctuation") words.push(token.word.exact);
    if (token.kind === "emoji" || token.kind === "emoticon") add(`mark ${token.word.exact}`, token, token);
    if (token.kind !== "word" && token.kind !== "hashtag") {
      before = undefined;
      continue;
    }
    if (isContent(token)) add(`root ${rootOf(token)}`, token, token);
    // Pairs hold what roots lose: "tidak bagus".
    if (before && (isContent(before) || isContent(token)))
      add(`pair ${before.word.normal.join(" ")} ${token.word.normal.join(" ")}`, before, token);
    before = token;
  }
  return { key: keyOf(words), buckets, places };
}

function keyOf(words: readonly string[]): string {
  if (words.length === 0) return "";
  const text = words.join(" ");
  const half = (salt: string): string => hashOf(`${salt}${text}`).toString(16).padStart(8, "0");
  return `${half("")}${half("\n")}`;
}
