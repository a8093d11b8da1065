import { sql } from "kysely";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Manifest } from "#connectors/ports/manifest.ts";
import { AppError } from "#shared/app-error.ts";
import type { PollParts } from "../sources/poll-parts.ts";
import { forgetRemoved } from "./forget-removed.ts";
import { type NetworkSourceDb, withNetworkSources } from "./network-source-tables.ts";

const hourMs = 60 * 60_000;
/** How long after it was found a post is looked at: most that is taken back is taken back on the first day. */
const looksAfterMs = [1, 6, 24, 72, 168].map((hours) => hours * hourMs);
/** Older posts are not begun with, so that one whose looks are over is not begun anew each time a search brings it. */
const youngMs = 168 * hourMs;
/** What is not there is looked at once more before it is forgotten: an answer may leave out what it could not read. */
const doubtMs = hourMs / 2;
const mostMisses = 2;
/** Of each account at one time; every ten minutes, that is 600 posts an hour. */
const mostAtOnce = 100;
const mostAccounts = 50;
/** What could not be looked at for so long is left alone. */
const givenUpMs = 9 * 24 * hourMs;

export type FoundPost = { readonly externalId: string | null; readonly publishedAt: Date };

/** Whether posts that a search found can be looked up again: by the call that counts them, where that costs nothing. */
export const canLookAgain = ({ abilities, costs }: Pick<Manifest, "abilities" | "costs">): boolean =>
  abilities.insights.posts.can && !costs.some(({ what }) => what === "read_post");

/** A post of another server is named by its address, under which ours does not know it; a longer name is none. */
const isAskable = (externalId: string): boolean => !/^https?:/i.test(externalId) && externalId.length <= 500;

/** Plans when posts that were just found are looked at again. Those that were found before keep their plan. */
export async function planLooks(
  tx: NetworkSourceDb,
  { sourceId, workspaceId }: { sourceId: string; workspaceId: string },
  posts: readonly FoundPost[],
  now: Date,
): Promise<void> {
  const young = posts.filter(({ publishedAt }) => now.getTime() - publishedAt.getTime() < youngMs);
  const ids = young.flatMap(({ externalId }) =>
    externalId !== null && isAskable(externalId) ? externalId : [],
  );
  if (ids.length === 0) return;
  await sql`
    insert into listen.post_look (source_id, workspace_id, external_id, found_at, next_look_at)
    select ${sourceId}::uuid, ${workspaceId}::uuid, external_id, ${now}::timestamptz, ${lookAt(now, 0)}::timestamptz
    from unnest(${[...new Set(ids)].sort()}::text[]) as found (external_id)
    on conflict do nothing`.execute(tx);
}

type DuePost = { source_id: string; external_id: string; found_at: Date; looks: number; misses: number };

/**
 * Looks again at posts that searches brought in their first week, a few of each account at a time, and forgets the words of
 * those that are not there any more. Where the account cannot be asked now, they wait.
 * @returns how many mentions were forgotten
 */
export async function lookAgain(
  parts: Pick<PollParts, "db" | "now" | "log" | "askAccount">,
): Promise<number> {
  const tables = withNetworkSources(parts.db);
  const now = parts.now();
  await tables
    .deleteFrom("listen.post_look")
    .where("found_at", "<", new Date(now.getTime() - givenUpMs))
    .execute();
  const accounts = await tables
    .selectFrom("listen.post_look as look")
    .innerJoin("listen.network_source as listening", "listening.source_id", "look.source_id")
    .select(["listening.account_id", "listening.workspace_id", "listening.network"])
    .where("look.next_look_at", "<=", now)
    .groupBy(["listening.account_id", "listening.workspace_id", "listening.network"])
    .orderBy((by) => by.fn.min("look.next_look_at"))
    .limit(mostAccounts)
    .execute();
  let forgotten = 0;
  for (const account of accounts) forgotten += await lookAsAccount(parts, account, now);
  return forgotten;
}

async function lookAsAccount(
  { db, log, askAccount }: Pick<PollParts, "db" | "log" | "askAccount">,
  account: { account_id: string; workspace_id: string; network: string },
  now: Date,
): Promise<number> {
  const { account_id: accountId, workspace_id: workspaceId, network } = account;
  const due: DuePost[] = await withNetworkSources(db)
    .selectFrom("listen.post_look as look")
    .innerJoin("listen.network_source as listening", "listening.source_id", "look.source_id")
    .select(["look.source_id", "look.external_id", "look.found_at", "look.looks", "look.misses"])
    .where("listening.account_id", "=", accountId)
    .where("look.next_look_at", "<=", now)
    .orderBy("look.next_look_at")
    .limit(mostAtOnce)
    .execute();
  if (!askAccount || due.length === 0) return 0;
  const ids = [...new Set(due.map(({ external_id }) => external_id))];
  let there: ReadonlySet<string>;
  try {
    const counted = await askAccount({ workspaceId, accountId }, async ({ insights }) =>
      insights?.ofPosts?.(ids),
    );
    if (!counted) return 0;
    there = new Set(counted.keys());
  } catch (error) {
    // Whatever keeps the account from being asked stands on its own page.
    if (!(error instanceof ConnectorError || error instanceof AppError)) throw error;
    log.warn({ err: error, accountId }, "posts could not be looked at again");
    return 0;
  }
  const gone = due.filter(({ external_id, misses }) => !there.has(external_id) && misses + 1 >= mostMisses);
  const forgotten = await forgetRemoved(
    db,
    { workspaceId, network },
    gone.map(({ external_id }) => external_id),
    now,
  );
  for (const post of due) await keepLook(withNetworkSources(db), post, there.has(post.external_id), now);
  return forgotten;
}

async function keepLook(tables: NetworkSourceDb, post: DuePost, isThere: boolean, now: Date): Promise<void> {
  const { source_id, external_id, found_at } = post;
  const looks = isThere ? looksUntil(post, now) : post.looks;
  const misses = isThere ? 0 : post.misses + 1;
  const nextAt = isThere ? lookAt(found_at, looks) : new Date(now.getTime() + doubtMs);
  if (nextAt === null || misses >= mostMisses)
    await tables
      .deleteFrom("listen.post_look")
      .where("source_id", "=", source_id)
      .where("external_id", "=", external_id)
      .execute();
  else
    await tables
      .updateTable("listen.post_look")
      .set({ looks, misses, next_look_at: nextAt })
      .where("source_id", "=", source_id)
      .where("external_id", "=", external_id)
      .execute();
}

/** After a long pause the looks that were missed are one. */
const looksUntil = ({ found_at, looks }: DuePost, now: Date): number =>
  Math.max(looks + 1, looksAfterMs.filter((afterMs) => found_at.getTime() + afterMs <= now.getTime()).length);

const lookAt = (foundAt: Date, looks: number): Date | null => {
  const afterMs = looksAfterMs[looks];
  return afterMs === undefined ? null : new Date(foundAt.getTime() + afterMs);
};
