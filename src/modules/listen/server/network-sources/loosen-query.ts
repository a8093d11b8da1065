import type { QueryNode } from "#text/query/tree.ts";
import { sourceIdField } from "../monitors/monitor-tree.ts";

/** Fields whose values a post brings along; the others are known only when it is stored and read. */
const broughtFields: ReadonlySet<string> = new Set([
  "channel",
  "outlet",
  "author",
  "id",
  "source",
  sourceIdField,
]);
const broughtKinds: ReadonlySet<string> = new Set(["link", "image", "author", "parent"]);

/** A part of a query, or what is known of it without looking at the post. */
type Loose = QueryNode | boolean;

/**
 * A query as far as it can be asked of a post that is not stored yet: whatever is not known by then (tone, names,
 * language, tags …) counts as satisfied, so that every post the whole query finds satisfies what is left.
 * @returns null for a query that chooses by nothing but such: it names no word and no author
 */
export function loosenQuery(tree: QueryNode): QueryNode | null {
  const loose = loosened(tree, true);
  return typeof loose === "boolean" || !namesSomething(loose) ? null : loose;
}

/** @param isWanted whether the part being satisfied speaks for the whole, or against it (under NOT) */
function loosened(node: QueryNode, isWanted: boolean): Loose {
  switch (node.kind) {
    case "field":
      return isBrought(node) ? node : isWanted;
    case "all":
      return true;
    case "not": {
      const child = loosened(node.child, !isWanted);
      return typeof child === "boolean" ? !child : { ...node, child };
    }
    case "scope": {
      const child = loosened(node.child, isWanted);
      return typeof child === "boolean" ? child : { ...node, child };
    }
    case "and":
    case "or": {
      const decides = node.kind === "or";
      const children = node.children.map((child) => loosened(child, isWanted));
      if (children.includes(decides)) return decides;
      const open = children.filter((child) => typeof child !== "boolean");
      const [only] = open;
      if (only === undefined) return !decides;
      if (open.length === 1) return only;
      return {
        ...node,
        children: open.flatMap((child) => (child.kind === node.kind ? child.children : [child])),
      };
    }
    default:
      return node;
  }
}

const isBrought = ({ field, value, match }: QueryNode & { kind: "field" }): boolean =>
  field === "has" ? match === "equals" && broughtKinds.has(value) : broughtFields.has(field);

/** Whether a query wants words or an author; one that only keeps things out would let everything else through. */
function namesSomething(node: QueryNode): boolean {
  switch (node.kind) {
    case "word":
    case "phrase":
    case "near":
      return true;
    case "field":
      return node.field === "author" && node.match !== "present";
    case "scope":
      return namesSomething(node.child);
    case "and":
      return node.children.some(namesSomething);
    case "or":
      return node.children.every(namesSomething);
    default:
      return false;
  }
}
