import { sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";
import { readTagBook, type TagBook } from "./tag-book.ts";

/** A tag in use: what it is called, and how many mentions have it. */
export type TagUse = { key: string; name: string; count: number };

/**
 * How many mentions have each tag, under whatever names, each mention once. Rows are counted in the index alone; only
 * where a tag's rows carry several names are mentions told apart.
 */
export async function countTags(
  db: MentionDb,
  workspaceId: string,
  known?: TagBook,
): Promise<Map<string, TagUse>> {
  const book = known ?? (await readTagBook(db, workspaceId));
  const { rows } = await sql<{ tag_key: string; tag: string; count: number }>`
    select used.*, (select tag from listen.mention_tag as one where one.workspace_id = ${workspaceId}::uuid
      and one.tag_key = used.tag_key limit 1) as tag
    from (select tag_key, count(*)::int as count from listen.mention_tag
      where workspace_id = ${workspaceId}::uuid group by tag_key) as used
    order by tag_key`.execute(db);
  const uses = new Map<string, TagUse>();
  for (const [key, names] of Map.groupBy(rows, (row) => book.keyOf(row.tag_key))) {
    const [first] = names;
    if (first === undefined) continue;
    const keys = names.map((row) => row.tag_key);
    const count = keys.length === 1 ? first.count : await countMentions(db, workspaceId, keys);
    uses.set(key, { key, name: book.nameOf(key) ?? first.tag, count });
  }
  return uses;
}

/** How many mentions have a tag under any of these names. */
export async function countMentions(
  db: MentionDb,
  workspaceId: string,
  keys: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct mention_id)::int as count from listen.mention_tag
    where workspace_id = ${workspaceId}::uuid and tag_key = any(${[...keys]}::text[])`.execute(db);
  return rows[0]?.count ?? 0;
}

/** By tag, how many mentions have it from a rule. */
export async function countRuleTags(
  db: MentionDb,
  workspaceId: string,
  book: TagBook,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    select tag.key, given.count from (select rule_id, count(*)::int as count from listen.mention_tag
      where workspace_id = ${workspaceId}::uuid and rule_id is not null group by rule_id) as given
    join listen.tag_rule as rule on rule.id = given.rule_id join listen.tag as tag on tag.id = rule.tag_id`.execute(
    db,
  );
  const counts = new Map<string, number>();
  for (const { key, count } of rows) counts.set(book.keyOf(key), (counts.get(book.keyOf(key)) ?? 0) + count);
  return counts;
}

/**
 * Names that rows of mentions carry beside the key of their tag, each with that key and the key itself with them: only
 * among these can a mention have one tag twice.
 */
export async function namesInRows(
  db: MentionDb,
  workspaceId: string,
  book: TagBook,
): Promise<{ name: string; key: string }[]> {
  const others = book.otherNames();
  if (others.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${others.map(({ name }) => name)}::text[]) as name
    where exists (select from listen.mention_tag as tagged
      where tagged.workspace_id = ${workspaceId}::uuid and tagged.tag_key = name)`.execute(db);
  const found = new Set(rows.map((row) => row.name));
  const inRows = others.filter(({ name }) => found.has(name));
  return [...inRows, ...new Set(inRows.map(({ key }) => key))].map((one) =>
    typeof one === "string" ? { name: one, key: one } : one,
  );
}
