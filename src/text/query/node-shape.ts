import type { JunctionNode, QueryNode } from "./tree.ts";

/** Joins nodes into one, flattening junctions of the same kind. Null for none, the node itself for one. */
export function joinNodes(kind: JunctionNode["kind"], nodes: readonly QueryNode[]): QueryNode | null {
  const children = nodes.flatMap((node) => (node.kind === kind ? node.children : [node]));
  const [first] = children;
  const last = children[children.length - 1];
  if (first === undefined || last === undefined) return null;
  return children.length === 1 ? first : { kind, children, start: first.start, end: last.end };
}

/** The opposite of a node; two negations cancel. */
export function negateNode(node: QueryNode, start: number): QueryNode {
  return node.kind === "not" ? node.child : { kind: "not", child: node, start, end: node.end };
}

function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "start" && key !== "end");
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSpans(inner)]));
}

/** True when two trees ask the same in the same way, wherever they stood in their sources. */
export function isSameQuery(a: QueryNode, b: QueryNode): boolean {
  return JSON.stringify(withoutSpans(a)) === JSON.stringify(withoutSpans(b));
}
