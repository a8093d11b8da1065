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
 * @param grain how finely the span is divided: by hours, or by days where a rough answer will do
 * @param columns what to select of each row called `mention`
 */
function sampled(
  workspaceId: string,
  { from, until, size }: SampledSpan,
  points: number,
  grain: "hour" | "day",
  columns: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const [first, last] = [new Date(from).toISOString(), new Date(until).toISOString()];
  return sql`
    with step as (select ${size}::float8 / ${points} as size),
    hours as (
      select at, count::float8 as count, (sum(count) over (order by at) - count)::float8 as passed
      from listen.mention_total
      where workspace_id = ${workspaceId}::uuid and grain = ${grain}
        and at > ${first}::timestamptz - ${`1 ${grain}`}::interval and at < ${last}::timestamptz
    ),
    -- Point n lies where (n + 1/2) steps have passed: so many fall into an hour, at these shares of it.
    points as (
      select greatest(${first}::timestamptz, at + ${`1 ${grain}`}::interval * (((n + 0.5) * step.size - passed) / count)) as point
      from hours, step, generate_series(ceil(passed / step.size - 0.5)::int,
        ceil((passed + count) / step.size - 0.5)::int - 1) as n
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

/** The share of a span's mentions that satisfies each of two conditions, from a sample. */
export async function sampleRates(
  db: MentionDb,
  workspaceId: string,
  span: SampledSpan,
  points: number,
  conditions: { matches: RawBuilder<boolean>; isCandidate: RawBuilder<boolean> },
): Promise<{ matches: number; candidates: number }> {
  const columns = sql`${conditions.matches} as is_hit, ${conditions.isCandidate} as is_candidate`;
  const { rows } = await sql<{ matches: number; candidates: number }>`
    ${sampled(workspaceId, span, points, "day", columns)}
    select coalesce(avg(is_hit::int), 0)::float8 as matches, coalesce(avg(is_candidate::int), 0)::float8 as candidates
    from seen`.execute(db);
  return rows[0] ?? { matches: 0, candidates: 0 };
}

export type SampleRow = { at: Date; count: number } & (
  | { kind: "looked" }
  | { kind: "hit"; outlet: string; channel: string; language: string }
  | { kind: "tag"; key: string; tag: string }
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
    outlet, channel, language`;
  const { rows } = await sql<{
    kind: "looked" | "hit" | "tag";
    at: Date;
    a: string;
    b: string;
    c: string;
    count: number;
  }>`
    ${sampled(workspaceId, span, points, "hour", columns)}
    select 'looked' as kind, at, '' as a, '' as b, '' as c, count(*)::int as count from seen group by at
    union all
    select 'hit', at, outlet, channel, language, count(*)::int from seen where is_hit group by 2, 3, 4, 5
    union all
    select 'tag', at, tagged.tag_key, max(tagged.tag), '', count(*)::int
    from seen join listen.mention_tag as tagged
      on tagged.mention_id = seen.id and tagged.workspace_id = ${workspaceId}::uuid
    where is_hit group by 2, 3`.execute(db);
  return rows.map(({ kind, at, count, a, b, c }): SampleRow => {
    if (kind === "looked") return { kind, at, count };
    return kind === "hit"
      ? { kind, at, count, outlet: a, channel: b, language: c }
      : { kind, at, count, key: a, tag: b };
  });
}
