import type { PercolatedDocument } from "#text/percolate/percolated-document.ts";
import type { TagBook } from "../tags/tag-book.ts";

/** A rule that is on, as mentions are asked of it: `finder` is what the percolator calls its query. */
export type SetRule = { id: string; tagKey: string; tag: string; finder: string };

/** The rules of a workspace that are on, in the order in which they are asked. */
export type RuleSet = {
  levels: readonly (readonly SetRule[])[];
  book: TagBook;
  /** What finds a mention, monitors and rules alike, by the names of the percolator. */
  find(document: PercolatedDocument): ReadonlySet<string>;
};

/** What people and senders said of a mention's tags. */
export type GivenTags = {
  /** Tags that no rule gave. */
  tagKeys: readonly string[];
  /** Tags that a person took off, which no rule gives back. */
  keptOff: readonly string[];
};

export type SettledTags = {
  /** What finds the mention once its tags are settled. */
  found: ReadonlySet<string>;
  /** By tag, the rule that gives it. */
  byRule: ReadonlyMap<string, SetRule>;
};

/**
 * The tags that rules give to a mention, and what finds it then. They follow from the mention and from what people said
 * of it alone, never from what rules gave before: whatever changes, asking again ends in the same tags. Each level is
 * asked once, so it always ends.
 * @param documentOf the mention as queries see it with these names of tags
 */
export function settleTags(
  { levels, book, find }: RuleSet,
  { tagKeys, keptOff }: GivenTags,
  documentOf: (names: string[]) => PercolatedDocument,
): SettledTags {
  const has = new Set(tagKeys.map((key) => book.keyOf(key)));
  const off = new Set(keptOff.map((key) => book.keyOf(key)));
  const byRule = new Map<string, SetRule>();
  const look = () => find(documentOf([...has].flatMap((key) => book.answersTo(key))));
  let found = look();
  for (const level of levels) {
    const before = has.size;
    for (const rule of level) {
      if (has.has(rule.tagKey) || off.has(rule.tagKey) || !found.has(rule.finder)) continue;
      has.add(rule.tagKey);
      byRule.set(rule.tagKey, rule);
    }
    if (has.size > before) found = look();
  }
  return { found, byRule };
}
