import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { TagRule, TagRuleSettings } from "../../contract/tag-rule.ts";
import { changeTags, type TagContext } from "../tags/change-tags.ts";
import { followTags } from "../tags/tag-store.ts";
import { beginRuleRun } from "./rule-run-store.ts";
import { findTagRuleRow, loadTagRule, refuseStaleRule, ruleColumns } from "./tag-rule-store.ts";

/**
 * An officer changes a rule. It counts from the next batch on; for the past too, its tags come and go in the background
 * as it says now. A paused one leaves everything as it is.
 * @throws AppError `not_found`; `invalid` that names the field at fault; `conflict` when somebody else has written since,
 *   or rules would wait for each other in a circle
 */
export async function updateTagRule(
  context: TagContext & { membership: Pick<RequestContext["membership"], "zone"> },
  {
    id,
    revision,
    isForPast,
    ...settings
  }: TagRuleSettings & { id: string; isForPast: boolean; revision?: number | undefined },
  jobs: JobQueue,
): Promise<TagRule> {
  const { workspaceId, actor, membership } = context;
  return changeTags(context, jobs, async (parts) => {
    const { platformTx, tx, at } = parts;
    const row = await findTagRuleRow(tx, workspaceId, id);
    refuseStaleRule(row, revision);
    const columns = await ruleColumns(tx, workspaceId, settings, { id, at });
    await tx
      .updateTable("listen.tag_rule")
      .set({
        ...columns,
        ...(columns.q === row.q && columns.exclude === row.exclude ? {} : { zone: membership.zone }),
        revision: row.revision + 1,
        updated_at: at,
        ...(settings.state === "paused" ? { run_kind: null } : {}),
      })
      .where("id", "=", id)
      .execute();
    await followTags(parts);
    if (isForPast && settings.state === "on") await beginRuleRun(platformTx, jobs, id, "apply");
    const facts = { action: "tag_rule.changed", subjectKind: "tag_rule", subjectId: id, details: settings };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return loadTagRule(tx, workspaceId, at, id);
  });
}
