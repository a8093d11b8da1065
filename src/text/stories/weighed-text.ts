import type { Term, TermVector } from "./story.ts";
import type { StoryText } from "./story-text.ts";

/** A text with what it speaks of. */
export interface WeighedText {
  readonly text: StoryText;
  readonly vector: TermVector;
}

/** What texts speak of together, of length 1. */
export type TermCentre = ReadonlyMap<Term, number>;

/** The sum of what texts speak of, brought to length 1. */
export function centreOf(texts: readonly { readonly vector: TermVector }[]): TermCentre {
  const centre = new Map<Term, number>();
  for (const { vector } of texts)
    for (const [at, term] of vector.terms.entries())
      centre.set(term, (centre.get(term) ?? 0) + (vector.weights[at] ?? 0));
  const length = Math.sqrt([...centre.values()].reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  for (const [term, weight] of centre) centre.set(term, weight / length);
  return centre;
}

/** The cosine of a text and a centre, 0 to 1. */
export function nearnessOf({ terms, weights }: TermVector, centre: TermCentre): number {
  let dot = 0;
  for (const [at, term] of terms.entries()) dot += (weights[at] ?? 0) * (centre.get(term) ?? 0);
  return dot;
}

/** The cosine of two centres, 0 to 1. */
export function nearnessOfCentres(a: TermCentre, b: TermCentre): number {
  let dot = 0;
  for (const [term, weight] of a) dot += weight * (b.get(term) ?? 0);
  return dot;
}
