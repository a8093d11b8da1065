import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError } from "#shared/app-error.ts";
import { type Monitor, type MonitorSettings, mostMonitors } from "../../contract/monitor.ts";
import { beginBackfill } from "./backfill-store.ts";
import { takeMonitors } from "./monitor-lock.ts";
import {
  addRevision,
  checkMonitorSettings,
  loadMonitor,
  nextSetRevision,
  settingColumns,
} from "./monitor-store.ts";
import { withMonitors } from "./monitor-tables.ts";
import { readMonitorQuery } from "./read-monitor-query.ts";

/**
 * An officer saves a query as a monitor. From the next batch on it is asked of everything that comes in; what is stored
 * is gone through in the background.
 * @throws AppError `invalid` that names the field at fault, or when there are too many monitors
 */
export async function createMonitor(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now"> & {
    membership: Pick<RequestContext["membership"], "zone">;
  },
  settings: MonitorSettings,
  jobs: JobQueue,
): Promise<Monitor> {
  const { workspaceId, actor } = context;
  readMonitorQuery(settings);
  const at = context.now();
  const id = randomUUID();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMonitors(platformTx);
    await takeMonitors(tx, workspaceId);
    const { count } = await tx
      .selectFrom("listen.monitor")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("workspace_id", "=", workspaceId)
      .where("removed_at", "is", null)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostMonitors)
      throw new AppError("invalid", "listen.too_many_monitors", { maximum: mostMonitors });
    await checkMonitorSettings(tx, workspaceId, settings, null);
    const setRevision = await nextSetRevision(tx, workspaceId);
    const row = await tx
      .insertInto("listen.monitor")
      .values({
        id,
        workspace_id: workspaceId,
        ...settingColumns(settings),
        zone: context.membership.zone,
        set_revision: setRevision,
        revision_count: 1,
        created_at: at,
        updated_at: at,
        removed_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await addRevision(tx, actor, row, { before: null, after: settings, at });
    if (settings.state === "on") await beginBackfill(platformTx, jobs, workspaceId, { id, setRevision, at });
    await announceLive(platformTx, workspaceId, { type: "monitor", monitorId: id });
    const facts = { action: "monitor.created", subjectKind: "monitor", subjectId: id, details: settings };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return loadMonitor(tx, workspaceId, id);
  });
}
