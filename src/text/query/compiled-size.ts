import type { QueryNode, TermNode } from "./tree.ts";

function lexemeCount(term: TermNode): number {
  return term.terms.reduce((sum, { lexemes }) => sum + lexemes.length, 0);
}

function sum(terms: readonly TermNode[]): number {
  return terms.reduce((total, term) => total + lexemeCount(term), 0);
}

function widthCount(terms: readonly TermNode[]): number {
  return new Set(terms.map((term) => term.terms[term.terms.length - 1]?.offset ?? 0)).size;
}

/** How many lexemes the compiled text query will name; NEAR names both sides once for each distance and order. */
export function compiledSize(node: QueryNode): number {
  switch (node.kind) {
    case "word":
    case "phrase":
      return lexemeCount(node);
    case "near":
      return (
        2 *
        node.distance *
        (sum(node.left) * widthCount(node.right) + sum(node.right) * widthCount(node.left))
      );
    case "and":
    case "or":
      return node.children.reduce((total, child) => total + compiledSize(child), 0);
    case "not":
    case "scope":
      return compiledSize(node.child);
    default:
      return 0;
  }
}
