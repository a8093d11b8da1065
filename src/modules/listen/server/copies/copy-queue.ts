import { sql } from "kysely";
import { z } from "zod";
import type { Db, Tx } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { id } from "#shared/ids.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { type CopyDb, withCopies } from "./copy-tables.ts";

export const findCopiesKind = { name: "listen.find-copies", payload: z.object({ workspaceId: id }) };

/** Mentions that are compared in one transaction. */
export const batchSize = 200;
/** Polls bring few mentions at a time: so many of their rows make a batch at most. */
const rowsLookedAt = 50;

/** Has mentions compared with the others. Saying it twice of one does no harm. */
export async function queueMentions(
  db: Db | Tx | MentionDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  const batches = [];
  for (let from = 0; from < ids.length; from += batchSize)
    batches.push({ workspace_id: workspaceId, mention_ids: ids.slice(from, from + batchSize) });
  if (batches.length > 0) await withCopies(db).insertInto("listen.copy_queue").values(batches).execute();
}

/** Has reworded mentions compared anew, by what they say now; the sweep finds them. */
export async function compareAgain(
  tx: MentionDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await withCopies(tx)
    .deleteFrom("listen.copy_sketch")
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`mention_id = any(${[...ids]}::uuid[])`)
    .execute();
  await queueMentions(tx, workspaceId, ids);
}

/** Has a workspace's queue worked off as soon as a worker is free. */
export async function queueCopies(jobs: JobQueue, workspaceId: string): Promise<void> {
  await jobs.send(findCopiesKind, { workspaceId }, { singletonKey: workspaceId });
}

/** Workspaces in which mentions wait. */
export async function findWaiting(db: CopyDb): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select workspace.id from platform.workspace as workspace
    where exists (select from listen.copy_queue as waiting where waiting.workspace_id = workspace.id)`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** The batches that waited longest, about as many mentions as are compared at once. */
export async function nextBatches(
  tx: CopyDb,
  workspaceId: string,
): Promise<{ seqs: string[]; ids: string[] }> {
  const rows = await tx
    .selectFrom("listen.copy_queue")
    .select(["seq", "mention_ids"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("seq")
    .limit(rowsLookedAt)
    .execute();
  const taken: { seqs: string[]; ids: string[] } = { seqs: [], ids: [] };
  for (const row of rows) {
    if (taken.ids.length > 0 && taken.ids.length + row.mention_ids.length > batchSize) break;
    taken.seqs.push(row.seq);
    taken.ids.push(...row.mention_ids);
  }
  return taken;
}
