import { sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";

/** Takes the mentions that retention removes (the table `doomed`) away from newsmakers and out of their counts. */
export async function forgetNewsmakers(tx: MentionDb, workspaces: readonly string[]): Promise<void> {
  const ids = sql`any(${[...workspaces]}::uuid[])`;
  await sql`
    with gone as (
      delete from listen.newsmaker_mention as named using doomed
      where named.mention_id = doomed.id and named.workspace_id = doomed.workspace_id
      returning named.*
    ), sums as (
      select workspace_id, kind, key, (published_at at time zone 'UTC')::date as at, count(*)::int as named,
        count(*) filter (where quotes > 0)::int as quoted, sum(quotes)::int as quotes,
        count(*) filter (where tone = 'negative')::int as negative,
        count(*) filter (where tone = 'neutral')::int as neutral,
        count(*) filter (where tone = 'positive')::int as positive,
        count(*) filter (where tone = 'unsure')::int as unsure
      from gone group by 1, 2, 3, 4
    )
    update listen.newsmaker_day as known set named = known.named - sums.named, quoted = known.quoted - sums.quoted,
      quotes = known.quotes - sums.quotes, negative = known.negative - sums.negative,
      neutral = known.neutral - sums.neutral, positive = known.positive - sums.positive,
      unsure = known.unsure - sums.unsure
    from sums where known.workspace_id = sums.workspace_id and known.kind = sums.kind and known.at = sums.at
      and known.key = sums.key`.execute(tx);
  await sql`delete from listen.newsmaker_day where workspace_id = ${ids} and named = 0`.execute(tx);
  await sql`delete from listen.newsmaker as known where workspace_id = ${ids}
    and not exists (select from listen.newsmaker_day as day where day.workspace_id = known.workspace_id
      and day.kind = known.kind and day.key = known.key)`.execute(tx);
}
