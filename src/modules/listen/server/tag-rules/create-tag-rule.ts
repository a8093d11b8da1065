import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { AppError } from "#shared/app-error.ts";
import { mostTagRules, type TagRule, type TagRuleSettings } from "../../contract/tag-rule.ts";
import { changeTags, type TagContext } from "../tags/change-tags.ts";
import { followTags } from "../tags/tag-store.ts";
import { beginRuleRun } from "./rule-run-store.ts";
import { loadTagRule, ruleColumns } from "./tag-rule-store.ts";

/**
 * An officer has a tag given by itself: to what a monitor finds, or to what a query finds. It counts from the next batch
 * on; for the past too, what is stored is gone through in the background.
 * @throws AppError `invalid` that names the field at fault, or when there are too many; `conflict` when rules would wait
 *   for each other in a circle
 */
export async function createTagRule(
  context: TagContext & { membership: Pick<RequestContext["membership"], "zone"> },
  { isForPast, ...settings }: TagRuleSettings & { isForPast: boolean },
  jobs: JobQueue,
): Promise<TagRule> {
  const { workspaceId, actor, membership } = context;
  return changeTags(context, jobs, async (parts) => {
    const { platformTx, tx, at } = parts;
    const { count } = await tx
      .selectFrom("listen.tag_rule")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("workspace_id", "=", workspaceId)
      .where("removed_at", "is", null)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostTagRules)
      throw new AppError("invalid", "listen.too_many_tag_rules", { maximum: mostTagRules });
    const id = randomUUID();
    await tx
      .insertInto("listen.tag_rule")
      .values({
        id,
        workspace_id: workspaceId,
        ...(await ruleColumns(tx, workspaceId, settings, { id: null, at })),
        zone: membership.zone,
        revision: 1,
        created_by_name: actor.name,
        created_at: at,
        updated_at: at,
        removed_at: null,
      })
      .execute();
    await followTags(parts);
    if (isForPast && settings.state === "on") await beginRuleRun(platformTx, jobs, id, "apply");
    const facts = { action: "tag_rule.created", subjectKind: "tag_rule", subjectId: id, details: settings };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return loadTagRule(tx, workspaceId, at, id);
  });
}
