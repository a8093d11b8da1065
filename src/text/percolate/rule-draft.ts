import type { NearNode, QueryNode, QueryTerm, TermNode, TextPart, TimeNode } from "../query/tree.ts";
import type { FeatureName } from "./feature-table.ts";

/** A query with its negations at the leaves and its constants gone, before its words have numbers. */
export type RuleDraft =
  | { readonly kind: "constant"; readonly holds: boolean }
  | { readonly kind: "feature"; readonly name: FeatureName; readonly isWanted: boolean }
  | {
      readonly kind: "places";
      readonly node: TermNode;
      readonly part: TextPart | null;
      readonly isWanted: boolean;
    }
  | {
      readonly kind: "near";
      readonly node: NearNode;
      readonly part: TextPart | null;
      readonly isWanted: boolean;
    }
  | { readonly kind: "time"; readonly node: TimeNode; readonly isWanted: boolean }
  | { readonly kind: "and" | "or"; readonly children: readonly RuleDraft[] };

/** What one term of a word or phrase asks for. */
export const termFeature = (term: QueryTerm): FeatureName => ({
  field: null,
  match: term.isPrefix ? "startsWith" : "equals",
  values: term.lexemes,
});

const canStand = ({ terms }: TermNode): boolean =>
  terms.length > 0 && terms.every(({ lexemes }) => lexemes.length > 0);

function draftTerm(node: TermNode, part: TextPart | null, isWanted: boolean): RuleDraft {
  const [first, second] = node.terms;
  if (first === undefined || !canStand(node)) return { kind: "constant", holds: !isWanted };
  if (second === undefined && part === null) return { kind: "feature", name: termFeature(first), isWanted };
  return { kind: "places", node, part, isWanted };
}

function draftNear(node: NearNode, part: TextPart | null, isWanted: boolean): RuleDraft {
  const [left, right] = [node.left.filter(canStand), node.right.filter(canStand)];
  if (left.length === 0 || right.length === 0) return { kind: "constant", holds: !isWanted };
  return { kind: "near", node: { ...node, left, right }, part, isWanted };
}

function joinDrafts(kind: "and" | "or", drafts: readonly RuleDraft[]): RuleDraft {
  const deciding = kind === "or";
  const children: RuleDraft[] = [];
  for (const draft of drafts) {
    if (draft.kind === "constant") {
      if (draft.holds === deciding) return draft;
    } else if (draft.kind === kind) for (const child of draft.children) children.push(child);
    else children.push(draft);
  }
  const [first] = children;
  if (first === undefined) return { kind: "constant", holds: !deciding };
  return children.length === 1 ? first : { kind, children };
}

/** Turns a query, or its opposite, into a draft that holds for the same documents. */
export function draftRule(node: QueryNode, part: TextPart | null = null, isWanted = true): RuleDraft {
  switch (node.kind) {
    case "all":
      return { kind: "constant", holds: isWanted };
    case "word":
    case "phrase":
      return draftTerm(node, part, isWanted);
    case "near":
      return draftNear(node, part, isWanted);
    case "field":
      return {
        kind: "feature",
        name: { field: node.field, match: node.match, values: [node.value] },
        isWanted,
      };
    case "time":
      return { kind: "time", node, isWanted };
    case "scope":
      return draftRule(node.child, node.part, isWanted);
    case "not":
      return draftRule(node.child, part, !isWanted);
    case "and":
    case "or":
      return joinDrafts(
        (node.kind === "and") === isWanted ? "and" : "or",
        node.children.map((child) => draftRule(child, part, isWanted)),
      );
  }
}
