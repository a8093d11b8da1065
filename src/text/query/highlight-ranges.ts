import { indexTokens } from "../search-vector.ts";
import { tokenise } from "../tokenise.ts";
import { nearSpans, type PositionSpan, termSpans } from "./text-spans.ts";
import type { QueryNode, SourceSpan, TextPart } from "./tree.ts";

/**
 * Where a query's words stand in the original title or text: ascending ranges of UTF-16 units that do not overlap.
 * Words under NOT are left out, and words joined by NEAR are marked only where they are near each other.
 */
export function highlightRanges(tree: QueryNode, original: string, part: TextPart): SourceSpan[] {
  const tokens = tokenise(original);
  const text = indexTokens(tokens, part);
  const hits: PositionSpan[] = [];
  const gather = (node: QueryNode, isNegated: boolean): void => {
    if (node.kind === "not") gather(node.child, !isNegated);
    else if (node.kind === "and" || node.kind === "or")
      for (const child of node.children) gather(child, isNegated);
    else if (node.kind === "scope") {
      if (node.part === part) gather(node.child, isNegated);
    } else if (isNegated) return;
    else if (node.kind === "near") hits.push(...nearSpans(node, text, null));
    else if (node.kind === "word" || node.kind === "phrase") hits.push(...termSpans(node, text, null));
  };
  gather(tree, false);

  const extents = new Map<number, { start: number; end: number }>();
  for (const { position, start, end } of tokens) {
    const known = extents.get(position);
    if (known === undefined) extents.set(position, { start, end });
    else known.end = Math.max(known.end, end);
  }
  const ranges: { start: number; end: number }[] = [];
  for (const [first, last] of hits.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const start = extents.get(first)?.start ?? 0;
    const end = extents.get(last)?.end ?? 0;
    const before = ranges[ranges.length - 1];
    if (before !== undefined && start < before.end) before.end = Math.max(before.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}
