import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { ClippingSettings } from "../../contract/clipping.ts";
import { selectMonitors } from "../monitors/monitor-store.ts";
import { withMonitors } from "../monitors/monitor-tables.ts";
import { createClippingPlan } from "./create-clipping-plan.ts";
import { listClippingPlans } from "./list-clipping-plans.ts";

/**
 * Gives a workspace that has no clipping one of all its monitors, in the name of the desk itself.
 * @param first the name of the monitor whose section comes first
 */
export async function ensureClippingPlan(
  { db, now }: { db: Db; now: () => Date },
  workspaceId: string,
  settings: Partial<ClippingSettings>,
  first: string,
): Promise<void> {
  if ((await listClippingPlans({ db, workspaceId })).items.length > 0) return;
  const monitors = await selectMonitors(withMonitors(db), workspaceId);
  if (monitors.length === 0) return;
  const inOrder = monitors.toSorted((a, b) => Number(b.name === first) - Number(a.name === first));
  const monitorIds = inOrder.map(({ id }) => id);
  await createClippingPlan(
    { db, workspaceId, actor: systemActor, now },
    ClippingSettings.parse({ ...settings, monitorIds }),
  );
}
