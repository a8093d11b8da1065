import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Zone } from "#shared/ids.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { createMonitor } from "./create-monitor.ts";
import { selectMonitors } from "./monitor-store.ts";
import { withMonitors } from "./monitor-tables.ts";

/** Gives a workspace that has no monitors these ones, in the name of the desk itself. */
export async function ensureMonitors(
  { db, jobs, now }: { db: Db; jobs: JobQueue; now: () => Date },
  workspace: { id: string; zone: Zone },
  monitors: readonly Partial<MonitorSettings>[],
): Promise<void> {
  if ((await selectMonitors(withMonitors(db), workspace.id)).length > 0) return;
  const context = {
    db,
    workspaceId: workspace.id,
    membership: { zone: workspace.zone },
    actor: systemActor,
    now,
  };
  for (const monitor of monitors) await createMonitor(context, MonitorSettings.parse(monitor), jobs);
}
