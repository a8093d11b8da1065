import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { findCopyGroups } from "../copies/copy-groups.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { currentStories } from "../stories/decision-store.ts";
import { withStories } from "../stories/story-tables.ts";
import { withAlerts } from "./alert-tables.ts";
import type { Whose } from "./person-store.ts";

/**
 * To what each mention belongs as a person hears of it: one story is one thread, and so is one group of copies that is in no
 * story yet. Found by the other members, of whom the person has heard, and not by the story's id: stories and groups
 * merge, and a mention that stood alone when somebody heard of it may have company since.
 * @returns thread ids by mention; threads that are new are stored
 */
export async function findThreads(
  tx: Tx,
  { workspaceId, userId }: Whose,
  items: readonly { mention_id: string }[],
  now: Date,
): Promise<Map<string, string>> {
  const ids = items.map(({ mention_id }) => mention_id);
  const keys = await findKeys(tx, workspaceId, ids);
  const known = await threadsOf(tx, { workspaceId, userId }, [...new Set(keys.values())]);
  const threads = new Map<string, string>();
  const fresh: string[] = [];
  for (const id of ids) {
    const key = keys.get(id) ?? id;
    let thread = known.get(key);
    if (thread === undefined) {
      thread = randomUUID();
      fresh.push(thread);
      known.set(key, thread);
    }
    threads.set(id, thread);
  }
  if (fresh.length > 0)
    await withAlerts(tx)
      .insertInto("listen.alert_thread")
      .values(
        fresh.map((id) => ({
          id,
          workspace_id: workspaceId,
          user_id: userId,
          started_at: now,
          snoozed_until: null,
        })),
      )
      .execute();
  return threads;
}

/** The story of each mention; the group of copies of those that are in none. */
async function findKeys(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ mention_id: string; story_id: string }>`
    select mention_id, story_id from listen.story_member
    where workspace_id = ${workspaceId}::uuid and mention_id = any(${plainArray(ids)}::uuid[])`.execute(tx);
  const keys = new Map(await findCopyGroups(tx, workspaceId, ids));
  for (const { mention_id, story_id } of rows) keys.set(mention_id, story_id);
  return keys;
}

/**
 * Of each story or group of copies, the oldest thread in which the person has heard of a member; else the one that began
 * with a spike of the story, or of one that merged into it.
 */
export async function threadsOf(
  tx: Tx,
  { workspaceId, userId }: Whose,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: string; thread_id: string }>`
    with members as (
      select story_id as key, mention_id from listen.story_member
      where workspace_id = ${workspaceId}::uuid and story_id = any(${plainArray(keys)}::uuid[])
      union all
      select group_id, mention_id from listen.copy_member
      where workspace_id = ${workspaceId}::uuid and group_id = any(${plainArray(keys)}::uuid[])
    )
    select distinct on (members.key) members.key, item.thread_id from members
    join listen.alert_item as item on item.workspace_id = ${workspaceId}::uuid and item.user_id = ${userId}::uuid
      and item.mention_id = members.mention_id and item.thread_id is not null
    order by members.key, item.heard_at, item.mention_id`.execute(tx);
  const threads = new Map(rows.map((row) => [row.key, row.thread_id]));
  const begun = await withAlerts(tx)
    .selectFrom("listen.alert_thread")
    .select(["id", "story_id"])
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .where("story_id", "is not", null)
    .orderBy("started_at", "desc")
    .execute();
  const stories = begun.flatMap(({ id, story_id }) => (story_id === null ? [] : [{ id, story: story_id }]));
  const current = await currentStories(
    withStories(tx),
    workspaceId,
    stories.map(({ story }) => story),
  );
  const spiked = new Map(stories.map(({ id, story }) => [current.get(story) ?? story, id]));
  for (const key of keys) {
    const thread = threads.get(key) ?? spiked.get(key);
    if (thread !== undefined) threads.set(key, thread);
  }
  return threads;
}
