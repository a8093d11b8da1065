import { sql } from "kysely";
import { z } from "zod";
import type { Db, Tx } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { id } from "#shared/ids.ts";
import { type StoryDb, withStories } from "./story-tables.ts";

export const groupStoriesKind = { name: "listen.group-stories", payload: z.object({ workspaceId: id }) };

/** Mentions that are placed in one transaction. */
export const batchSize = 200;
const rowsLookedAt = 50;

/** Has mentions placed in stories. Saying it twice of one does no harm. */
export async function queueForStories(
  db: Db | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  const batches = [];
  for (let from = 0; from < ids.length; from += batchSize)
    batches.push({ workspace_id: workspaceId, mention_ids: ids.slice(from, from + batchSize) });
  if (batches.length > 0) await withStories(db).insertInto("listen.story_queue").values(batches).execute();
}

/** Has a workspace's queue worked off as soon as a worker is free. */
export async function queueStories(jobs: JobQueue, workspaceId: string): Promise<void> {
  await jobs.send(groupStoriesKind, { workspaceId }, { singletonKey: workspaceId });
}

/** Workspaces in which mentions wait. */
export async function findWaitingStories(db: StoryDb): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select workspace.id from platform.workspace as workspace
    where exists (select from listen.story_queue as waiting where waiting.workspace_id = workspace.id)`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** The batches that waited longest, about as many mentions as are placed at once. */
export async function nextStoryBatches(
  tx: StoryDb,
  workspaceId: string,
): Promise<{ seqs: string[]; ids: string[] }> {
  const rows = await tx
    .selectFrom("listen.story_queue")
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
