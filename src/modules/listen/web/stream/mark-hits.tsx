import { highlightRanges } from "#text/query/highlight-ranges.ts";
import type { QueryNode, SourceSpan, TextPart } from "#text/query/tree.ts";

export type Piece = { text: string; start: number; isHit: boolean };

/** A text cut where hits begin and end. `ranges` ascend and do not overlap. */
export function cutAtHits(text: string, ranges: readonly SourceSpan[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (end: number, isHit: boolean) => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at, isHit });
    at = Math.max(at, end);
  };
  for (const { start, end } of ranges) {
    add(start, false);
    add(end, true);
  }
  add(text.length, false);
  return pieces;
}

/** A text with what the query found in it marked. */
export function Hits({ tree, text, part }: { tree: QueryNode | undefined; text: string; part: TextPart }) {
  if (tree === undefined || tree.kind === "all") return <>{text}</>;
  return (
    <>
      {cutAtHits(text, highlightRanges(tree, text, part)).map((piece) =>
        piece.isHit ? <mark key={piece.start}>{piece.text}</mark> : piece.text,
      )}
    </>
  );
}
