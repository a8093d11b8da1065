import type { FieldNode, NearNode, QueryNode, SourceSpan, TermNode, TextPart, TimeNode } from "./tree.ts";

/** One step of a query read from left to right, with brackets only where they are needed. */
export type QueryStep = SourceSpan &
  (
    | { readonly kind: "all" | "and" | "or" | "not" | "open" | "close" }
    | { readonly kind: "scope"; readonly part: TextPart }
    | { readonly kind: "near"; readonly distance: number }
    | { readonly kind: "term"; readonly node: TermNode }
    | { readonly kind: "condition"; readonly node: FieldNode | TimeNode }
  );

/** How tightly a node holds together; a child that holds less tightly than its parent needs brackets. */
function strength(node: QueryNode): number {
  if (node.kind === "or") return 1;
  if (node.kind === "and") return 2;
  if (node.kind === "not" || node.kind === "scope") return 3;
  return node.kind === "near" ? 4 : 5;
}

function lineariseNear(node: NearNode, steps: QueryStep[]): void {
  const { start, end } = node;
  const side = (terms: readonly TermNode[]) => {
    if (terms.length > 1) steps.push({ kind: "open", start, end });
    terms.forEach((term, index) => {
      if (index > 0) steps.push({ kind: "or", start, end });
      steps.push({ kind: "term", node: term, start: term.start, end: term.end });
    });
    if (terms.length > 1) steps.push({ kind: "close", start, end });
  };
  side(node.left);
  steps.push({ kind: "near", distance: node.distance, start, end });
  side(node.right);
}

function linearise(node: QueryNode, outer: number, steps: QueryStep[]): void {
  const { start, end } = node;
  const needsBrackets = strength(node) < outer;
  if (needsBrackets) steps.push({ kind: "open", start, end });
  switch (node.kind) {
    case "all":
      steps.push({ kind: "all", start, end });
      break;
    case "word":
    case "phrase":
      steps.push({ kind: "term", node, start, end });
      break;
    case "field":
    case "time":
      steps.push({ kind: "condition", node, start, end });
      break;
    case "near":
      lineariseNear(node, steps);
      break;
    case "not":
    case "scope":
      steps.push(
        node.kind === "not" ? { kind: "not", start, end } : { kind: "scope", part: node.part, start, end },
      );
      linearise(node.child, 3, steps);
      break;
    default:
      node.children.forEach((child, index) => {
        if (index > 0) steps.push({ kind: node.kind, start, end });
        linearise(child, strength(node) + 1, steps);
      });
  }
  if (needsBrackets) steps.push({ kind: "close", start, end });
}

/** The steps of a query from left to right; what `formatQuery` and `describeQuery` have in common. */
export function lineariseQuery(tree: QueryNode): QueryStep[] {
  const steps: QueryStep[] = [];
  linearise(tree, 0, steps);
  return steps;
}
