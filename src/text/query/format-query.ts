import { lineariseQuery, type QueryStep } from "./linearise-query.ts";
import type { FieldNode, QueryNode, TimeNode } from "./tree.ts";

/** Values that need no quotes. */
const PLAIN_VALUE = /^[\p{L}\p{N}._@/#+-]+\*?$|^\*$/u;

function formatCondition(node: FieldNode | TimeNode): string {
  const isPlain = node.kind === "time" || (PLAIN_VALUE.test(node.text) && !/[.]$/.test(node.text));
  return `${node.field}:${isPlain ? node.text : `"${node.text}"`}`;
}

function formatStep(step: QueryStep): string {
  switch (step.kind) {
    case "all":
      return "";
    case "and":
      return " ";
    case "or":
      return " OR ";
    case "not":
      return "NOT ";
    case "open":
      return "(";
    case "close":
      return ")";
    case "scope":
      return `in:${step.part} `;
    case "near":
      return ` NEAR/${step.distance} `;
    case "term":
      return step.node.kind === "phrase" ? `"${step.node.text}"` : step.node.text;
    case "condition":
      return formatCondition(step.node);
  }
}

/** The canonical way of writing a query: reading it again gives the same tree. */
export function formatQuery(tree: QueryNode): string {
  return lineariseQuery(tree).map(formatStep).join("");
}
