import { type RawBuilder, sql } from "kysely";
import type { Zone } from "#shared/ids.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { type Bucket, bucketStart, nextBucket } from "./time-buckets.ts";

type Grain = "hour" | "day" | "month";
type Stretch = { grain: Grain; from: number; until: number };

/**
 * The fewest rows of `mention_count` that cover a span of whole hours: hours at its ends, then days, then months (UTC).
 */
export function coverSpan(fromMs: number, untilMs: number): Stretch[] {
  const month = (ms: number, plus: number): number => {
    const date = new Date(ms);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + plus, 1);
  };
  const up = (ms: number, unit: number): number => Math.ceil(ms / unit) * unit;
  const down = (ms: number, unit: number): number => Math.floor(ms / unit) * unit;
  const days = { from: up(fromMs, dayMs), until: down(untilMs, dayMs) };
  if (days.from >= days.until) return [{ grain: "hour", from: fromMs, until: untilMs }];
  const firstMonth = month(days.from, 0) === days.from ? days.from : month(days.from, 1);
  const months = { from: firstMonth, until: month(days.until, 0) };
  const middle: Stretch[] =
    months.from >= months.until
      ? [{ grain: "day", ...days }]
      : [
          { grain: "day", from: days.from, until: months.from },
          { grain: "month", ...months },
          { grain: "day", from: months.until, until: days.until },
        ];
  const all: Stretch[] = [
    { grain: "hour", from: fromMs, until: days.from },
    ...middle,
    { grain: "hour", from: days.until, until: untilMs },
  ];
  return all.filter(({ from, until }) => from < until);
}

const inStretches = (stretches: readonly Stretch[]): RawBuilder<boolean> =>
  sql`(${sql.join(
    stretches.map(
      ({
        grain,
        from,
        until,
      }) => sql`(counts.grain = ${grain} and counts.at >= ${new Date(from).toISOString()}::timestamptz
        and counts.at < ${new Date(until).toISOString()}::timestamptz)`,
    ),
    sql.raw(" or "),
  )})`;

export type BucketCount = { at: number; count: number };

/**
 * Mentions by bucket of the office's time, buckets without any left out.
 * @param span of whole hours
 * @param condition asked of rows called `counts`; null counts all
 */
export async function countByBucket(
  db: MentionDb,
  workspaceId: string,
  span: { from: number; until: number; bucket: Bucket; zone: Zone },
  condition: RawBuilder<boolean> | null,
): Promise<BucketCount[]> {
  const table = sql.raw(condition === null ? "mention_total" : "mention_count");
  const asked = sql`counts.workspace_id = ${workspaceId}::uuid and ${condition ?? sql`true`}`;
  if (span.bucket === "month") return countByMonth(db, span, table, asked);
  const { rows } = await sql<{ at: Date; count: string }>`
    select date_trunc(${span.bucket}, at, ${span.zone}) as at, sum(count) as count
    from listen.${table} as counts
    where ${asked} and grain = 'hour' and at >= ${new Date(span.from).toISOString()}::timestamptz
      and at < ${new Date(span.until).toISOString()}::timestamptz
    group by 1 order by 1`.execute(db);
  return rows.map((row) => ({ at: row.at.getTime(), count: Number(row.count) }));
}

/** Months of an office are sums of days (UTC), with hours at their ends. */
async function countByMonth(
  db: MentionDb,
  span: { from: number; until: number; zone: Zone },
  table: RawBuilder<unknown>,
  asked: RawBuilder<unknown>,
): Promise<BucketCount[]> {
  const parts: (Stretch & { at: number })[] = [];
  for (let at = bucketStart(span.from, "month", span.zone); at < span.until; ) {
    const next = nextBucket(at, "month", span.zone);
    const stretches = coverSpan(Math.max(at, span.from), Math.min(next, span.until));
    parts.push(...stretches.map((stretch) => ({ at, ...stretch })));
    at = next;
  }
  const instants = (times: readonly number[]): string[] => times.map((ms) => new Date(ms).toISOString());
  const { rows } = await sql<{ at: Date; count: string }>`
    select part.at, sum(counted.count) as count
    from unnest(${instants(parts.map(({ at }) => at))}::timestamptz[], ${parts.map(({ grain }) => grain)}::text[],
      ${instants(parts.map(({ from }) => from))}::timestamptz[],
      ${instants(parts.map(({ until }) => until))}::timestamptz[]) as part (at, grain, since, until)
    cross join lateral (
      select sum(count) as count from listen.${table} as counts
      where ${asked} and counts.grain = part.grain and counts.at >= part.since and counts.at < part.until
    ) as counted
    group by part.at having sum(counted.count) > 0 order by part.at`.execute(db);
  return rows.map((row) => ({ at: row.at.getTime(), count: Number(row.count) }));
}

/** How many mentions a span of whole hours has. */
export async function countSpan(
  db: MentionDb,
  workspaceId: string,
  span: { from: number; until: number },
): Promise<number> {
  if (span.from >= span.until) return 0;
  const { rows } = await sql<{ count: string }>`
    select coalesce(sum(count), 0) as count from listen.mention_total as counts
    where workspace_id = ${workspaceId}::uuid and ${inStretches(coverSpan(span.from, span.until))}`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}

export type TraitCount = { at: number; trait: string; value: string; count: number };

/** Traits of all mentions of a span of whole hours, tones by bucket of the office's time, the others in sum. */
export async function countTraits(
  db: MentionDb,
  workspaceId: string,
  span: { from: number; until: number; bucket: Bucket; zone: Zone },
): Promise<TraitCount[]> {
  if (span.from >= span.until) return [];
  const [from, until] = [new Date(span.from).toISOString(), new Date(span.until).toISOString()];
  const { rows } = await sql<{ at: Date; trait: string; value: string; count: string }>`
    select date_trunc(${span.bucket}, at, ${span.zone}) as at, trait, value, sum(count) as count
    from listen.mention_trait_count as counts
    where workspace_id = ${workspaceId}::uuid and trait = 'tone' and grain = 'hour'
      and at >= ${from}::timestamptz and at < ${until}::timestamptz
    group by 1, 2, 3
    union all
    select ${from}::timestamptz, trait, value, sum(count) from listen.mention_trait_count as counts
    where workspace_id = ${workspaceId}::uuid and trait in ('intent', 'hostility', 'place')
      and ${inStretches(coverSpan(span.from, span.until))}
    group by 2, 3`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.getTime(), count: Number(row.count) }));
}

export type KindCount = {
  outlet: string;
  outletKey: string;
  channel: string;
  language: string;
  count: number;
};

/** Mentions of a span of whole hours by outlet, channel and language. */
export async function countByKind(
  db: MentionDb,
  workspaceId: string,
  span: { from: number; until: number },
  condition: RawBuilder<boolean>,
): Promise<KindCount[]> {
  if (span.from >= span.until) return [];
  const { rows } = await sql<{
    outlet: string;
    outlet_key: string;
    channel: string;
    language: string;
    count: string;
  }>`
    select max(outlet) as outlet, outlet_key, channel, language, sum(count) as count
    from listen.mention_count as counts
    where workspace_id = ${workspaceId}::uuid and ${condition}
      and ${inStretches(coverSpan(span.from, span.until))}
    group by outlet_key, channel, language`.execute(db);
  return rows.map(({ outlet_key, ...row }) => ({ ...row, outletKey: outlet_key, count: Number(row.count) }));
}

/** The first and the last hour in which a workspace has mentions; null when it has none. */
export async function spanOfAll(
  db: MentionDb,
  workspaceId: string,
): Promise<{ from: number; until: number } | null> {
  const end = (direction: "asc" | "desc") =>
    db
      .selectFrom("listen.mention_total")
      .select("at")
      .where("workspace_id", "=", workspaceId)
      .where("grain", "=", "hour")
      .orderBy("at", direction)
      .limit(1)
      .executeTakeFirst();
  const [first, last] = [await end("asc"), await end("desc")];
  return first && last ? { from: first.at.getTime(), until: last.at.getTime() + hourMs } : null;
}
