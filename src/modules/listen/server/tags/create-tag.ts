import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { foldValue } from "#text/fold.ts";
import { mostTags, type TagLine, type TagSettings } from "../../contract/tag.ts";
import { changeTags, type TagContext } from "./change-tags.ts";
import { checkParent, followTags, loadTag, refuseTooManyTags, writeNames } from "./tag-store.ts";
import type { TagDb } from "./tag-tables.ts";

/**
 * An officer puts a tag in order: a new one, or one that colleagues use already, whose mentions it then has.
 * @throws AppError `invalid` that names the field at fault, `conflict` when rules would wait for each other in a circle
 */
export async function createTag(
  context: TagContext,
  settings: TagSettings,
  jobs: JobQueue,
): Promise<TagLine> {
  const { workspaceId, actor } = context;
  return changeTags(context, jobs, async (parts) => {
    const { platformTx, tx, at } = parts;
    const id = await insertTag(tx, workspaceId, settings, at);
    await followTags(parts);
    const facts = { action: "tag.created", subjectKind: "tag", subjectId: id, details: settings };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return loadTag(tx, workspaceId, id);
  });
}

/** Stores a tag and its names. @throws AppError as `createTag`. @returns its id */
export async function insertTag(
  tx: TagDb,
  workspaceId: string,
  settings: TagSettings,
  at: Date,
): Promise<string> {
  await refuseTooManyTags(tx, workspaceId, mostTags);
  await checkParent(tx, workspaceId, null, settings.parentId);
  const tag = { id: randomUUID(), key: await freeKey(tx, workspaceId, foldValue(settings.name)) };
  await tx
    .insertInto("listen.tag")
    .values({
      ...tag,
      workspace_id: workspaceId,
      name: settings.name,
      parent_id: settings.parentId,
      colour: settings.colour,
      description: settings.description,
      merged_into: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await writeNames(tx, workspaceId, tag, settings);
  return tag.id;
}

/** Another tag may once have been called so; names are refused by `writeNames`, which says by whom they are taken. */
async function freeKey(tx: TagDb, workspaceId: string, key: string): Promise<string> {
  const taken = await tx
    .selectFrom("listen.tag")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("key", "=", key)
    .executeTakeFirst();
  return taken ? `${key} ${randomUUID().slice(0, 8)}` : key;
}
