import type { Overlap } from "./sketch.ts";

/** How a text is like another. */
export type LikeKind = "same" | "edited" | "contains" | "quoted";

/** A text that is like the one asked about. */
export type Like = {
  id: string;
  /** What both share of what either has (Jaccard), 0 to 1, in steps of 0.001; of words by weight for short texts. */
  similarity: number;
  /** What both share of what the shorter one has, 0 to 1. */
  share: number;
  /** `contains`: most of the shorter text is in the longer one. `quoted`: a part of one is in the other. */
  kind: LikeKind;
};

/** A text this many times as long as another contains it rather than being an edited version. */
const CONTAINS_FROM = 1.6;
/** A headline is too short to quote a part of another. */
const NEVER = Number.POSITIVE_INFINITY;
/** Chosen on the tuning half of the labelled pairs (docs/language/likeness.md). */
const DOUBTFUL = { from: 0.4, to: 0.75 };
export const BODY = {
  same: 0.85,
  edited: 0.56,
  /** The same where both texts are read: so much of the shorter one stands in copied stretches. */
  copied: 0.61,
  quoted: 0.2,
  leastShared: 15,
  kindOfPart: ({ first, second }: { first: number; second: number }): "contains" | "edited" =>
    Math.max(first, second) >= CONTAINS_FROM * Math.min(first, second) ? "contains" : "edited",
};
const HEADLINE = { same: 0.9, edited: 0.5, quoted: NEVER, leastShared: 250 };

/** Names the likeness of two texts by what they share; null where they are not alike. */
export function kindOfLikeness(
  id: string,
  { first, second, shared, isSeries }: Overlap,
  isHeadline: boolean,
): Like | null {
  const limits = isHeadline ? HEADLINE : BODY;
  const shorter = Math.min(first, second);
  if (shorter <= 0 || (shared < limits.leastShared && shared < shorter * limits.same)) return null;
  const share = shared / shorter;
  const similarity = shared / (first + second - shared);
  const like = { id, similarity: rounded(similarity), share: rounded(share) };
  if (similarity >= limits.same && !isSeries) return { ...like, kind: "same" };
  const measure = isHeadline ? similarity : share;
  if (measure >= limits.edited && !isSeries) return { ...like, kind: BODY.kindOfPart({ first, second }) };
  return share >= limits.quoted ? { ...like, kind: "quoted" } : null;
}

/** Whether a sketch leaves it open if a text is a copy or only shares a part: reading both decides (`makeLikeness`). */
export const isDoubtful = ({ kind, share }: Like, isHeadline: boolean): boolean =>
  !isHeadline && kind !== "same" && share >= DOUBTFUL.from && share < DOUBTFUL.to;

/** In steps of 0.001. */
export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
