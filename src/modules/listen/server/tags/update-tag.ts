import { recordAudit } from "#platform/audit/record-audit.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { foldValue } from "#text/fold.ts";
import type { TagLine, TagSettings } from "../../contract/tag.ts";
import { changeTags, type TagContext } from "./change-tags.ts";
import { checkParent, findTagRow, followTags, loadTag, writeNames } from "./tag-store.ts";
import type { TagDb } from "./tag-tables.ts";

/**
 * An officer renames a tag, gives it another place, colour or other names. All mentions that have it follow at once; what
 * it was called before still finds it.
 * @throws AppError `not_found`, `invalid` that names the field at fault, `conflict` when rules would wait for each other
 *   in a circle
 */
export async function updateTag(
  context: TagContext,
  { id, ...settings }: TagSettings & { id: string },
  jobs: JobQueue,
): Promise<TagLine> {
  const { workspaceId, actor } = context;
  return changeTags(context, jobs, async (parts) => {
    const { platformTx, tx, at } = parts;
    const before = await loadTag(tx, workspaceId, id);
    await writeTag(tx, workspaceId, id, settings, at);
    await followTags(parts);
    const after = await loadTag(tx, workspaceId, id);
    const details = { from: facts(before), to: facts(after) };
    const entry = { action: "tag.changed", subjectKind: "tag", subjectId: id, details };
    await recordAudit(platformTx, workspaceId, actor, entry, at);
    return after;
  });
}

const facts = ({ name, parentId, colour, description, synonyms }: TagLine) => ({
  name,
  parentId,
  colour,
  description,
  synonyms,
});

/** Writes what people decided about a tag. The name it had stays one of its names. */
export async function writeTag(
  tx: TagDb,
  workspaceId: string,
  id: string,
  settings: TagSettings,
  at: Date,
): Promise<void> {
  const row = await findTagRow(tx, workspaceId, id);
  await checkParent(tx, workspaceId, id, settings.parentId);
  const isRenamed = foldValue(row.name) !== foldValue(settings.name);
  const synonyms = isRenamed ? [...settings.synonyms, row.name] : settings.synonyms;
  await tx
    .updateTable("listen.tag")
    .set({
      name: settings.name,
      parent_id: settings.parentId,
      colour: settings.colour,
      description: settings.description,
      updated_at: at,
    })
    .where("id", "=", row.id)
    .execute();
  await writeNames(tx, workspaceId, row, { name: settings.name, synonyms });
}
