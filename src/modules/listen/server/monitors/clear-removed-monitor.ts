import { sql } from "kysely";
import type { BackfillParts } from "./backfill-store.ts";
import { withMonitors } from "./monitor-tables.ts";

const stepSize = 5_000;
const pauseMs = 20;

/** Clears away, step by step, what a removed monitor has found; its settings and who changed them stay. */
export async function clearRemovedMonitor(
  { db: platformDb, pause }: Pick<BackfillParts, "db" | "pause">,
  monitorId: string,
  end: AbortSignal,
): Promise<void> {
  const db = withMonitors(platformDb);
  const removed = await db
    .selectFrom("listen.monitor")
    .select("workspace_id")
    .where("id", "=", monitorId)
    .where("removed_at", "is not", null)
    .executeTakeFirst();
  if (!removed) return;
  for (let isLeft = true; isLeft && !end.aborted; ) {
    const { numAffectedRows } = await sql`
      delete from listen.monitor_match as gone using (
        select published_at, mention_id from listen.monitor_match
        where workspace_id = ${removed.workspace_id}::uuid and monitor_id = ${monitorId}::uuid limit ${stepSize}
      ) as part
      where gone.workspace_id = ${removed.workspace_id}::uuid and gone.monitor_id = ${monitorId}::uuid
        and gone.published_at = part.published_at and gone.mention_id = part.mention_id`.execute(db);
    isLeft = Number(numAffectedRows ?? 0n) === stepSize;
    if (isLeft) await pause(pauseMs);
  }
  if (end.aborted) return;
  for (const table of ["monitor_outlet_count", "monitor_count"])
    await sql`delete from ${sql.id("listen", table)}
      where workspace_id = ${removed.workspace_id}::uuid and monitor_id = ${monitorId}::uuid`.execute(db);
}
