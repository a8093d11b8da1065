import { foldValue } from "../fold.ts";
import { type IndexedText, indexText } from "../search-vector.ts";
import { nearSpans, termSpans } from "./text-spans.ts";
import { type QueryClock, type TimeBound, timeBound } from "./time-bound.ts";
import type { FieldNode, QueryNode, TextPart, TimeNode } from "./tree.ts";

/** What a query is asked of. */
export interface QueryDocument {
  readonly title: string;
  readonly text: string;
  readonly publishedAt: Date | null;
  /** Values by the name of the field ("outlet", "tag", "has" …); several values for one field match if any does. */
  readonly fields: Readonly<Record<string, string | readonly string[] | null | undefined>>;
}

/** True when a field of a document satisfies a field condition. */
function matchesField(node: FieldNode, document: QueryDocument): boolean {
  const held = document.fields[node.field];
  const values = held === null || held === undefined ? [] : typeof held === "string" ? [held] : held;
  return values.some((value) => {
    const folded = foldValue(value);
    if (node.match === "present") return folded !== "";
    return node.match === "equals" ? folded === node.value : folded.startsWith(node.value);
  });
}

/** The last bound of each time condition: zone arithmetic is slow, and one query meets many documents at one time. */
const lastBounds = new WeakMap<TimeNode, { clock: QueryClock; bound: TimeBound }>();

function boundOf(node: TimeNode, clock: QueryClock): TimeBound {
  const last = lastBounds.get(node);
  if (last?.clock.zone === clock.zone && last.clock.now.getTime() === clock.now.getTime()) return last.bound;
  const bound = timeBound(node, clock);
  lastBounds.set(node, { clock: { zone: clock.zone, now: new Date(clock.now) }, bound });
  return bound;
}

function matchesTime(node: TimeNode, publishedAt: Date | null, clock: QueryClock): boolean {
  if (publishedAt === null) return false;
  const { comparison, instant } = boundOf(node, clock);
  return comparison === ">=" ? publishedAt >= instant : publishedAt < instant;
}

/**
 * Whether a document answers a query: the meaning of the language. The search in PostgreSQL must agree with this
 * function, and a property test holds them together. Pass `indexed` when one document is asked many queries.
 */
export function evaluateQuery(
  tree: QueryNode,
  document: QueryDocument,
  clock: QueryClock,
  indexed: IndexedText = indexText(document.title, document.text),
): boolean {
  const evaluate = (node: QueryNode, part: TextPart | null): boolean => {
    switch (node.kind) {
      case "all":
        return true;
      case "word":
      case "phrase":
        return termSpans(node, indexed, part).length > 0;
      case "near":
        return nearSpans(node, indexed, part).length > 0;
      case "field":
        return matchesField(node, document);
      case "time":
        return matchesTime(node, document.publishedAt, clock);
      case "scope":
        return evaluate(node.child, node.part);
      case "not":
        return !evaluate(node.child, part);
      case "and":
        return node.children.every((child) => evaluate(child, part));
      case "or":
        return node.children.some((child) => evaluate(child, part));
    }
  };
  return evaluate(tree, null);
}
