import { type RawBuilder, sql } from "kysely";
import { dayMs } from "../mentions/mention-counts.ts";
import { combinationsOf } from "../monitors/combination-counts.ts";
import type { MonitorDb } from "../monitors/monitor-tables.ts";
import { instantOf, type VoiceSpan } from "./count-shared.ts";

/** How many mentions just these monitors found together. */
export type Combination = { monitorIds: string[]; count: number };

/**
 * Which monitors found how many mentions of a span together: whole days (UTC) from the counts that are kept with the matches,
 * the hours at both ends from the matches. Monitors that were not asked for may be among them.
 */
export async function readCombinations(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  { from, until }: VoiceSpan,
): Promise<Combination[]> {
  if (monitorIds.length === 0) return [];
  const ids = sql`${[...monitorIds]}::uuid[]`;
  const days = { from: Math.ceil(from / dayMs) * dayMs, until: Math.floor(until / dayMs) * dayMs };
  const found = (since: number, before: number): RawBuilder<unknown> => sql`
    select monitor_ids, sum(count) as count from (${combinationsOf(sql`listen.monitor_match as matched
      where matched.workspace_id = ${workspaceId}::uuid and matched.monitor_id = any(${ids})
        and matched.published_at >= ${instantOf(since)} and matched.published_at < ${instantOf(before)}`)}) as ends
    group by 1`;
  const parts =
    days.from >= days.until
      ? [found(from, until)]
      : [
          sql`select monitor_ids, sum(count) as count from listen.monitor_combination
            where workspace_id = ${workspaceId}::uuid and at >= ${instantOf(days.from)} and at < ${instantOf(days.until)}
              and count > 0 and monitor_ids && ${ids} group by 1`,
          ...(from < days.from ? [found(from, days.from)] : []),
          ...(days.until < until ? [found(days.until, until)] : []),
        ];
  const { rows } = await sql<{ ids: string; count: string }>`
    select array_to_string(monitor_ids, ',') as ids, sum(count) as count
    from (${sql.join(parts, sql` union all `)}) as part group by monitor_ids`.execute(db);
  return rows.map((row) => ({ monitorIds: row.ids.split(","), count: Number(row.count) }));
}
