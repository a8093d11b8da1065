import { highlightRanges } from "#text/query/highlight-ranges.ts";
import type { QueryNode } from "#text/query/tree.ts";

/** How much of a text is read for an excerpt; what a query finds further down shows in the reader. */
export const excerptSource = 4_000;
const excerptLength = 280;
const lead = 60;

/**
 * A few lines of a text: where the query's first words stand, else the beginning. Cut between words, white space as
 * single spaces, "…" where something was left out.
 */
export function mentionExcerpt(text: string, tree: QueryNode | null): string {
  const flat = text.replace(/\s+/gu, " ").trim();
  if (flat.length <= excerptLength) return flat;
  const firstHit = tree === null ? undefined : highlightRanges(tree, flat, "text")[0];
  const wanted = Math.max(0, (firstHit?.start ?? 0) - lead);
  const start = wanted === 0 ? 0 : flat.indexOf(" ", wanted) + 1;
  const window = flat.slice(start, start + excerptLength);
  const isCut = start + excerptLength < flat.length;
  const lastSpace = window.lastIndexOf(" ");
  const shown = isCut && lastSpace > excerptLength / 2 ? window.slice(0, lastSpace) : window;
  return `${start > 0 ? "…" : ""}${shown.toWellFormed()}${isCut ? "…" : ""}`;
}
