import { recordAudit } from "#platform/audit/record-audit.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { invalidField } from "#shared/app-error.ts";
import type { TagLine } from "../../contract/tag.ts";
import { changeTags, type TagContext } from "./change-tags.ts";
import { checkParent, findTagRow, followTags, loadTag } from "./tag-store.ts";

/**
 * An officer joins a tag with another that means the same. All mentions count as the other one's at once, rules that gave
 * it give the other, tags under it stand under the other. Nothing is rewritten, so that it can be taken apart again.
 * @throws AppError `not_found`; `invalid` for itself or a tag under it; `conflict` when rules would wait for each other
 *   in a circle
 */
export async function mergeTag(
  context: TagContext,
  { id, intoId }: { id: string; intoId: string },
  jobs: JobQueue,
): Promise<TagLine> {
  const { workspaceId, actor } = context;
  return changeTags(context, jobs, async (parts) => {
    const { platformTx, tx, at } = parts;
    const row = await findTagRow(tx, workspaceId, id);
    const into = await findTagRow(tx, workspaceId, intoId);
    if (id === intoId) throw invalidField("intoId", "tag.merge_itself");
    const children = await tx
      .updateTable("listen.tag")
      .set({ parent_id: intoId })
      .where("parent_id", "=", id)
      .where("id", "<>", intoId)
      .returning("id")
      .execute();
    // What stood under it takes its place.
    if (into.parent_id === id)
      await tx.updateTable("listen.tag").set({ parent_id: row.parent_id }).where("id", "=", intoId).execute();
    for (const child of children) await checkParent(tx, workspaceId, child.id, intoId);
    await tx
      .updateTable("listen.tag")
      .set({ merged_into: intoId, parent_id: null, updated_at: at })
      .where("workspace_id", "=", workspaceId)
      .where((eb) => eb.or([eb("id", "=", id), eb("merged_into", "=", id)]))
      .execute();
    await followTags(parts);
    const details = { from: row.name, into: into.name };
    const facts = { action: "tag.merged", subjectKind: "tag", subjectId: intoId, details };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return loadTag(tx, workspaceId, intoId);
  });
}

/**
 * An officer takes a tag apart from the one it was joined with: its mentions and its rules are its own again.
 * @throws AppError `not_found` for a tag that is not joined with another
 */
export async function unmergeTag(
  context: TagContext,
  { id }: { id: string },
  jobs: JobQueue,
): Promise<TagLine> {
  const { workspaceId, actor } = context;
  return changeTags(context, jobs, async (parts) => {
    const { platformTx, tx, at } = parts;
    const row = await tx
      .updateTable("listen.tag")
      .set({ merged_into: null, updated_at: at })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("merged_into", "is not", null)
      .returning("name")
      .executeTakeFirst();
    // One that is not joined is there as it is.
    if (!row) return loadTag(tx, workspaceId, id);
    await followTags(parts);
    const facts = { action: "tag.unmerged", subjectKind: "tag", subjectId: id, details: { name: row.name } };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return loadTag(tx, workspaceId, id);
  });
}
