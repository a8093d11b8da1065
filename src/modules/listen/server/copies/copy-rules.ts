import type { Like } from "#text/likeness/kind-of-likeness.ts";
import type { CopyKind } from "./copy-tables.ts";

/** What is known of a mention when copies are sorted. */
export type CopyFacts = {
  id: string;
  publishedAt: Date;
  orderedAt: Date;
  outlet: string;
  /** The group it stands in. */
  groupId: string | null;
  /** When the first of that group was published. */
  groupBegan: Date | null;
  /** A person said where it belongs: on its own, or to another mention. */
  verdict: "apart" | "joined" | null;
};

/** The text that is sorted: a short one is compared by its words, a long one by its runs of words. */
export type Sorted = { facts: CopyFacts; isShort: boolean; words: number };

const dayMs = 86_400_000;
/** "Selamat pagi semuanya" is said by many who never heard of each other. */
const fewestWords = 5;
/** Short texts that return every week are no copies; an article may be taken up for a month. */
const spanMs = { short: 3 * dayMs, long: 30 * dayMs };
/** Of short texts, less than this is another headline about the same. */
const shortSimilarity = 0.8;
/** An outlet that puts yesterday's background under today's lead writes a new article, not a copy. */
const ownOutletShare = 0.8;
/** Two groups are one where a text is as like to members of both. */
const mergeSimilarity = 0.6;

export type Chosen = { best: Like; others: Like[] };

/**
 * Of texts that are alike, those whose copy a text is: the one it goes with, and others whose groups it shows to be the
 * same. Null where it is nobody's copy.
 * @param likes most alike first, where a sketch left it open already decided by reading both
 */
export function chooseCopies(
  text: Sorted,
  likes: readonly Like[],
  factsOf: (id: string) => CopyFacts | undefined,
): Chosen | null {
  if (text.facts.verdict !== null || (text.isShort && text.words < fewestWords)) return null;
  const partners = likes.filter((like) => {
    const facts = factsOf(like.id);
    return facts !== undefined && facts.verdict !== "apart" && isCopy(text, like, facts);
  });
  const [best, ...rest] = partners;
  if (!best) return null;
  return {
    best,
    others: rest.filter(({ kind, similarity }) => kind !== "contains" && similarity >= mergeSimilarity),
  };
}

function isCopy({ facts, isShort }: Sorted, like: Like, other: CopyFacts): boolean {
  if (like.kind === "quoted" || like.id === facts.id) return false;
  const span = isShort ? spanMs.short : spanMs.long;
  const began = other.groupBegan ?? other.publishedAt;
  if (Math.abs(facts.publishedAt.getTime() - began.getTime()) > span) return false;
  if (like.kind === "same") return true;
  if (isShort) return like.similarity >= shortSimilarity;
  return facts.outlet !== other.outlet || like.share >= ownOutletShare;
}

/** How a member is like the one it goes with. */
export const copyKind = ({ kind }: Pick<Like, "kind">): CopyKind =>
  kind === "same" ? "same" : kind === "edited" ? "edited" : "part";

/**
 * Where a mention stands among its copies: a date alone says no more than that it was out by the end of that day, and
 * nothing is out later than we have it.
 */
export function orderedAt(mention: { publishedAt: Date; receivedAt: Date; timePrecision: string }): Date {
  const { publishedAt, receivedAt, timePrecision } = mention;
  if (timePrecision !== "day") return publishedAt;
  const latest = Math.min(publishedAt.getTime() + dayMs - 1, receivedAt.getTime());
  return new Date(Math.max(publishedAt.getTime(), latest));
}
