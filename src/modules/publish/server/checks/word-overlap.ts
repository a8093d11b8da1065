import { foldText } from "#text/fold.ts";

/** Words that are compared at once: order counts, a changed word costs three of these. */
const together = 3;

/**
 * How much of two texts is the same, 0 to 1: shared runs of three folded words over all of both (Jaccard). Texts of fewer
 * words are the same or they are not.
 */
export function wordOverlap(one: string, other: string): number {
  const [a, b] = [runs(one), runs(other)];
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const run of a) if (b.has(run)) shared += 1;
  return shared / (a.size + b.size - shared);
}

function runs(text: string): Set<string> {
  const words = foldText(text)
    .split(/[^\p{L}\p{N}#]+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return new Set();
  if (words.length < together) return new Set([words.join(" ")]);
  return new Set(words.slice(together - 1).map((_, at) => words.slice(at, at + together).join(" ")));
}
