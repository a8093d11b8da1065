import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { foldValue } from "#text/fold.ts";
import { readyForTags, rematchMentions } from "../monitors/match-mentions.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import type { Position } from "../search/find-mentions.ts";
import { readTagBook, type TagBook } from "../tags/tag-book.ts";
import { positionsTable } from "./mention-store.ts";
import { holdOffRetention, takeTurn } from "./retention-store.ts";
import { type MentionChoice, selectMentions } from "./select-mentions.ts";
import { type MentionDb, withMentions } from "./tables.ts";

/**
 * An officer puts tags on mentions and takes others off, many at once. What this act changed, and only that, can be
 * taken back with `undoChange`. Tags that differ in case or accents only are one tag, written as it was first; names of
 * an arranged tag are that tag. What an officer takes off, no rule gives to the mention again.
 */
export async function tagMentions(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { selection: MentionChoice; add: readonly string[]; remove: readonly string[] },
): Promise<{ changed: number; changeId: string }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  const changeId = randomUUID();
  const chosen = await selectMentions(withMentions(context.db), context, input.selection);
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await holdOffRetention(tx);
    await holdMonitors(tx, workspaceId);
    await takeTurn(tx, workspaceId);
    const positions = inOrder(await selectMentions(tx, context, { ids: chosen.map(({ id }) => id) }));
    const ids = positions.map(({ id }) => id);
    await readyForTags(tx, workspaceId, ids);
    await tx
      .insertInto("listen.change")
      .values({
        id: changeId,
        workspace_id: workspaceId,
        actor_id: actor.id,
        kind: "tagged",
        created_at: at,
        undone_at: null,
      })
      .execute();
    const act = { workspaceId, changeId, actorId: actor.id, at };
    const book = await readTagBook(tx, workspaceId);
    const removed = keysOf(book, input.remove, input.add);
    const added = await spelled(tx, workspaceId, book, input.add);
    for (let done = 0; done < positions.length; done += partSize) {
      const part = positions.slice(done, done + partSize);
      for (const key of removed) await removeTag(tx, act, part, { key, mainKey: book.keyOf(key) });
      for (const tag of added) await addTag(tx, act, part, tag);
      const partIds = part.map(({ id }) => id);
      await rematchMentions(tx, workspaceId, partIds, at, "tag");
      await announceProgress(context, done + part.length, positions.length);
    }
    const { changed } = await tx
      .selectFrom("listen.change_item")
      .select((eb) => eb.fn.count<string>("mention_id").distinct().as("changed"))
      .where("change_id", "=", changeId)
      .executeTakeFirstOrThrow();
    await recordAudit(
      platformTx,
      workspaceId,
      actor,
      {
        action: "mention.tagged",
        subjectKind: "change",
        subjectId: changeId,
        details: { added: [...input.add], removed: [...input.remove], mentions: Number(changed) },
      },
      at,
    );
    return { changed: Number(changed), changeId };
  });
}

/** About half a second's work: so often whoever waits hears how far it is. */
const partSize = 2_500;

/** Rows are taken in one order everywhere, so that two acts at once wait for each other and never for ever. */
const inOrder = (positions: readonly Position[]): Position[] =>
  positions.toSorted(
    (a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || (a.id < b.id ? -1 : Number(a.id > b.id)),
  );

/** Not part of the transaction, whose messages would all come at its end. */
async function announceProgress(
  { db, workspaceId, actor }: Pick<RequestContext, "db" | "workspaceId" | "actor">,
  done: number,
  total: number,
): Promise<void> {
  if (total <= partSize || actor.id === null) return;
  await announceLive(db, workspaceId, { type: "tagging", actorId: actor.id, done, total });
}

type Act = { workspaceId: string; changeId: string; actorId: string | null; at: Date };

/** Every name of the tags to take off; one that is added in the same act stays. */
function keysOf(book: TagBook, remove: readonly string[], add: readonly string[]): string[] {
  const kept = new Set(["", ...add.map((tag) => book.keyOf(foldValue(tag)))]);
  const meant = [...new Set(remove.map((tag) => book.keyOf(foldValue(tag))))].filter((key) => !kept.has(key));
  return meant.flatMap((key) => book.allNames(key)).sort();
}

/** Tags to add, each spelt as the workspace already spells it. */
async function spelled(
  tx: MentionDb,
  workspaceId: string,
  book: TagBook,
  tags: readonly string[],
): Promise<{ key: string; tag: string; names: string[] }[]> {
  const result = new Map<string, string>();
  for (const tag of tags) {
    const key = book.keyOf(foldValue(tag));
    if (!result.has(key)) result.set(key, book.nameOf(key) ?? tag.trim());
  }
  for (const key of result.keys()) {
    if (book.nameOf(key) !== undefined) continue;
    const known = await tx
      .selectFrom("listen.mention_tag")
      .select("tag")
      .where("workspace_id", "=", workspaceId)
      .where("tag_key", "=", key)
      .limit(1)
      .executeTakeFirst();
    if (known) result.set(key, known.tag);
  }
  result.delete("");
  return [...result]
    .map(([key, tag]) => ({ key, tag, names: book.allNames(key) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function addTag(
  tx: MentionDb,
  act: Act,
  positions: readonly Position[],
  { key, tag, names }: { key: string; tag: string; names: string[] },
): Promise<void> {
  await sql`
    with allowed as (
      delete from listen.tag_kept_off as off using ${positionsTable(positions)}
      where off.workspace_id = ${act.workspaceId}::uuid and off.mention_id = wanted.id and off.tag_key = ${key}
    ),
    added as (
      insert into listen.mention_tag (workspace_id, tag_key, published_at, mention_id, tag, tagged_by, tagged_at)
      select ${act.workspaceId}::uuid, ${key}, published_at, id, ${tag}, ${act.actorId}, ${act.at.toISOString()}::timestamptz
      from ${positionsTable(positions)}
      where not exists (select from listen.mention_tag as known where known.workspace_id = ${act.workspaceId}::uuid
        and known.mention_id = wanted.id and known.tag_key = any(${names}::text[]))
      order by published_at, id
      on conflict do nothing
      returning *
    )
    insert into listen.change_item (change_id, mention_id, tag_key, was_added, published_at, tag, tagged_by, tagged_at)
    select ${act.changeId}::uuid, mention_id, tag_key, true, published_at, tag, tagged_by, tagged_at from added`.execute(
    tx,
  );
}

async function removeTag(
  tx: MentionDb,
  act: Act,
  positions: readonly Position[],
  { key, mainKey }: { key: string; mainKey: string },
): Promise<void> {
  await sql`
    with removed as (
      delete from listen.mention_tag as tagged using ${positionsTable(positions)}
      where tagged.workspace_id = ${act.workspaceId}::uuid and tagged.tag_key = ${key}
        and tagged.published_at = wanted.published_at and tagged.mention_id = wanted.id
      returning tagged.*
    ),
    kept_off as (
      insert into listen.tag_kept_off (workspace_id, mention_id, tag_key, taken_off_at)
      select workspace_id, mention_id, ${mainKey}, ${act.at.toISOString()}::timestamptz from removed order by mention_id
      on conflict do nothing
    )
    insert into listen.change_item
      (change_id, mention_id, tag_key, was_added, published_at, tag, tagged_by, tagged_at, rule_id)
    select ${act.changeId}::uuid, mention_id, tag_key, false, published_at, tag, tagged_by, tagged_at, rule_id
    from removed`.execute(tx);
}
