import { type RawBuilder, sql } from "kysely";
import { plainArray } from "../mentions/mention-rows.ts";
import type { MentionDb } from "../mentions/tables.ts";
import type { MonitorDb } from "./monitor-tables.ts";

/** A mention, or several of one day, that just these monitors find, which come (1) or go (-1). */
export type CountedCombination = { publishedAt: Date; monitorIds: readonly string[]; by: number };

/**
 * Adds mentions to the counts of what monitors find together, in the transaction that changes what they find. Like all
 * counts it comes last, once in a transaction, and locks its rows in one order.
 */
export async function addCombinations(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  changes: readonly CountedCombination[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { publishedAt, monitorIds, by } of changes) {
    if (monitorIds.length === 0) continue;
    const key = `${publishedAt.toISOString().slice(0, 10)}\0${monitorIds.toSorted().join(",")}`;
    counts.set(key, (counts.get(key) ?? 0) + by);
  }
  const rows = [...counts]
    .filter(([, count]) => count !== 0)
    .map(([key, count]) => ({ at: `${key.slice(0, 10)}T00:00:00Z`, ids: key.slice(11), count }));
  if (rows.length === 0) return;
  await sql`
    insert into listen.monitor_combination as known (workspace_id, at, key, monitor_ids, count)
    select ${workspaceId}::uuid, at, ${keyOf(sql`ids`)}, string_to_array(ids, ',')::uuid[], count
    from unnest(${plainArray(rows.map(({ at }) => at))}::timestamptz[], ${rows.map(({ ids }) => ids)}::text[],
      ${plainArray(rows.map(({ count }) => count))}::bigint[]) as incoming (at, ids, count)
    order by 2, 3
    on conflict (workspace_id, at, key) do update set count = known.count + excluded.count`.execute(tx);
}

const keyOf = (ids: RawBuilder<unknown>): RawBuilder<unknown> => sql`md5(${ids})::uuid`;

/** Rows of day (UTC), key, ids and count: what just these monitors find together, as the given rows `matched` tell it. */
export const combinationsOf = (matches: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select at, ${keyOf(sql`array_to_string(monitor_ids, ',')`)} as key, monitor_ids, count(*) as count
  from (
    select date_trunc('day', matched.published_at, 'UTC') as at,
      array_agg(matched.monitor_id order by matched.monitor_id) as monitor_ids
    from ${matches} group by matched.published_at, matched.mention_id
  ) as found
  group by 1, 2, 3`;

/** Drops the rows of what is no more. */
export async function dropEmptyCombinations(
  tx: MentionDb | MonitorDb,
  workspaces: readonly string[],
): Promise<void> {
  await sql`delete from listen.monitor_combination
    where workspace_id = any(${[...workspaces]}::uuid[]) and count = 0`.execute(tx);
}
