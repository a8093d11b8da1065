import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { isDoubtful, type Like } from "#text/likeness/kind-of-likeness.ts";
import { packSketch, SKETCH_VERSION } from "#text/likeness/pack-sketch.ts";
import type { Sketch } from "#text/likeness/sketch.ts";
import type { Reading } from "#text/read/reading.ts";
import { mentionsCompared } from "../../contract/events.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { readFacts, readTexts, readWaiting, type WaitingMention } from "./batch-rows.ts";
import { openCopyComparer } from "./copy-comparer.ts";
import { copyQueue } from "./copy-queue.ts";
import { chooseCopies } from "./copy-rules.ts";
import { type CopyDb, withCopies } from "./copy-tables.ts";
import { type CopyMemory, type CopyWindow, catchUp, comparedText, windowStart } from "./copy-window.ts";
import { CopyPlacer } from "./place-copies.ts";

export type FindCopiesParts = { db: Db; memory: CopyMemory; now: () => Date };

/** Texts that are looked at as possible partners of one. */
const mostLikes = 12;
/** Whoever waits for the desk waits no longer for us than this. Milliseconds. */
const breathMs = 8;

type Looked = { mention: WaitingMention; reading: Reading; sketch: Sketch; likes: Like[] };

/**
 * Compares the mentions of a workspace that wait for it with those of the window and puts copies together, in the order in
 * which they came, until none waits or `end` says stop. Each batch is one transaction with its part of the queue: a killed
 * process leaves nothing half done and nothing undone. Of two workers at one workspace one steps back.
 * @returns how many mentions were compared
 */
export async function findCopies(
  parts: FindCopiesParts,
  workspaceId: string,
  end: AbortSignal,
): Promise<number> {
  let compared = 0;
  while (!end.aborted) {
    try {
      // A window that has to be made anew is read before anyone is kept waiting.
      await catchUp(withCopies(parts.db), workspaceId, parts.memory.window(workspaceId));
      const done = await compareBatch(parts, workspaceId);
      if (done === undefined) return compared;
      compared += done;
    } catch (error) {
      parts.memory.forget(workspaceId);
      throw error;
    }
    await breathe();
  }
  return compared;
}

/** @returns undefined when nothing waits or another worker is at it */
async function compareBatch(parts: FindCopiesParts, workspaceId: string): Promise<number | undefined> {
  const { db, memory, now } = parts;
  return db.transaction().execute(async (platformTx) => {
    const tx = withCopies(platformTx);
    await holdOffRetention(withMentions(platformTx));
    const state = await takeState(tx, workspaceId);
    if (state === undefined) return undefined;
    const window = memory.window(workspaceId);
    await catchUp(tx, workspaceId, window);
    const taken = await copyQueue.next(tx, workspaceId);
    if (taken.ids.length === 0) return undefined;
    const at = now();
    window.index.expire(windowStart(at).getTime());
    const waiting = await readWaiting(tx, workspaceId, taken.ids);
    const looked = await lookAtAll(window, waiting, at);
    await placeAll(tx, workspaceId, looked, at);
    await storeSketches(tx, workspaceId, window, looked, at);
    await copyQueue.remove(tx, workspaceId, taken);
    if (waiting.length > 0)
      await publishEvent(platformTx, workspaceId, mentionsCompared, { ids: waiting.map(({ id }) => id) });
    return waiting.length;
  });
}

/** The workspace's turn; undefined while another worker has it. Sketches of another form are let go and made again. */
async function takeState(tx: CopyDb, workspaceId: string): Promise<object | undefined> {
  await tx
    .insertInto("listen.copy_state")
    .values({ workspace_id: workspaceId, version: SKETCH_VERSION })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { rows } = await sql<{ version: number }>`
    select version from listen.copy_state where workspace_id = ${workspaceId}::uuid for update skip locked`.execute(
    tx,
  );
  const [state] = rows;
  if (state && state.version !== SKETCH_VERSION) {
    await sql`insert into listen.copy_queue (workspace_id, mention_ids)
      select workspace_id, array_agg(mention_id order by seq) from (
        select workspace_id, mention_id, seq, (row_number() over (order by seq) - 1) / 200 as batch
        from listen.copy_sketch where workspace_id = ${workspaceId}::uuid) as old
      group by workspace_id, batch order by batch`.execute(tx);
    await tx.deleteFrom("listen.copy_sketch").where("workspace_id", "=", workspaceId).execute();
    await tx
      .updateTable("listen.copy_state")
      .set({ version: SKETCH_VERSION })
      .where("workspace_id", "=", workspaceId)
      .execute();
  }
  return state;
}

async function lookAtAll(
  { index }: CopyWindow,
  mentions: readonly WaitingMention[],
  at: Date,
): Promise<Looked[]> {
  const { read } = openCopyComparer();
  const looked: Looked[] = [];
  let begun = performance.now();
  for (const mention of mentions) {
    const reading = read(comparedText(mention));
    const sketch = index.sketch(reading);
    const likes = index.findLike(sketch, mostLikes);
    index.add(mention.id, sketch, at.getTime());
    looked.push({ mention, reading, sketch, likes });
    if (performance.now() - begun < breathMs) continue;
    await breathe();
    begun = performance.now();
  }
  return looked;
}

async function placeAll(tx: CopyDb, workspaceId: string, looked: readonly Looked[], at: Date): Promise<void> {
  if (looked.every(({ likes }) => likes.length === 0)) return;
  const { read, compare } = openCopyComparer();
  const ids = looked.flatMap(({ mention, likes }) => [mention.id, ...likes.map(({ id }) => id)]);
  const facts = await readFacts(tx, workspaceId, [...new Set(ids)]);
  const readings = new Map(looked.map(({ mention, reading }) => [mention.id, reading]));
  const doubted = looked.flatMap(({ sketch, likes }) =>
    likes.filter((like) => isDoubtful(like, sketch.kind === "headline")).map(({ id }) => id),
  );
  for (const text of await readTexts(tx, workspaceId, [
    ...new Set(doubted.filter((id) => !readings.has(id))),
  ]))
    readings.set(text.id, read(comparedText(text)));
  const placer = new CopyPlacer(workspaceId, facts, at);
  for (const { mention, reading, sketch, likes } of looked) {
    const own = facts.get(mention.id);
    if (!own) continue;
    const isShort = sketch.kind === "headline";
    const decided = likes.flatMap((like): Like[] => {
      const other = readings.get(like.id);
      if (!isDoubtful(like, isShort) || !other) return [like];
      const both = compare(reading, other);
      return both ? [{ id: like.id, ...both }] : [];
    });
    const chosen = chooseCopies({ facts: own, isShort, words: sketch.size }, decided, (id) => facts.get(id));
    if (chosen) placer.place(own, chosen);
  }
  await placer.write(tx);
}

async function storeSketches(
  tx: CopyDb,
  workspaceId: string,
  window: CopyWindow,
  looked: readonly Looked[],
  at: Date,
): Promise<void> {
  if (looked.length === 0) return;
  const { rows } = await sql<{ last: string }>`
    update listen.copy_state set last_seq = last_seq + ${looked.length}
    where workspace_id = ${workspaceId}::uuid returning last_seq - ${looked.length} as last`.execute(tx);
  const last = Number(rows[0]?.last ?? 0);
  await sql`
    insert into listen.copy_sketch (workspace_id, seq, mention_id, published_at, taken_at, sketch)
    select ${workspaceId}::uuid, ${last}::bigint + incoming.place, identity.id, identity.published_at,
      ${at.toISOString()}::timestamptz, incoming.sketch
    from unnest(${looked.map(({ mention }) => mention.id)}::uuid[],
      ${looked.map(({ sketch }) => Buffer.from(packSketch(sketch)))}::bytea[]) with ordinality
      as incoming (id, sketch, place)
    join listen.mention_identity as identity
      on identity.id = incoming.id and identity.workspace_id = ${workspaceId}::uuid`.execute(tx);
  window.seq = last + looked.length;
}
