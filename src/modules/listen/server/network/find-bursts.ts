import { sql } from "kysely";
import type { Scope } from "./network-scope.ts";
import type { NetworkDb } from "./network-tables.ts";
import type { FoundBurst } from "./network-task.ts";

/** So many posts of the same words, by so many accounts, within so many minutes are a burst. */
export const burst = { posts: 5, accounts: 3, minutes: 10 };
const mostBursts = 30;
const mostEvidence = 60;
const shownWords = 200;

type Row = { group_id: string; account: string; name: string; at: Date; mention_id: string };

/**
 * Posts with the same words from several accounts within minutes, the most accounts first, each with everybody who took
 * part. It is a sign that somebody arranged it, and no proof: people also copy what moves them.
 */
export async function findBursts(db: NetworkDb, scope: Scope): Promise<FoundBurst[]> {
  const { rows } = await sql<Row>`
    with said as (
      select member.group_id, post.channel || ':' || post.handle as account, post.published_at as at, post.mention_id
      from listen.account_post as post
      join listen.copy_member as member on member.workspace_id = post.workspace_id
        and member.mention_id = post.mention_id and member.kind in ('origin', 'same')
      where ${scope.asked("post")}
    ), large as (
      select group_id from said group by 1
      having count(*) >= ${burst.posts} and count(distinct account) >= ${burst.accounts}
      order by count(distinct account) desc, group_id limit 500
    )
    select said.*, coalesce(mention.author, said.account) as name
    from large join said using (group_id)
    join listen.mention_identity as identity on identity.id = said.mention_id
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    order by said.group_id, said.at, said.mention_id`.execute(db);
  const found: FoundBurst[] = [];
  for (const [groupId, posts] of Map.groupBy(rows, (row) => row.group_id)) {
    const densest = densestOf(posts);
    if (densest === null) continue;
    const [first, last] = [densest[0], densest.at(-1)];
    if (first === undefined || last === undefined) continue;
    found.push({
      groupId,
      posts: densest.length,
      accounts: accountsOf(densest),
      firstAt: first.at.toISOString(),
      minutes: Math.max(1, Math.ceil((last.at.getTime() - first.at.getTime()) / 60_000)),
      words: "",
      channel: first.account.slice(0, first.account.indexOf(":")),
      evidence: densest
        .slice(0, mostEvidence)
        .map(({ name, at, mention_id }) => ({ name, at: at.toISOString(), mentionId: mention_id })),
    });
  }
  const shown = found
    .sort((a, b) => b.accounts - a.accounts || b.posts - a.posts || (a.groupId < b.groupId ? -1 : 1))
    .slice(0, mostBursts);
  return withWords(db, shown);
}

const accountsOf = (posts: readonly Row[]): number => new Set(posts.map(({ account }) => account)).size;

/** The stretch of ten minutes with most accounts; null for none. */
function densestOf(posts: readonly Row[]): Row[] | null {
  const spanMs = burst.minutes * 60_000;
  let best: Row[] | null = null;
  let from = 0;
  for (let until = 0; until < posts.length; until += 1) {
    const end = posts[until]?.at.getTime() ?? 0;
    while (end - (posts[from]?.at.getTime() ?? 0) > spanMs) from += 1;
    if (until + 1 - from < burst.posts) continue;
    const window = posts.slice(from, until + 1);
    const accounts = accountsOf(window);
    if (accounts < burst.accounts) continue;
    if (best === null || accounts > accountsOf(best)) best = window;
  }
  return best;
}

async function withWords(db: NetworkDb, bursts: readonly FoundBurst[]): Promise<FoundBurst[]> {
  const firsts = bursts.map(({ evidence }) => evidence[0]?.mentionId ?? "").filter((id) => id !== "");
  const { rows } = await sql<{ id: string; words: string }>`
    select mention.id, left(case when title = '' then text else title end, ${shownWords}) as words
    from listen.mention_identity as identity join listen.mention as mention
      on mention.workspace_id = identity.workspace_id and mention.published_at = identity.published_at
      and mention.id = identity.id
    where identity.id = any(${firsts}::uuid[])`.execute(db);
  const words = new Map(rows.map((row) => [row.id, row.words.toWellFormed()]));
  return bursts.map((one) => ({ ...one, words: words.get(one.evidence[0]?.mentionId ?? "") ?? "" }));
}
