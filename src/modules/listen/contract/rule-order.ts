import { phraseKey } from "#text/phrase-table.ts";
import type { EntityRule } from "./entity-rules.ts";

type Ordered = Pick<EntityRule, "id" | "aliases" | "near">;

/**
 * The names for which the order of two rules matters: those that both are about. A rule with a condition wins over one
 * without, whatever their order; between two of a kind the earlier wins.
 * @returns the names, as the first rule writes them
 */
export function contestedNames(one: Ordered, other: Ordered): string[] {
  if ((one.near.length === 0) !== (other.near.length === 0)) return [];
  const keys = new Set(other.aliases.map(phraseKey));
  return one.aliases.filter((alias) => keys.has(phraseKey(alias)));
}

/** The nearest rule above or below with which a rule contests a name: moving past it changes what is read. */
export function nearestRival<Rule extends Ordered>(
  rules: readonly Rule[],
  id: string,
  direction: "up" | "down",
): Rule | undefined {
  const at = rules.findIndex((rule) => rule.id === id);
  const rule = rules[at];
  if (rule === undefined) return undefined;
  const others = direction === "up" ? rules.slice(0, at).reverse() : rules.slice(at + 1);
  return others.find((other) => contestedNames(rule, other).length > 0);
}
