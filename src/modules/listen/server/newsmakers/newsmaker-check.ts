import { sql } from "kysely";
import type { NewsmakerDb } from "./newsmaker-tables.ts";

type Sums = Record<string, unknown>;

/** For tests: the counts of newsmakers of a workspace by day, as they are kept and as the mentions add up. */
export async function newsmakerCounts(
  db: NewsmakerDb,
  workspaceId: string,
): Promise<{ kept: Sums[]; real: Sums[] }> {
  const kept = await sql<Sums>`
    select kind, key, at::text, named, quoted, quotes, negative, neutral, positive, unsure from listen.newsmaker_day
    where workspace_id = ${workspaceId}::uuid and named <> 0 order by 1, 2, 3`.execute(db);
  const real = await sql<Sums>`
    select kind, key, (mention.published_at at time zone 'UTC')::date::text as at, count(*)::int as named,
      count(*) filter (where quotes > 0)::int as quoted, sum(quotes)::int as quotes,
      count(*) filter (where mention.tone = 'negative')::int as negative,
      count(*) filter (where mention.tone = 'neutral')::int as neutral,
      count(*) filter (where mention.tone = 'positive')::int as positive,
      count(*) filter (where mention.tone = 'unsure')::int as unsure
    from listen.newsmaker_mention as named
    join listen.mention on mention.workspace_id = named.workspace_id and mention.published_at = named.published_at
      and mention.id = named.mention_id
    where named.workspace_id = ${workspaceId}::uuid group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return { kept: kept.rows, real: real.rows };
}
