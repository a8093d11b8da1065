import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { dropBackfill, queueBackfill } from "./backfill-store.ts";
import { takeMonitors } from "./monitor-lock.ts";
import { addRevision, findMonitorRow, nextSetRevision, settingsOf } from "./monitor-store.ts";
import { withMonitors } from "./monitor-tables.ts";

/**
 * An officer removes a monitor. It finds nothing more and is on no screen at once; what it found is cleared away in the
 * background. The mentions stay as they are.
 * @throws AppError `not_found`
 */
export async function removeMonitor(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
  jobs: JobQueue,
): Promise<void> {
  const { workspaceId, actor } = context;
  const at = context.now();
  await context.db.transaction().execute(async (platformTx) => {
    const tx = withMonitors(platformTx);
    await takeMonitors(tx, workspaceId);
    const row = await findMonitorRow(tx, workspaceId, id);
    const removed = { ...row, revision_count: row.revision_count + 1 };
    await tx
      .updateTable("listen.monitor")
      .set({
        removed_at: at,
        updated_at: at,
        set_revision: await nextSetRevision(tx, workspaceId),
        revision_count: removed.revision_count,
      })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await addRevision(tx, actor, removed, { before: settingsOf(row), after: null, at });
    await dropBackfill(tx, workspaceId, id);
    await queueBackfill(jobs, id, platformTx);
    await announceLive(platformTx, workspaceId, { type: "monitor", monitorId: id });
    const facts = {
      action: "monitor.removed",
      subjectKind: "monitor",
      subjectId: id,
      details: settingsOf(row),
    };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
  });
}
