import { type QueryClock, timeBound } from "#text/query/time-bound.ts";
import type { FieldNode, QueryNode, TimeNode } from "#text/query/tree.ts";
import { longestValue } from "../mentions/search-lexemes.ts";

/** What a monitor asks for that does not stand in a mention's own row. */
export type Outside = "tag" | "note" | "source" | "media";

/** The field under which a mention holds the ids of its sources; `source` holds their titles. No query can name it. */
export const sourceIdField = "source-id";

/** Fields that the search compares in full, outside its index. */
const wholeFields: ReadonlySet<string> = new Set(["tag", "id"]);

/**
 * A monitor's query as it is asked of a mention that comes in, so that it says the same as the search says of the stored
 * one: days begin in the office's zone whatever clock is passed, a source answers to its title or its whole id, and long
 * values are compared as far as the search index keeps them.
 */
export function incomingTree(tree: QueryNode, zone: string): QueryNode {
  switch (tree.kind) {
    case "time":
      return fixedTime(tree, { now: new Date(0), zone });
    case "field":
      if (tree.field === "source") return sourceNode(tree);
      return wholeFields.has(tree.field) ? tree : { ...tree, value: tree.value.slice(0, longestValue) };
    case "not":
    case "scope":
      return { ...tree, child: incomingTree(tree.child, zone) };
    case "and":
    case "or":
      return {
        ...tree,
        children: tree.children
          .map((child) => incomingTree(child, zone))
          .flatMap((child) => (child.kind === tree.kind ? child.children : [child])),
      };
    default:
      return tree;
  }
}

const minuteMs = 60_000;

/** The same bound named by a minute of UTC. Every office's days begin on a whole minute of it. */
function fixedTime(node: TimeNode, clock: QueryClock): TimeNode {
  const { instant } = timeBound(node, clock);
  const minute = new Date(instant.getTime() - (node.bound === "until" ? minuteMs : 0));
  return { ...node, at: { unit: "minute", local: minute.toISOString().slice(0, 16), offsetMinutes: 0 } };
}

function sourceNode(node: FieldNode): QueryNode {
  if (node.match === "present") return { ...node, field: sourceIdField };
  if (node.match === "startsWith") return node;
  return {
    kind: "or",
    children: [node, { ...node, field: sourceIdField }],
    start: node.start,
    end: node.end,
  };
}

/** Every node of a tree, itself first. */
export function* nodesOf(tree: QueryNode): Generator<QueryNode> {
  yield tree;
  if (tree.kind === "not" || tree.kind === "scope") yield* nodesOf(tree.child);
  if (tree.kind === "and" || tree.kind === "or") for (const child of tree.children) yield* nodesOf(child);
}

/** What a query asks for beyond the mention's row. */
export function outsideOf(tree: QueryNode): Set<Outside> {
  const asked = new Set<Outside>();
  for (const node of nodesOf(tree)) {
    if (node.kind !== "field") continue;
    const { field, value } = node;
    if (field === "tag" || (field === "has" && value === "tag")) asked.add("tag");
    else if (field === "has" && value === "note") asked.add("note");
    else if (field === "has" && (value === "video" || value === "audio")) asked.add("media");
    else if (field === "source" || field === sourceIdField) asked.add("source");
  }
  return asked;
}
