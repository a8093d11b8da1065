import { sql } from "kysely";
import { hourMs } from "./mention-counts.ts";
import type { MentionQuery } from "./mention-query.ts";
import type { HourCount } from "./sum-counts.ts";
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
 * @param hours how many mentions each hour of the span has
 */
export async function sampleMentions(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: { from: number; until: number },
  hours: readonly HourCount[],
  points: number,
): Promise<Sampled[]> {
  const starts = evenPoints(hours, points).map((ms) => new Date(Math.max(ms, span.from)).toISOString());
  const { rows } = await sql<{
    id: string;
    published_at: Date;
    is_hit: boolean;
    outlet: string;
    channel: string;
    language: string;
  }>`
    select distinct on (mention.published_at, mention.id) mention.id, mention.published_at, mention.is_hit,
      mention.outlet, mention.channel, mention.language
    from unnest(${starts}::timestamptz[]) as point
    cross join lateral (
      select id, published_at, outlet, channel, language, ${query.condition} as is_hit
      from (
        select * from listen.mention as mention
        where workspace_id = ${workspaceId}::uuid and published_at >= point
          and published_at < ${new Date(span.until).toISOString()}::timestamptz
        order by published_at, id limit ${rowsPerPoint}
      ) as mention
    ) as mention`.execute(db);
  return rows.map(({ published_at, is_hit, ...row }) => ({
    ...row,
    atMs: published_at.getTime(),
    isHit: is_hit,
  }));
}

/** Instants that divide the mentions of these hours into `points` equal parts, each at the middle of its part. */
function evenPoints(hours: readonly HourCount[], points: number): number[] {
  const total = hours.reduce((sum, { count }) => sum + count, 0);
  const found: number[] = [];
  let passed = 0;
  for (const { at, count } of hours) {
    while (found.length < points && passed + count > ((found.length + 0.5) * total) / points) {
      const share = (((found.length + 0.5) * total) / points - passed) / count;
      found.push(at + Math.floor(share * hourMs));
    }
    passed += count;
  }
  return found;
}
