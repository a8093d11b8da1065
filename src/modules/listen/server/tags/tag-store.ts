import { sql } from "kysely";
import { AppError, invalidField, notFound } from "#shared/app-error.ts";
import { foldValue } from "#text/fold.ts";
import { deepestTag, type TagLine, type TagSettings } from "../../contract/tag.ts";
import { withMentions } from "../mentions/tables.ts";
import { nextSetRevision } from "../monitors/monitor-store.ts";
import { withMonitors } from "../monitors/monitor-tables.ts";
import { refuseRuleCircle } from "../tag-rules/refuse-rule-circle.ts";
import { beginTagBackfills } from "./begin-tag-backfills.ts";
import type { TagChangeParts } from "./change-tags.ts";
import { countMentions, countRuleTags, countTags } from "./count-tags.ts";
import { readTagBook } from "./tag-book.ts";
import type { TagDb } from "./tag-tables.ts";

type TagRow = {
  id: string;
  key: string;
  name: string;
  parent_id: string | null;
  colour: TagLine["colour"];
  description: string;
  synonyms: string[];
  merged: { id: string; name: string }[] | null;
};

/** All tags of a workspace, arranged ones and those that are merely used, by name; or just one of the arranged. */
export async function selectTags(db: TagDb, workspaceId: string, id?: string): Promise<TagLine[]> {
  const { rows } = await sql<TagRow>`
    select id, key, name, parent_id, colour, description,
      array(select named.name from listen.tag_name as named
        where named.tag_id = tag.id and kind = 'synonym' order by named.name_key) as synonyms,
      (select jsonb_agg(jsonb_build_object('id', other.id, 'name', other.name) order by other.name)
        from listen.tag as other where other.merged_into = tag.id) as merged
    from listen.tag as tag where workspace_id = ${workspaceId}::uuid and merged_into is null
      ${id === undefined ? sql`` : sql`and id = ${id}::uuid`}`.execute(db);
  const mentions = withMentions(db);
  const book = await readTagBook(mentions, workspaceId);
  const uses = await countTags(mentions, workspaceId, book);
  const byRules = await countRuleTags(mentions, workspaceId, book);
  const lines: TagLine[] = [];
  for (const row of rows) {
    const count = uses.get(row.key)?.count ?? 0;
    const below = book.rowsOf(row.key, false);
    const isAlone = below.every((name) => book.keyOf(name) === row.key);
    lines.push({
      id: row.id,
      key: row.key,
      name: row.name,
      parentId: row.parent_id,
      colour: row.colour,
      description: row.description,
      synonyms: row.synonyms,
      merged: row.merged ?? [],
      count,
      byRules: byRules.get(row.key) ?? 0,
      withUnder: isAlone ? count : await countMentions(mentions, workspaceId, below),
    });
    uses.delete(row.key);
  }
  if (id === undefined)
    for (const { key, name, count } of uses.values())
      lines.push({
        ...{ id: null, key, name, parentId: null, colour: "1", description: "", synonyms: [], merged: [] },
        ...{ count, byRules: 0, withUnder: count },
      });
  return lines.sort((a, b) => a.name.localeCompare(b.name, "id") || (a.key < b.key ? -1 : 1));
}

/** @throws AppError `not_found` */
export async function loadTag(db: TagDb, workspaceId: string, id: string): Promise<TagLine> {
  const [tag] = await selectTags(db, workspaceId, id);
  if (!tag) throw notFound("tag");
  return tag;
}

/** An arranged tag that was not joined with another. @throws AppError `not_found` */
export async function findTagRow(db: TagDb, workspaceId: string, id: string) {
  const row = await db
    .selectFrom("listen.tag")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("merged_into", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound("tag");
  return row;
}

/**
 * Writes the names a tag answers to: what it is called, its synonyms, and what it was called before.
 * @throws AppError `invalid` that names the field of a name that means another tag
 */
export async function writeNames(
  tx: TagDb,
  workspaceId: string,
  tag: { id: string; key: string },
  settings: Pick<TagSettings, "name" | "synonyms">,
): Promise<void> {
  const nameKey = foldValue(settings.name);
  const wanted = new Map<string, { name: string; kind: "name" | "former" | "synonym"; field: string }>();
  wanted.set(nameKey, { name: settings.name, kind: "name", field: "name" });
  for (const [index, synonym] of settings.synonyms.entries())
    if (!wanted.has(foldValue(synonym)))
      wanted.set(foldValue(synonym), { name: synonym, kind: "synonym", field: `synonyms.${index}` });
  // Rows of mentions may carry the first name for ever.
  if (!wanted.has(tag.key)) wanted.set(tag.key, { name: tag.key, kind: "former", field: "name" });
  const taken = await tx
    .selectFrom("listen.tag_name as named")
    .innerJoin("listen.tag as other", "other.id", "named.tag_id")
    .select(["name_key", "named.name", "other.name as tag"])
    .where("named.workspace_id", "=", workspaceId)
    .where("tag_id", "<>", tag.id)
    .where(sql<boolean>`name_key = any(${[...wanted.keys()]}::text[])`)
    .orderBy("name_key")
    .executeTakeFirst();
  if (taken)
    throw invalidField(wanted.get(taken.name_key)?.field ?? "name", "tag.name_taken", {
      name: taken.name,
      tag: taken.tag,
    });
  await tx.deleteFrom("listen.tag_name").where("tag_id", "=", tag.id).execute();
  await tx
    .insertInto("listen.tag_name")
    .values(
      [...wanted].map(([name_key, { name, kind }]) => ({
        workspace_id: workspaceId,
        name_key,
        tag_id: tag.id,
        name,
        kind,
      })),
    )
    .execute();
}

/** @throws AppError `invalid` for a tag that does not exist, or under which it would stand under itself or too deep */
export async function checkParent(
  tx: TagDb,
  workspaceId: string,
  id: string | null,
  parentId: string | null,
): Promise<void> {
  if (parentId === null) return;
  const rows = await tx
    .selectFrom("listen.tag")
    .select(["id", "parent_id"])
    .where("workspace_id", "=", workspaceId)
    .where("merged_into", "is", null)
    .execute();
  const parentOf = new Map(rows.map((row) => [row.id, row.parent_id]));
  if (!parentOf.has(parentId)) throw invalidField("parentId", "tag.no_parent");
  let above = 0;
  for (let at: string | null = parentId; at !== null; at = parentOf.get(at) ?? null) {
    if (at === id) throw invalidField("parentId", "tag.under_itself");
    above += 1;
  }
  const below = (of: string): number =>
    1 + Math.max(0, ...rows.filter((row) => row.parent_id === of).map((row) => below(row.id)));
  if (above + (id === null ? 1 : below(id)) > deepestTag)
    throw invalidField("parentId", "tag.too_deep", { maximum: deepestTag });
}

/**
 * What follows whenever names of tags change what they mean: rules may now wait for each other in a circle, every process
 * reads the names anew, and monitors that ask for tags are asked again of what is stored.
 * @throws AppError `conflict` for rules in a circle
 */
export async function followTags({ platformTx, tx, jobs, workspaceId, at }: TagChangeParts): Promise<void> {
  await refuseRuleCircle(tx, workspaceId);
  await nextSetRevision(withMonitors(platformTx), workspaceId);
  await beginTagBackfills(platformTx, jobs, workspaceId, at);
}

/** @throws AppError `invalid` when there are too many */
export async function refuseTooManyTags(tx: TagDb, workspaceId: string, maximum: number): Promise<void> {
  const { count } = await tx
    .selectFrom("listen.tag")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= maximum) throw new AppError("invalid", "listen.too_many_tags", { maximum });
}
