import { sql } from "kysely";
import { announceLive } from "#platform/live/live-hub.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { readAgain, type WaitingMention } from "./read-again.ts";
import type { RunParts } from "./run-analysis.ts";

const batchSize = 100;
const pauseMs = 30;

/** Whose turn was last; it outlives a round, so that the next one goes on with the next workspace. */
export type ReadingTurn = { last: string | null };

/**
 * Has the engine read what was stored or reworded without it, until nothing is left or `end` says stop. Workspaces take
 * turns, a batch each, so that a million mentions of one do not keep another's ten waiting.
 * @returns how many mentions were read
 */
export async function readUnread(
  { db, analyst, pause, now }: RunParts,
  turn: ReadingTurn,
  end: AbortSignal,
): Promise<number> {
  // What others are changing right now is looked at in the next round, a minute later.
  const left: string[] = [];
  let read = 0;
  while (!end.aborted) {
    const workspaceId = await nextWorkspace(withMentions(db), turn, left);
    if (workspaceId === undefined) return read;
    turn.last = workspaceId;
    const waiting = await unreadOf(withMentions(db), workspaceId);
    const done = await readAgain(db, workspaceId, waiting, analyst, now(), async (tx) => {
      await announceLive(tx, workspaceId, { type: "analysis" });
      return true;
    });
    if (!done) left.push(workspaceId);
    read += done ?? 0;
    await pause(pauseMs);
  }
  return read;
}

/** The next workspace after the last one that has something unread; after the last of all the first again. */
async function nextWorkspace(
  db: MentionDb,
  { last }: ReadingTurn,
  left: readonly string[],
): Promise<string | undefined> {
  for (const after of last === null ? [null] : [last, null]) {
    const { rows } = await sql<{ workspace_id: string }>`
      select workspace_id from listen.mention where analysis_version is null
        and workspace_id <> all(${left}::uuid[])
        ${after === null ? sql`` : sql`and workspace_id > ${after}::uuid`}
      order by workspace_id limit 1`.execute(db);
    if (rows[0]) return rows[0].workspace_id;
  }
  return undefined;
}

async function unreadOf(db: MentionDb, workspaceId: string): Promise<WaitingMention[]> {
  const { rows } = await sql<WaitingMention>`
    select id, published_at, title, text from listen.mention
    where workspace_id = ${workspaceId}::uuid and analysis_version is null
    order by published_at, id limit ${batchSize}`.execute(db);
  return rows;
}
