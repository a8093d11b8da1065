import type { IndexedText } from "../search-vector.ts";
import type { NearNode, QueryTerm, TermNode, TextPart } from "./tree.ts";

/** A place where a word or phrase stands: its first and its last position. */
export type PositionSpan = readonly [first: number, last: number];

/** Positions of a term, ascending, each once. */
function termPositions(
  term: QueryTerm,
  { lexemes, textStart }: IndexedText,
  part: TextPart | null,
): number[] {
  const found = new Set<number>();
  const collect = (positions: readonly number[]) => {
    for (const position of positions) {
      if (part === null || (part === "title") === position < textStart) found.add(position);
    }
  };
  for (const wanted of term.lexemes) {
    if (term.isPrefix) {
      for (const [lexeme, positions] of lexemes) if (lexeme.startsWith(wanted)) collect(positions);
    } else collect(lexemes.get(wanted) ?? []);
  }
  return [...found].sort((a, b) => a - b);
}

/** Every place where a word or phrase stands in the document, or in one part of it. */
export function termSpans(node: TermNode, text: IndexedText, part: TextPart | null): PositionSpan[] {
  const [first, ...rest] = node.terms;
  if (first === undefined) return [];
  const others = rest.map((term) => ({ offset: term.offset, at: new Set(termPositions(term, text, part)) }));
  const width = rest[rest.length - 1]?.offset ?? 0;
  return termPositions(first, text, part)
    .filter((position) => others.every(({ offset, at }) => at.has(position + offset)))
    .map((position) => [position, position + width]);
}

/** True when the ascending `numbers` hold one between `low` and `high`, both included. */
function hasBetween(numbers: readonly number[], low: number, high: number): boolean {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return (numbers[from] ?? Number.POSITIVE_INFINITY) <= high;
}

function withNeighbour(
  spans: readonly PositionSpan[],
  others: readonly PositionSpan[],
  distance: number,
): PositionSpan[] {
  const firsts = others.map(([first]) => first).sort((a, b) => a - b);
  const lasts = others.map(([, last]) => last).sort((a, b) => a - b);
  return spans.filter(
    ([first, last]) =>
      hasBetween(firsts, last + 1, last + distance) || hasBetween(lasts, first - distance, first - 1),
  );
}

/**
 * The places on both sides of a NEAR that have a neighbour on the other side: one ends 1 to `distance` positions
 * before the other begins. Places that overlap are not neighbours. Empty when the NEAR does not hold.
 */
export function nearSpans(node: NearNode, text: IndexedText, part: TextPart | null): PositionSpan[] {
  const left = node.left.flatMap((term) => termSpans(term, text, part));
  const right = node.right.flatMap((term) => termSpans(term, text, part));
  return [...withNeighbour(left, right, node.distance), ...withNeighbour(right, left, node.distance)];
}
