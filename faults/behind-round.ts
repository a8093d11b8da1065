import { sql } from "kysely";
import { makeNetwork } from "#modules/listen/server/network/make-network.ts";
import { readTies, tieQueue } from "#modules/listen/server/network/read-ties.ts";
import { lookForGaps, workspacesWithRhythm } from "#modules/listen/server/outlets/look-for-gaps.ts";
import type { Db } from "#platform/db/database.ts";

const forEver = new AbortController().signal;

/** The hour after the last in which anything was said: the clock that all processes of the experiment share. */
async function hourOf(db: Db): Promise<Date> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) + interval '1 hour' as at from listen.mention_total where grain = 'hour' and count > 0`.execute(
    db,
  );
  return rows[0]?.at ?? new Date(0);
}

/** One round of what goes on behind the intake: accounts and their ties, networks that somebody asked for, silences. */
export async function workBehind(db: Db): Promise<void> {
  const at = await hourOf(db);
  const now = () => at;
  for (const workspaceId of await tieQueue.findWaiting(db)) await readTies(db, workspaceId, forEver);
  const { rows } = await sql<{ workspaceId: string; networkId: string }>`
    select workspace_id as "workspaceId", id as "networkId" from listen.network where state = 'waiting'`.execute(
    db,
  );
  for (const asked of rows) await makeNetwork({ db, now }, asked, forEver);
  for (const workspaceId of await workspacesWithRhythm(db, at)) await lookForGaps({ db, now }, workspaceId);
}
