import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { ClippingPlan, ClippingSettings } from "../../contract/clipping.ts";
import { checkPlan, findOffice, holdPlan, toPlan } from "./clipping-plan-store.ts";
import { withClippings } from "./clipping-tables.ts";
import { nextDue } from "./clipping-times.ts";

/**
 * An officer changes when a clipping is made, from what, and who gets it. What was made stays as it is.
 * @throws AppError `conflict` when somebody else has changed it meanwhile; `invalid` that names the setting at fault
 */
export async function updateClippingPlan(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, revision, ...settings }: ClippingSettings & { id: string; revision: number },
): Promise<ClippingPlan> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (tx) => {
    const before = await holdPlan(withClippings(tx), workspaceId, id);
    if (before.revision !== revision)
      throw new AppError("conflict", "clipping.changed", { name: before.settings.name });
    await checkPlan(tx, workspaceId, settings);
    const { zone } = await findOffice(tx, workspaceId);
    const row = await withClippings(tx)
      .updateTable("listen.clipping_plan")
      .set({
        settings: JSON.stringify(settings),
        revision: revision + 1,
        next_at: settings.state === "on" ? nextDue(settings, zone, at) : null,
      })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const facts = {
      action: "clipping_plan.updated",
      subjectKind: "clipping_plan",
      subjectId: id,
      details: { before: before.settings, after: settings },
    };
    await recordAudit(tx, workspaceId, actor, facts, at);
    return toPlan(row);
  });
}
