import { recordAudit } from "#platform/audit/record-audit.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { AppError } from "#shared/app-error.ts";
import { changeTags, type TagContext } from "./change-tags.ts";
import { findTagRow, followTags } from "./tag-store.ts";

/**
 * An officer keeps a tag in order no longer: its place, colour and other names go, mentions keep it. Tags under it move
 * one up.
 * @throws AppError `not_found`; `conflict` while a rule gives it, or other tags are joined with it
 */
export async function removeTag(context: TagContext, { id }: { id: string }, jobs: JobQueue): Promise<void> {
  const { workspaceId, actor } = context;
  await changeTags(context, jobs, async (parts) => {
    const { platformTx, tx, at } = parts;
    const row = await findTagRow(tx, workspaceId, id);
    await tx
      .deleteFrom("listen.tag_rule")
      .where("tag_id", "=", id)
      .where("removed_at", "is not", null)
      .where("run_kind", "is", null)
      .execute();
    const rule = await tx
      .selectFrom("listen.tag_rule")
      .select("name")
      .where("tag_id", "=", id)
      .executeTakeFirst();
    if (rule) throw new AppError("conflict", "listen.tag_has_rule", { rule: rule.name });
    const merged = await tx
      .selectFrom("listen.tag")
      .select("name")
      .where("merged_into", "=", id)
      .executeTakeFirst();
    if (merged) throw new AppError("conflict", "listen.tag_has_merged", { name: merged.name });
    await tx
      .updateTable("listen.tag")
      .set({ parent_id: row.parent_id })
      .where("parent_id", "=", id)
      .execute();
    await tx.deleteFrom("listen.tag").where("id", "=", id).execute();
    await followTags(parts);
    const facts = { action: "tag.removed", subjectKind: "tag", subjectId: id, details: { name: row.name } };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
  });
}
