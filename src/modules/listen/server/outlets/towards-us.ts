import { type RawBuilder, sql } from "kysely";
import type { ToneCounts } from "../../contract/analysis.ts";
import { networkChannels, type VoiceKind } from "../../contract/outlet.ts";
import type { OutletDb } from "./outlet-tables.ts";

export type Span = { from: number; until: number };
export type TowardsUs = { total: number; tones: ToneCounts };

export const instantOf = (ms: number): RawBuilder<Date> => sql`${new Date(ms).toISOString()}::timestamptz`;
export const networkList = sql`${[...networkChannels]}::text[]`;

/** The monitors of our own body: their ids and names. */
export async function oursMonitors(
  db: OutletDb,
  workspaceId: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom("listen.monitor")
    .select(["id", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", "ours")
    .where("removed_at", "is", null)
    .orderBy("name_key")
    .execute();
}

type Row = { key: string; day: Date; total: number } & ToneCounts;

/**
 * What monitors of our own body found of outlets or accounts, each mention once however many of them find it, with the tones as
 * they are now, corrected by people or not.
 * @param keys of whom, by day (UTC); when left out of everybody, the period as one day
 * @returns by key, and of each by day
 */
export async function countTowardsUs(
  db: OutletDb,
  workspaceId: string,
  kind: VoiceKind,
  monitorIds: readonly string[],
  { from, until }: Span,
  keys?: readonly string[],
): Promise<Map<string, Map<number, TowardsUs>>> {
  const counted = new Map<string, Map<number, TowardsUs>>();
  if (monitorIds.length === 0) return counted;
  const day = keys === undefined ? instantOf(from) : sql`date_trunc('day', published_at, 'UTC')`;
  // What one monitor finds it finds once.
  const isOnce = monitorIds.length === 1;
  const whose =
    kind === "outlet"
      ? sql`channel <> all(${networkList}) ${keys === undefined ? sql`` : sql`and outlet_key = any(${[...keys]}::text[])`}`
      : sql`handle is not null ${
          keys === undefined ? sql`` : sql`and channel || ':' || handle = any(${[...keys]}::text[])`
        }`;
  const found = sql`
    select ${isOnce ? sql`` : sql`distinct on (published_at, mention_id)`} published_at, tone,
      ${kind === "outlet" ? sql`outlet_key` : sql`channel || ':' || handle`} as key
    from listen.monitor_match
    where workspace_id = ${workspaceId}::uuid and monitor_id = any(${[...monitorIds]}::uuid[])
      and published_at >= ${instantOf(from)} and published_at < ${instantOf(until)} and ${whose}
    ${isOnce ? sql`` : sql`order by published_at, mention_id`}`;
  const { rows } = await sql<Row>`
    select key, ${day} as day, count(*)::int as total,
      count(*) filter (where tone = 'negative')::int as negative,
      count(*) filter (where tone = 'neutral')::int as neutral,
      count(*) filter (where tone = 'positive')::int as positive,
      count(*) filter (where tone = 'unsure')::int as unsure
    from (${found}) as found group by 1, 2`.execute(db);
  for (const { key, day, total, negative, neutral, positive, unsure } of rows) {
    const days = counted.get(key) ?? new Map<number, TowardsUs>();
    counted.set(key, days);
    days.set(day.getTime(), { total, tones: { negative, neutral, positive, unsure } });
  }
  return counted;
}

export const nothingTowardsUs: TowardsUs = {
  total: 0,
  tones: { negative: 0, neutral: 0, positive: 0, unsure: 0 },
};

/** The sum over days. */
export function sumTowardsUs(days: ReadonlyMap<number, TowardsUs> | undefined): TowardsUs {
  const sum = { total: 0, tones: { ...nothingTowardsUs.tones } };
  for (const { total, tones } of days?.values() ?? []) {
    sum.total += total;
    for (const tone of ["negative", "neutral", "positive", "unsure"] as const) sum.tones[tone] += tones[tone];
  }
  return sum;
}
