import { type Selectable, sql } from "kysely";
import { z } from "zod";
import type { Db, Tx } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { id } from "#shared/ids.ts";
import { type MonitorBackfillTable, type MonitorDb, withMonitors } from "./monitor-tables.ts";

export type Backfill = Selectable<MonitorBackfillTable>;

/** What going through stored mentions needs. */
export type BackfillParts = {
  db: Db;
  now: () => Date;
  /** Leaves the database to the desk between two steps. */
  pause: (ms: number) => Promise<void>;
};

/** A backfill that nobody has worked on for so long is taken up by another worker. Seconds of the wall's clock. */
const abandonedSeconds = 60;

export const backfillKind = { name: "listen.backfill-monitor", payload: z.object({ monitorId: id }) };

/** Has a monitor's backfill gone on with as soon as a worker is free. */
export async function queueBackfill(jobs: JobQueue, monitorId: string, tx?: Tx): Promise<void> {
  await jobs.send(backfillKind, { monitorId }, { singletonKey: monitorId, ...(tx ? { tx } : {}) });
}

/** Has everything that is stored gone through with a monitor as it is now, from the newest on. */
export async function beginBackfill(
  platformTx: Tx,
  jobs: JobQueue,
  workspaceId: string,
  monitor: { id: string; setRevision: number; at: Date },
): Promise<void> {
  await sql`
    insert into listen.monitor_backfill as known
      (monitor_id, workspace_id, set_revision, started_at, total)
    select ${monitor.id}::uuid, ${workspaceId}::uuid, ${monitor.setRevision}, ${monitor.at.toISOString()}::timestamptz,
      coalesce(sum(count), 0)
    from listen.mention_total where workspace_id = ${workspaceId}::uuid and grain = 'month'
    on conflict (monitor_id) do update set set_revision = excluded.set_revision, started_at = excluded.started_at,
      total = excluded.total, done = 0, read_until = null, read_until_id = null, worked_at = now(),
      finished_at = null`.execute(withMonitors(platformTx));
  await queueBackfill(jobs, monitor.id, platformTx);
}

/** Leaves a backfill where it is, for good. */
export async function dropBackfill(tx: MonitorDb, workspaceId: string, monitorId: string): Promise<void> {
  await tx
    .deleteFrom("listen.monitor_backfill")
    .where("workspace_id", "=", workspaceId)
    .where("monitor_id", "=", monitorId)
    .execute();
}

export const findOpenBackfill = (db: MonitorDb, monitorId: string): Promise<Backfill | undefined> =>
  db
    .selectFrom("listen.monitor_backfill")
    .selectAll()
    .where("monitor_id", "=", monitorId)
    .where("finished_at", "is", null)
    .executeTakeFirst();

/**
 * Monitors whose background work lies still: its worker died, or the desk was stopped. Removed ones whose matches are
 * still there belong to them.
 */
export async function findAbandonedBackfills(db: MonitorDb): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select monitor_id as id from listen.monitor_backfill
    where finished_at is null and worked_at < now() - make_interval(secs => ${abandonedSeconds})
    union
    select id from listen.monitor where removed_at is not null and exists (
      select from listen.monitor_count as counts
      where counts.workspace_id = monitor.workspace_id and counts.monitor_id = monitor.id)
    order by 1`.execute(db);
  return rows.map((row) => row.id);
}
