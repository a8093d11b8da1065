import { type RawBuilder, sql } from "kysely";
import type { ToneCounts } from "../../contract/analysis.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import type { MonitorDb } from "./monitor-tables.ts";

/** What a monitor found in one stretch of time. */
export type MonitorSum = { at: number; total: number; tones: ToneCounts };

export const noTones: ToneCounts = { negative: 0, neutral: 0, positive: 0, unsure: 0 };

/** Both ends whole hours, in milliseconds; `until` is outside. */
export type HourSpan = { from: number; until: number };

type SumRow = Record<"total" | "negative" | "neutral" | "positive" | "unsure", string>;

const sums = sql`sum(total) as total, sum(negative) as negative, sum(neutral) as neutral, sum(positive) as positive,
  sum(unsure) as unsure`;

const readSum = (row: SumRow): { total: number; tones: ToneCounts } => ({
  total: Number(row.total),
  tones: {
    negative: Number(row.negative),
    neutral: Number(row.neutral),
    positive: Number(row.positive),
    unsure: Number(row.unsure),
  },
});

const within = ({
  from,
  until,
}: HourSpan): RawBuilder<boolean> => sql`at >= ${new Date(from).toISOString()}::timestamptz
  and at < ${new Date(until).toISOString()}::timestamptz`;

/**
 * What monitors found in each hour (UTC) of a span, hours without anything left out.
 * @returns by monitor, oldest first
 */
export async function countMonitorHours(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: HourSpan,
): Promise<Map<string, MonitorSum[]>> {
  if (monitorIds.length === 0) return new Map();
  const { rows } = await sql<SumRow & { monitor_id: string; at: Date }>`
    select monitor_id, at, total, negative, neutral, positive, unsure from listen.monitor_count
    where workspace_id = ${workspaceId}::uuid and monitor_id = any(${[...monitorIds]}::uuid[]) and ${within(span)}
      and total > 0
    order by monitor_id, at`.execute(db);
  const hours = new Map<string, MonitorSum[]>();
  for (const row of rows) {
    const sum = { at: row.at.getTime(), ...readSum(row) };
    const known = hours.get(row.monitor_id);
    if (known) known.push(sum);
    else hours.set(row.monitor_id, [sum]);
  }
  return hours;
}

/** The first hour in which a monitor found anything; null when it never did. */
export async function firstMonitorHour(
  db: MonitorDb,
  workspaceId: string,
  monitorId: string,
): Promise<number | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(at) as at from listen.monitor_count
    where workspace_id = ${workspaceId}::uuid and monitor_id = ${monitorId}::uuid and total > 0`.execute(db);
  return rows[0]?.at?.getTime() ?? null;
}

export type MonitorOutletSum = {
  outletKey: string;
  outlet: string;
  channel: string;
  total: number;
  tones: ToneCounts;
};

/**
 * Which outlets and channels monitors found something in: whole days (UTC) from their counts, the hours at both ends
 * from the matches themselves.
 * @returns the largest first, of all the given monitors together
 */
export async function countMonitorOutlets(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  { from, until }: HourSpan,
): Promise<MonitorOutletSum[]> {
  const days = { from: Math.ceil(from / dayMs) * dayMs, until: Math.floor(until / dayMs) * dayMs };
  const hasDays = days.from < days.until;
  const ends = hasDays
    ? [
        { from, until: days.from },
        { from: days.until, until },
      ]
    : [{ from, until }];
  const ids = sql`${[...monitorIds]}::uuid[]`;
  // One select each: an OR over both ends would read every month.
  const inEnds = ends
    .filter((end) => end.from < end.until)
    .map(
      (end) => sql`
      union all
      select outlet_key, channel, null, count(*), count(*) filter (where tone = 'negative'),
        count(*) filter (where tone = 'neutral'), count(*) filter (where tone = 'positive'),
        count(*) filter (where tone = 'unsure')
      from listen.monitor_match
      where workspace_id = ${workspaceId}::uuid and monitor_id = any(${ids})
        and published_at >= ${new Date(end.from).toISOString()}::timestamptz
        and published_at < ${new Date(end.until).toISOString()}::timestamptz
      group by 1, 2`,
    );
  // What the outlets of the hours at the ends are called is told by the counts of their days.
  const endDays = [from, until - 1].map((ms) => new Date(Math.floor(ms / dayMs) * dayMs).toISOString());
  const counted = sql`from listen.monitor_outlet_count
    where workspace_id = ${workspaceId}::uuid and monitor_id = any(${ids})`;
  const { rows } = await sql<SumRow & { outlet_key: string; outlet: string; channel: string }>`
    with parts as (
      select outlet_key, channel, max(outlet) as outlet, ${sums} ${counted}
        and ${hasDays ? within(days) : sql`false`} group by 1, 2
      union all
      select outlet_key, channel, max(outlet), 0, 0, 0, 0, 0 ${counted} and at = any(${endDays}::timestamptz[]) group by 1, 2
      ${sql.join(inEnds, sql.raw(""))}
    ),
    summed as (select outlet_key, channel, coalesce(max(outlet), outlet_key) as outlet, ${sums} from parts group by 1, 2)
    select * from summed where total > 0 order by total desc, outlet_key, channel`.execute(db);
  return rows.map((row) => ({
    outletKey: row.outlet_key,
    outlet: row.outlet,
    channel: row.channel,
    ...readSum(row),
  }));
}

/** The sum of several. */
export const addTones = (a: ToneCounts, b: ToneCounts): ToneCounts => ({
  negative: a.negative + b.negative,
  neutral: a.neutral + b.neutral,
  positive: a.positive + b.positive,
  unsure: a.unsure + b.unsure,
});
