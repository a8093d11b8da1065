import { recordAudit } from "#platform/audit/record-audit.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { changeTags, type TagContext } from "../tags/change-tags.ts";
import { followTags } from "../tags/tag-store.ts";
import { beginRuleRun } from "./rule-run-store.ts";
import { findTagRuleRow } from "./tag-rule-store.ts";

/**
 * An officer removes a rule. It gives nothing more at once; what it gave stays, or is taken off in the background.
 * @throws AppError `not_found`
 */
export async function removeTagRule(
  context: TagContext,
  { id, given }: { id: string; given: "keep" | "clear" },
  jobs: JobQueue,
): Promise<void> {
  const { workspaceId, actor } = context;
  await changeTags(context, jobs, async (parts) => {
    const { platformTx, tx, at } = parts;
    const row = await findTagRuleRow(tx, workspaceId, id);
    await tx
      .updateTable("listen.tag_rule")
      .set({ removed_at: at, updated_at: at, revision: row.revision + 1, run_kind: null })
      .where("id", "=", id)
      .execute();
    await followTags(parts);
    if (given === "clear") await beginRuleRun(platformTx, jobs, id, "clear");
    const details = { name: row.name, given };
    const facts = { action: "tag_rule.removed", subjectKind: "tag_rule", subjectId: id, details };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
  });
}
