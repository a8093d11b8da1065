import { sql } from "kysely";
import type { MentionQuery } from "./mention-query.ts";
import type { MentionDb } from "./tables.ts";

/** One mention that was looked at. */
export type Sampled = {
  id: string;
  atMs: number;
  isHit: boolean;
  outlet: string;
  channel: string;
  language: string;
};

/** Neighbours looked at from each point. */
const rowsPerPoint = 100;

/**
 * Looks at an even sample of a span: from points that divide its mentions (not its time) into equal parts, a hundred
 * neighbours each. Every mention has about the same chance to be seen, and the same question always sees the same ones.
 * @param size how many mentions the span has
 */
export async function sampleMentions(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: { from: number; until: number; size: number },
  points: number,
): Promise<Sampled[]> {
  const [from, until] = [new Date(span.from).toISOString(), new Date(span.until).toISOString()];
  const { rows } = await sql<{
    id: string;
    published_at: Date;
    is_hit: boolean;
    outlet: string;
    channel: string;
    language: string;
  }>`
    with step as (select ${span.size}::float8 / ${points} as size),
    hours as (
      select at, count::float8 as count, (sum(count) over (order by at) - count)::float8 as passed
      from listen.mention_count
      where workspace_id = ${workspaceId}::uuid and grain = 'hour' and channel = ''
        and at > ${from}::timestamptz - interval '1 hour' and at < ${until}::timestamptz
    ),
    -- Point n lies where (n + 1/2) steps have passed: so many fall into an hour, at these shares of it.
    points as (
      select greatest(${from}::timestamptz, at + interval '1 hour' * (((n + 0.5) * step.size - passed) / count)) as point
      from hours, step, generate_series(ceil(passed / step.size - 0.5)::int,
        ceil((passed + count) / step.size - 0.5)::int - 1) as n
    )
    select distinct on (mention.published_at, mention.id) mention.id, mention.published_at, mention.is_hit,
      mention.outlet, mention.channel, mention.language
    from points
    cross join lateral (
      select id, published_at, outlet, channel, language, ${query.condition} as is_hit
      from (
        select * from listen.mention as mention
        where workspace_id = ${workspaceId}::uuid and published_at >= point and published_at < ${until}::timestamptz
        order by published_at, id limit ${rowsPerPoint}
      ) as mention
    ) as mention`.execute(db);
  return rows.map(({ published_at, is_hit, ...row }) => ({
    ...row,
    atMs: published_at.getTime(),
    isHit: is_hit,
  }));
}
