import { type RawBuilder, sql } from "kysely";
import type { NetworkDb } from "./network-tables.ts";

/** Posts of an account that come (1) or go (-1). */
export type CountedPost = { publishedAt: Date; channel: string; handle: string; by: number };

type Tally = { grain: "day" | "month"; at: string; channel: string; handle: string; count: number };

/**
 * Adds posts to the counts of their accounts by day and month (UTC), in the transaction that writes or removes them. It comes
 * last, once in a transaction, and locks its rows in one order.
 */
export async function addAccountCounts(
  tx: NetworkDb,
  workspaceId: string,
  posts: readonly CountedPost[],
): Promise<void> {
  const tallies = new Map<string, Tally>();
  for (const { publishedAt, channel, handle, by } of posts) {
    const instant = publishedAt.toISOString();
    const ats = { day: `${instant.slice(0, 10)}T00:00:00Z`, month: `${instant.slice(0, 7)}-01T00:00:00Z` };
    for (const grain of ["day", "month"] as const) {
      const key = [grain, ats[grain], channel, handle].join("\0");
      const known = tallies.get(key);
      if (known) known.count += by;
      else tallies.set(key, { grain, at: ats[grain], channel, handle, count: by });
    }
  }
  const rows = [...tallies]
    .filter(([, { count }]) => count !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, tally]) => tally);
  if (rows.length === 0) return;
  const column = (name: keyof Tally) => rows.map((row) => row[name]);
  await sql`
    insert into listen.account_count as known (workspace_id, grain, at, channel, handle, count)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${column("grain")}::text[], ${column("at")}::timestamptz[], ${column("channel")}::text[],
      ${column("handle")}::text[], ${column("count")}::bigint[]) as incoming
    on conflict (workspace_id, grain, at, channel, handle) do update set count = known.count + excluded.count`.execute(
    tx,
  );
}

/** Rows of grain, time, account and count, as the given rows `post` tell it. */
export const accountCountsOf = (posts: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select grain, date_trunc(grain, said.published_at, 'UTC') as at, said.channel, said.handle, count(*) as count
  from (select post.published_at, post.channel, post.handle from ${posts}) as said
  cross join (values ('day'), ('month')) as known (grain)
  group by 1, 2, 3, 4`;
