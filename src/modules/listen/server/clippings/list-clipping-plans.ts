import type { RequestContext } from "#platform/http/request-context.ts";
import type { ClippingPlan } from "../../contract/clipping.ts";
import { toPlan } from "./clipping-plan-store.ts";
import { withClippings } from "./clipping-tables.ts";

/** An officer sees which clippings come by themselves, and when next. */
export async function listClippingPlans({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ items: ClippingPlan[] }> {
  const rows = await withClippings(db)
    .selectFrom("listen.clipping_plan")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("removed_at", "is", null)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return { items: rows.map(toPlan) };
}
