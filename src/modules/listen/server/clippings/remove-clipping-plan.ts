import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { holdPlan } from "./clipping-plan-store.ts";
import { withClippings } from "./clipping-tables.ts";

/** An officer wants no more of these clippings; those that were made stay. @throws AppError `not_found` */
export async function removeClippingPlan(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
): Promise<void> {
  const { workspaceId, actor } = context;
  const at = context.now();
  await context.db.transaction().execute(async (tx) => {
    const { settings } = await holdPlan(withClippings(tx), workspaceId, id);
    await withClippings(tx)
      .updateTable("listen.clipping_plan")
      .set({ removed_at: at, next_at: null })
      .where("id", "=", id)
      .execute();
    const facts = {
      action: "clipping_plan.removed",
      subjectKind: "clipping_plan",
      subjectId: id,
      details: settings,
    };
    await recordAudit(tx, workspaceId, actor, facts, at);
  });
}
