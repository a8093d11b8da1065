import { highlightRanges } from "#text/query/highlight-ranges.ts";
import type { QueryNode } from "#text/query/tree.ts";
import type { TextCut } from "../personal-data/veil.ts";

/** How much of a text is read for an excerpt; what a query finds further down shows in the reader. */
export const excerptSource = 4_000;
const excerptLength = 280;
const lead = 60;

/**
 * Where the few lines of a text are that a list shows: where the query's first words stand, else the beginning. White space
 * is single spaces, cut between words, "…" where something was left out.
 */
export function excerptOf(text: string, tree: QueryNode | null): { flat: string; cut: TextCut } {
  const flat = text.replace(/\s+/gu, " ").trim();
  if (flat.length <= excerptLength)
    return { flat, cut: { start: 0, end: flat.length, before: "", after: "" } };
  const firstHit = tree === null ? undefined : highlightRanges(tree, flat, "text")[0];
  const wanted = Math.max(0, (firstHit?.start ?? 0) - lead);
  const start = wanted === 0 ? 0 : flat.indexOf(" ", wanted) + 1;
  const window = flat.slice(start, start + excerptLength);
  const isCut = start + excerptLength < flat.length;
  const lastSpace = window.lastIndexOf(" ");
  const length = isCut && lastSpace > excerptLength / 2 ? lastSpace : window.length;
  return {
    flat,
    cut: { start, end: start + length, before: start > 0 ? "…" : "", after: isCut ? "…" : "" },
  };
}
