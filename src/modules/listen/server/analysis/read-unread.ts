import { sql } from "kysely";
import { announceLive } from "#platform/live/live-hub.ts";
import { withMentions } from "../mentions/tables.ts";
import { readAgain, type WaitingMention } from "./read-again.ts";
import type { RunParts } from "./run-analysis.ts";

const batchSize = 100;
const pauseMs = 30;

/**
 * Has the engine read what was stored or reworded without it, of every workspace, until nothing is left or `end` says
 * stop.
 * @returns how many mentions were read
 */
export async function readUnread(
  { db, analyst, pause }: Omit<RunParts, "now">,
  end: AbortSignal,
): Promise<number> {
  let read = 0;
  while (!end.aborted) {
    const { rows } = await sql<WaitingMention & { workspace_id: string }>`
      select workspace_id, id, published_at, title, text from listen.mention where analysis_version is null
      order by workspace_id, published_at, id limit ${batchSize}`.execute(withMentions(db));
    let done = 0;
    for (const [workspaceId, waiting] of Map.groupBy(rows, (row) => row.workspace_id))
      done +=
        (await readAgain(db, workspaceId, waiting, analyst, async (tx) => {
          await announceLive(tx, workspaceId, { type: "analysis" });
          return true;
        })) ?? 0;
    read += done;
    // What others changed meanwhile is looked at in the next round, a minute later.
    if (done === 0) return read;
    await pause(pauseMs);
  }
  return read;
}
