import type { QueryNode } from "#text/query/tree.ts";
import { nodesOf } from "../monitors/monitor-tree.ts";
import type { TagBook } from "../tags/tag-book.ts";

/** A rule as far as others hang on it: the tag it gives, and what it asks. */
export type OrderedRule = { id: string; tagKey: string; tree: QueryNode };

/**
 * Rules in the order in which they are asked: those that ask for no tag of another rule first, then those that ask only
 * for tags that are settled by then. In this order each is asked once, and what comes out does not hang on chance.
 * @returns rules by level, and apart those that would wait for each other in a circle, with those that wait for them
 */
export function ruleLevels<R extends OrderedRule>(
  rules: readonly R[],
  book: TagBook,
): { levels: R[][]; circle: R[] } {
  const waitsFor = new Map(rules.map((rule) => [rule, rules.filter((other) => asksFor(rule, other, book))]));
  const levels: R[][] = [];
  const settled = new Set<R>();
  for (let open = [...rules]; open.length > 0; ) {
    const level = open.filter((rule) => (waitsFor.get(rule) ?? []).every((other) => settled.has(other)));
    if (level.length === 0) return { levels, circle: open };
    levels.push(level);
    for (const rule of level) settled.add(rule);
    open = open.filter((rule) => !settled.has(rule));
  }
  return { levels, circle: [] };
}

/** Whether what one rule finds can hang on the tag that the other gives. Two that give one tag do not wait for each other. */
function asksFor(rule: OrderedRule, giver: OrderedRule, book: TagBook): boolean {
  const names = book.answersTo(giver.tagKey);
  for (const node of nodesOf(rule.tree)) {
    if (node.kind !== "field") continue;
    if (node.field === "has" && node.value === "tag") return true;
    if (node.field !== "tag") continue;
    if (node.match === "present") return true;
    if (names.some((name) => (node.match === "equals" ? name === node.value : name.startsWith(node.value))))
      return true;
  }
  return false;
}
