import { sql } from "kysely";
import { positionsTable } from "../mentions/mention-store.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import type { BackfillParts } from "./backfill-store.ts";
import { dropEmptyCombinations } from "./combination-counts.ts";
import { lockForMatching } from "./match-mentions.ts";
import { holdMonitors } from "./monitor-lock.ts";
import { withMonitors } from "./monitor-tables.ts";
import { type MatchedMention, writeMatches } from "./write-matches.ts";

const stepSize = 1_000;
const pauseMs = 20;

/** Clears away, step by step, what a removed monitor has found; its settings and who changed them stay. */
export async function clearRemovedMonitor(
  { db: platformDb, now, pause }: BackfillParts,
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
  const { workspace_id: workspaceId } = removed;
  for (let isLeft = true; isLeft && !end.aborted; ) {
    isLeft = await platformDb
      .transaction()
      .execute((tx) => clearStep(withMentions(tx), workspaceId, monitorId, now()));
    if (isLeft) await pause(pauseMs);
  }
  if (end.aborted) return;
  for (const table of ["monitor_outlet_count", "monitor_count"])
    await sql`delete from ${sql.id("listen", table)}
      where workspace_id = ${workspaceId}::uuid and monitor_id = ${monitorId}::uuid`.execute(db);
  await dropEmptyCombinations(db, [workspaceId]);
}

/** @returns whether more is left */
async function clearStep(tx: MentionDb, workspaceId: string, monitorId: string, at: Date): Promise<boolean> {
  await holdOffRetention(tx);
  await holdMonitors(tx, workspaceId);
  const { rows: positions } = await sql<{ id: string; publishedAt: Date }>`
    select mention_id as id, published_at as "publishedAt" from listen.monitor_match
    where workspace_id = ${workspaceId}::uuid and monitor_id = ${monitorId}::uuid limit ${stepSize}`.execute(
    tx,
  );
  if (positions.length === 0) return false;
  // What else finds these mentions is counted with what this monitor finds: nobody may change it meanwhile.
  await lockForMatching(
    tx,
    workspaceId,
    positions.map(({ id }) => id),
  );
  const { rows } = await sql<Omit<MatchedMention, "monitorIds">>`
    select mention.id, mention.published_at as "publishedAt", outlet, channel, author, tone
    from ${positionsTable(positions)}
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.published_at and mention.id = wanted.id`.execute(tx);
  const known = rows.map((row) => ({ ...row, monitorIds: [] }));
  await writeMatches(
    tx,
    workspaceId,
    { fresh: [], known },
    { monitorIds: [monitorId], at, isBackfilled: true },
  );
  return rows.length > 0 && positions.length === stepSize;
}
