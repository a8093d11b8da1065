import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { mentionsPlaced } from "../../contract/events.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { refreshStories } from "./refresh-stories.ts";
import { storyQueue } from "./story-queue.ts";
import { type StoryDb, withStories } from "./story-tables.ts";
import {
  catchUpStories,
  expireTexts,
  type StoryMemory,
  type StoryMention,
  type StoryReader,
  type StoryWindow,
  storyTextLength,
  toStoryText,
} from "./story-window.ts";
import { type Placed, writeMembers, writeMerges } from "./write-members.ts";

export type GroupStoriesParts = { db: Db; memory: StoryMemory; now: () => Date };

/** Whoever waits for the desk waits no longer for us than this. Milliseconds. */
const breathMs = 8;

/**
 * Places the mentions of a workspace that wait for it in stories, in the order in which they came, until none waits or
 * `end` says stop. Each batch is one transaction with its part of the queue: a killed process leaves nothing half done and
 * nothing undone. Of two workers at one workspace one steps back.
 * @returns how many mentions were placed
 */
export async function groupStories(
  parts: GroupStoriesParts,
  workspaceId: string,
  end: AbortSignal,
): Promise<number> {
  let placed = 0;
  while (!end.aborted) {
    try {
      const { db, memory } = parts;
      // A window that has to be made anew is read before anyone is kept waiting.
      await catchUpStories(withStories(db), workspaceId, memory.window(workspaceId), openStoryReader());
      const done = await placeBatch(parts, workspaceId);
      if (done === undefined) return placed;
      placed += done;
    } catch (error) {
      parts.memory.forget(workspaceId);
      throw error;
    }
    await breathe();
  }
  return placed;
}

/** @returns undefined when nothing waits or another worker is at it */
async function placeBatch(
  { db, memory, now }: GroupStoriesParts,
  workspaceId: string,
): Promise<number | undefined> {
  return db.transaction().execute(async (platformTx) => {
    const tx = withStories(platformTx);
    await holdOffRetention(withMentions(platformTx));
    if (!(await takeTurn(tx, workspaceId))) return undefined;
    const window = memory.window(workspaceId);
    const reader = openStoryReader();
    await catchUpStories(tx, workspaceId, window, reader);
    const taken = await storyQueue.next(tx, workspaceId);
    if (taken.ids.length === 0) return undefined;
    const waiting = await readWaiting(tx, workspaceId, taken.ids);
    const result = await placeAll(reader, window, waiting);
    window.seq += 1;
    await sql`update listen.story_state set last_seq = ${window.seq} where workspace_id = ${workspaceId}::uuid`.execute(
      tx,
    );
    await writeMembers(tx, workspaceId, result.placed, window.seq, now());
    await writeMerges(tx, workspaceId, result.merges, window.seq);
    await refreshStories(tx, workspaceId, [...result.touched], reader);
    await storyQueue.remove(tx, workspaceId, taken);
    if (waiting.length > 0)
      await publishEvent(platformTx, workspaceId, mentionsPlaced, { ids: waiting.map(({ id }) => id) });
    if (waiting.length > 0) await announceLive(platformTx, workspaceId, { type: "stories" });
    expireTexts(window);
    return waiting.length;
  });
}

/** The workspace's turn; false while another worker has it. */
async function takeTurn(tx: StoryDb, workspaceId: string): Promise<boolean> {
  await tx
    .insertInto("listen.story_state")
    .values({ workspace_id: workspaceId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { rows } = await sql`
    select from listen.story_state where workspace_id = ${workspaceId}::uuid for update skip locked`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Of these mentions those that are still there and in no story, oldest first, with the first of their copies. */
async function readWaiting(
  tx: StoryDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<StoryMention[]> {
  const { rows } = await sql<StoryMention>`
    select mention.id, mention.published_at as "publishedAt", mention.title,
      left(mention.text, ${storyTextLength}) as text, nullif(copies.first_id, mention.id) as "copyOf"
    from listen.mention_identity as identity
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    left join listen.copy_member as copy
      on copy.workspace_id = mention.workspace_id and copy.mention_id = mention.id
    left join listen.copy_group as copies
      on copies.workspace_id = copy.workspace_id and copies.id = copy.group_id
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${[...ids]}::uuid[])
      and not exists (select from listen.story_member as member
        where member.workspace_id = identity.workspace_id and member.mention_id = identity.id)
    order by mention.published_at, mention.id`.execute(tx);
  return rows;
}

type BatchResult = {
  placed: Placed[];
  merges: { from: string; to: string }[];
  /** Stories whose mentions have changed. */
  touched: Set<string>;
};

async function placeAll(
  reader: StoryReader,
  { line }: StoryWindow,
  waiting: readonly StoryMention[],
): Promise<BatchResult> {
  const scores = new Map<string, number | null>();
  const merges: BatchResult["merges"] = [];
  const touched = new Set<string>();
  let begun = performance.now();
  for (const mention of waiting) {
    const { score, changes } = line.add(toStoryText(reader, mention));
    scores.set(mention.id, score);
    for (const change of changes) {
      touched.add(change.from);
      if (change.kind === "merged") merges.push(change);
      // Those that were stored in another story move.
      else for (const id of change.texts) scores.set(id, scores.get(id) ?? null);
    }
    if (performance.now() - begun < breathMs) continue;
    await breathe();
    begun = performance.now();
  }
  const placed = [...scores].map(([mentionId, score]) => ({
    mentionId,
    score,
    storyId: line.storyOf(mentionId) ?? mentionId,
  }));
  for (const { storyId } of placed) touched.add(storyId);
  for (const { to } of merges) touched.add(line.current(to));
  return { placed, merges: merges.map(({ from, to }) => ({ from, to: line.current(to) })), touched };
}
