import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { makeMentionQueue } from "../mentions/mention-queue.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { handleOf, isNetwork } from "../outlets/voice-key.ts";
import { addAccountCounts, type CountedPost } from "./account-counts.ts";
import { findTies } from "./find-ties.ts";
import { type NetworkDb, type TieKind, withNetworks } from "./network-tables.ts";

/** Mentions whose accounts and ties wait to be read. */
export const tieQueue = makeMentionQueue("listen.tie_queue");

/**
 * Reads who said the waiting mentions of a workspace, and to whom that ties them, until none waits or `end` says stop. Each
 * batch is one transaction with its part of the queue, and a mention read twice is written once; of two workers at one
 * workspace one steps back.
 * @returns how many mentions were read
 */
export async function readTies(db: Db, workspaceId: string, end: AbortSignal): Promise<number> {
  let read = 0;
  while (!end.aborted) {
    const done = await readBatch(db, workspaceId);
    if (done === undefined) return read;
    read += done;
    await breathe();
  }
  return read;
}

type Row = {
  id: string;
  published_at: Date;
  channel: string;
  author: string;
  text: string;
  parent_key: string | null;
};
type Post = Row & { handle: string };

/** @returns undefined when nothing waits or another worker is at it */
function readBatch(db: Db, workspaceId: string): Promise<number | undefined> {
  return db.transaction().execute(async (platformTx) => {
    const tx = withNetworks(platformTx);
    await holdOffRetention(withMentions(platformTx));
    const turn = await sql<{ is_ours: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`listen ties ${workspaceId}`}, 0)) as is_ours`.execute(
      tx,
    );
    if (!turn.rows[0]?.is_ours) return undefined;
    const taken = await tieQueue.next(platformTx, workspaceId);
    if (taken.ids.length === 0) return undefined;
    const { rows } = await sql<Row>`
      select mention.id, mention.published_at, channel, author, title || ' ' || text as text, parent_key
      from listen.mention_identity as identity
      join listen.mention as mention on mention.workspace_id = identity.workspace_id
        and mention.published_at = identity.published_at and mention.id = identity.id
      where identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${taken.ids}::uuid[])
        and author is not null order by mention.published_at, mention.id`.execute(tx);
    const posts = rows
      .map((row): Post => ({ ...row, text: row.text.trim(), handle: handleOf(row.author) }))
      .filter(({ channel, handle }) => isNetwork(channel) && handle !== "");
    const counted = await removePosts(tx, workspaceId, taken.ids);
    if (posts.length > 0) await writePosts(tx, workspaceId, posts);
    await addAccountCounts(tx, workspaceId, [
      ...counted,
      ...posts.map(({ published_at: publishedAt, channel, handle }) => ({
        publishedAt,
        channel,
        handle,
        by: 1,
      })),
    ]);
    await tieQueue.remove(platformTx, workspaceId, taken);
    return taken.ids.length;
  });
}

/** @returns what is to be taken out of the counts */
async function removePosts(
  tx: NetworkDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<CountedPost[]> {
  const these = sql`workspace_id = ${workspaceId}::uuid and mention_id = any(${[...ids]}::uuid[])`;
  await sql`delete from listen.account_tie where ${these}`.execute(tx);
  const { rows } = await sql<CountedPost>`
    delete from listen.account_post where ${these}
    returning published_at as "publishedAt", channel, handle, -1 as by`.execute(tx);
  return rows;
}

async function writePosts(tx: NetworkDb, workspaceId: string, posts: readonly Post[]): Promise<void> {
  const times = posts.map(({ published_at }) => published_at.toISOString());
  const ids = posts.map(({ id }) => id);
  const channels = posts.map(({ channel }) => channel);
  const handles = posts.map(({ handle }) => handle);
  await sql`
    insert into listen.account_post (workspace_id, published_at, mention_id, channel, handle)
    select ${workspaceId}::uuid, incoming.* from unnest(${times}::timestamptz[], ${ids}::uuid[], ${channels}::text[],
      ${handles}::text[]) as incoming on conflict do nothing`.execute(tx);
  // Rows are locked in one order, so that two workspaces' batches never wait for each other in a ring.
  await sql`
    insert into listen.account as known (workspace_id, channel, handle, name, named_at)
    select distinct on (channel, handle) ${workspaceId}::uuid, channel, handle, name, at
    from unnest(${channels}::text[], ${handles}::text[], ${posts.map(({ author }) => author)}::text[],
      ${times}::timestamptz[]) as incoming (channel, handle, name, at)
    order by channel, handle, at desc
    on conflict (workspace_id, channel, handle) do update set name = excluded.name, named_at = excluded.named_at
      where known.named_at < excluded.named_at and known.name <> excluded.name`.execute(tx);
  const ties = posts.flatMap((post) => tiesOf(post).map((tie) => ({ ...post, ...tie })));
  if (ties.length === 0) return;
  await sql`
    insert into listen.account_tie
      (workspace_id, published_at, mention_id, channel, handle, kind, to_handle, parent_key)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${ties.map(({ published_at }) => published_at.toISOString())}::timestamptz[],
      ${ties.map(({ id }) => id)}::uuid[], ${ties.map(({ channel }) => channel)}::text[],
      ${ties.map(({ handle }) => handle)}::text[], ${ties.map(({ kind }) => kind)}::text[],
      ${ties.map(({ to }) => to)}::text[], ${ties.map(({ parent }) => parent)}::uuid[]) as incoming
    on conflict do nothing`.execute(tx);
}

/** A reply whose text does not name whom it answers is tied by the mention that it answers. */
function tiesOf(post: Post): { kind: TieKind; to: string; parent: string | null }[] {
  const ties = findTies(post).map((tie) => ({ ...tie, parent: null }));
  if (post.parent_key === null || ties.some(({ kind }) => kind !== "mention")) return ties;
  return [{ kind: "reply", to: "", parent: post.parent_key }, ...ties];
}

/** Takes the mentions that retention removes (the table `doomed`) away from accounts and their ties. */
export async function forgetTies(tx: NetworkDb, workspaces: readonly string[]): Promise<void> {
  for (const workspaceId of workspaces.toSorted()) {
    const { rows } = await sql<CountedPost>`
      with gone as (
        delete from listen.account_post as gone using doomed
        where gone.mention_id = doomed.id and gone.workspace_id = doomed.workspace_id
          and gone.workspace_id = ${workspaceId}::uuid
        returning gone.published_at, gone.channel, gone.handle
      )
      select date_trunc('day', published_at, 'UTC') as "publishedAt", channel, handle, -count(*)::int as by
      from gone group by 1, 2, 3`.execute(tx);
    await addAccountCounts(tx, workspaceId, rows);
  }
  const ids = sql`any(${[...workspaces]}::uuid[])`;
  await sql`delete from listen.account_tie as gone using doomed
    where gone.mention_id = doomed.id and gone.workspace_id = doomed.workspace_id`.execute(tx);
  await sql`delete from listen.account_count where workspace_id = ${ids} and count = 0`.execute(tx);
  await sql`delete from listen.account as account where workspace_id = ${ids}
    and not exists (select from listen.account_post as post where post.workspace_id = account.workspace_id
      and post.channel = account.channel and post.handle = account.handle)`.execute(tx);
}
