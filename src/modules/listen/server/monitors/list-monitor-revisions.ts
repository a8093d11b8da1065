import type { RequestContext } from "#platform/http/request-context.ts";
import type { MonitorRevision } from "../../contract/monitor.ts";
import { findMonitorRow, readSettings } from "./monitor-store.ts";
import { withMonitors } from "./monitor-tables.ts";

/** A member sees who changed a monitor, when, and what it was before. @throws AppError `not_found` */
export async function listMonitorRevisions(
  { db: platformDb, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  { id }: { id: string },
): Promise<{ items: MonitorRevision[] }> {
  const db = withMonitors(platformDb);
  await findMonitorRow(db, workspaceId, id);
  const rows = await db
    .selectFrom("listen.monitor_revision")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("monitor_id", "=", id)
    .orderBy("number", "desc")
    .execute();
  return {
    items: rows.map((row) => ({
      number: row.number,
      changedAt: row.changed_at.toISOString(),
      changedByName: row.changed_by_name,
      before: row.before === null ? null : readSettings(row.before),
      after: readSettings(row.after),
    })),
  };
}
