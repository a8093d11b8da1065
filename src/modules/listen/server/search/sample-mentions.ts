import { type RawBuilder, sql } from "kysely";
import type { Zone } from "#shared/ids.ts";
import type { MentionDb } from "../mentions/tables.ts";
import type { Bucket } from "./time-buckets.ts";

/** Neighbours looked at from each point. */
const rowsPerPoint = 100;

export type SampledSpan = { from: number; until: number; size: number };

/**
 * The rows of an even sample of a span: from points that divide its mentions (not its time) into equal parts, a hundred
 * neighbours each. Every mention has about the same chance to be seen, and the same question always sees the same ones.
 * @param columns what to select of each row called `mention`
 */
function sampled(
  workspaceId: string,
  { from, until, size }: SampledSpan,
  points: number,
  columns: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const [first, last] = [new Date(from).toISOString(), new Date(until).toISOString()];
  const hours = sql`listen.mention_total
    where workspace_id = ${workspaceId}::uuid and grain = 'hour'
      and at > ${first}::timestamptz - interval '1 hour' and at < ${last}::timestamptz`;
  return sql`
    with step as (select ${size}::float8 / ${points} as size),
    -- A day that the span cuts counts with its hours inside.
    inside as (
      select at, case when at >= ${first}::timestamptz and at + interval '1 day' <= ${last}::timestamptz then count
        else (select coalesce(sum(count), 0) from ${hours} and at >= total.at and at < total.at + interval '1 day')
        end::float8 as count
      from listen.mention_total as total
      where workspace_id = ${workspaceId}::uuid and grain = 'day'
        and at > ${first}::timestamptz - interval '1 day' and at < ${last}::timestamptz
    ),
    days as (select at, count, sum(count) over (order by at) - count as passed from inside),
    -- Point n lies where (n + 1/2) steps have passed: so many fall into a day, and each into an hour of it.
    wanted as (
      select at as day, (n + 0.5) * step.size - passed as into_day
      from days, step, generate_series(ceil(passed / step.size - 0.5)::int,
        ceil((passed + count) / step.size - 0.5)::int - 1) as n
    ),
    points as (
      select greatest(${first}::timestamptz, hour.at + interval '1 hour' * ((into_day - passed) / count)) as point
      from wanted cross join lateral (
        select at, count::float8 as count, passed from (
          select at, count, (sum(count) over (order by at) - count)::float8 as passed
          from ${hours} and at >= day and at < day + interval '1 day'
        ) as passing
        where passed <= into_day and count > 0 order by at desc limit 1
      ) as hour
    ),
    seen as materialized (
      select distinct on (mention.published_at, mention.id) mention.*
      from points
      cross join lateral (
        select id, published_at, ${columns}
        from (
          select * from listen.mention as mention
          where workspace_id = ${workspaceId}::uuid and published_at >= point and published_at < ${last}::timestamptz
          order by published_at, id limit ${rowsPerPoint}
        ) as mention
      ) as mention
    )`;
}

/** The share of a span's mentions that satisfies a condition, from a sample. */
export async function sampleRate(
  db: MentionDb,
  workspaceId: string,
  span: SampledSpan,
  points: number,
  condition: RawBuilder<boolean>,
): Promise<number> {
  const { rows } = await sql<{ rate: number }>`
    ${sampled(workspaceId, span, points, sql`${condition} as is_hit`)}
    select coalesce(avg(is_hit::int), 0)::float8 as rate from seen`.execute(db);
  return rows[0]?.rate ?? 0;
}

export type SampleRow = { at: Date; count: number } & (
  | { kind: "looked" }
  | { kind: "hit"; outlet: string; channel: string; language: string }
  | { kind: "tag"; key: string; tag: string }
  | { kind: "tone"; tone: string }
  | { kind: "trait"; trait: "intent" | "hostile" | "place"; value: string }
);

/** What a sample saw, by bucket of the office's time: how many were looked at, and the matches by kind and by tag. */
export async function sampleMatches(
  db: MentionDb,
  workspaceId: string,
  span: SampledSpan & { bucket: Bucket; zone: Zone },
  points: number,
  matches: RawBuilder<boolean>,
): Promise<SampleRow[]> {
  const columns = sql`date_trunc(${span.bucket}, published_at, ${span.zone}) as at, ${matches} as is_hit,
    outlet, channel, language, tone, intent, hostility, place_codes`;
  const { rows } = await sql<{
    kind: SampleRow["kind"];
    at: Date;
    a: string;
    b: string;
    c: string;
    count: number;
  }>`
    ${sampled(workspaceId, span, points, columns)}
    select 'looked' as kind, at, '' as a, '' as b, '' as c, count(*)::int as count from seen group by at
    union all
    select 'hit', at, outlet, channel, language, count(*)::int from seen where is_hit group by 2, 3, 4, 5
    union all
    select 'tag', at, tagged.tag_key, max(tagged.tag), '', count(distinct tagged.mention_id)::int
    from seen join listen.tag_now as tagged
      on tagged.mention_id = seen.id and tagged.workspace_id = ${workspaceId}::uuid
    where is_hit group by 2, 3
    union all
    select 'tone', at, tone, '', '', count(*)::int from seen where is_hit and tone is not null group by 2, 3
    union all
    ${traitRows(sql`seen`, sql`at`, sql`is_hit`)}`.execute(db);
  return rows.map(({ kind, at, count, a, b, c }): SampleRow => {
    if (kind === "looked") return { kind, at, count };
    if (kind === "hit") return { kind, at, count, outlet: a, channel: b, language: c };
    if (kind === "tone") return { kind, at, count, tone: a };
    return kind === "tag"
      ? { kind, at, count, key: a, tag: b }
      : { kind, at, count, trait: traitOf(a), value: b };
  });
}

export const traitOf = (name: string): "intent" | "hostile" | "place" =>
  name === "intent" || name === "hostile" ? name : "place";

/**
 * Selects of kind, time, trait, value, an empty column and the count, for rows of mentions; a place counts for its
 * province and its regency.
 * @param at the column of time; null for none
 */
export function traitRows(
  rows: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select 'trait', ${at}, 'intent', intent, '', count(*)::int from ${rows}
    where ${condition} and intent is not null group by 2, 4
    union all
    select 'trait', ${at}, 'hostile', hostility::text, '', count(*)::int from ${rows}
    where ${condition} and hostility > 0 group by 2, 4
    union all
    select 'trait', ${at}, 'place', code, '', count(*)::int from ${rows}
    cross join lateral (select distinct left(place, part) as code from unnest(place_codes) as place
      cross join (values (2), (5)) as parts (part) where part = 2 or length(place) >= 5) as coded
    where ${condition} and place_codes is not null group by 2, 4`;
}
