import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { type ClippingPlan, type ClippingSettings, mostClippingPlans } from "../../contract/clipping.ts";
import { checkPlan, findOffice, toPlan } from "./clipping-plan-store.ts";
import { withClippings } from "./clipping-tables.ts";
import { nextDue } from "./clipping-times.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;

/**
 * An officer has a clipping made at a set hour.
 * @throws AppError `invalid` that names the setting at fault, or when there are too many
 */
export async function createClippingPlan(
  context: Context,
  settings: ClippingSettings,
): Promise<ClippingPlan> {
  const { workspaceId, actor } = context;
  const at = context.now();
  const id = randomUUID();
  return context.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`listen clippings ${workspaceId}`}, 0))`.execute(
      tx,
    );
    const { count } = await withClippings(tx)
      .selectFrom("listen.clipping_plan")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("workspace_id", "=", workspaceId)
      .where("removed_at", "is", null)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostClippingPlans)
      throw new AppError("invalid", "clipping.too_many_plans", { maximum: mostClippingPlans });
    await checkPlan(tx, workspaceId, settings);
    const { zone } = await findOffice(tx, workspaceId);
    const row = await withClippings(tx)
      .insertInto("listen.clipping_plan")
      .values({
        id,
        workspace_id: workspaceId,
        settings: JSON.stringify(settings),
        revision: 1,
        next_at: settings.state === "on" ? nextDue(settings, zone, at) : null,
        created_at: at,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const facts = {
      action: "clipping_plan.created",
      subjectKind: "clipping_plan",
      subjectId: id,
      details: settings,
    };
    await recordAudit(tx, workspaceId, actor, facts, at);
    return toPlan(row);
  });
}
