import type { Db } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { beginBackfill } from "./backfill-store.ts";
import { takeMonitors } from "./monitor-lock.ts";
import { withMonitors } from "./monitor-tables.ts";
import { outsideOf } from "./monitor-tree.ts";
import { readMonitorQuery } from "./read-monitor-query.ts";

/**
 * Sources go by other names: monitors that ask for sources are asked anew of everything that is stored. Whoever was
 * storing mentions under the old names has ended by then.
 */
export async function followRenamedSources(
  db: Db,
  jobs: JobQueue,
  workspaceId: string,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (platformTx) => {
    const tx = withMonitors(platformTx);
    await takeMonitors(tx, workspaceId);
    const rows = await tx
      .selectFrom("listen.monitor")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("removed_at", "is", null)
      .where("state", "=", "on")
      .orderBy("id")
      .execute();
    for (const row of rows) {
      if (!outsideOf(readMonitorQuery(row)).has("source")) continue;
      const monitor = { id: row.id, setRevision: Number(row.set_revision), at };
      await beginBackfill(platformTx, jobs, workspaceId, monitor);
    }
  });
}
