import { sql } from "kysely";
import type { ClippingDb, KeptContent, Tone } from "./clipping-tables.ts";

/** The newest mentions that are read; of more only the count is told. */
export const mostGathered = 3_000;
/** What arrives later than that belongs to no clipping. Hours. */
const lateHours = 24;

export type ClippedMention = {
  id: string;
  published_at: Date;
  time_precision: string;
  channel: string;
  outlet: string;
  title: string;
  text: string;
  url: string | null;
  tone: Tone | null;
  is_corrected: boolean;
  group_id: string | null;
  story_id: string | null;
  monitor_ids: string[];
};

export type Span = { from: Date; until: Date };

const columns = sql`mention.id, mention.published_at, mention.time_precision, mention.channel, mention.outlet,
  mention.title, left(mention.text, 4000) as text, mention.url, mention.tone,
  coalesce('tone' = any(mention.judged), false) as is_corrected, member.group_id, story.id as story_id`;

/** The group of copies of a mention, and its story where that is more than the mention alone. */
const company = sql`left join listen.copy_member as member
    on member.workspace_id = mention.workspace_id and member.mention_id = mention.id
  left join listen.story_member as placed
    on placed.workspace_id = mention.workspace_id and placed.mention_id = mention.id
  left join listen.story as story on story.workspace_id = placed.workspace_id and story.id = placed.story_id
    and (story.member_count > 1 or story.name is not null)`;

/**
 * What monitors found within a span, and what came late: said within a day before it, but not yet known when the last
 * clipping was made.
 * @returns at most `mostGathered` of them, oldest first, with the figures of all
 */
export async function gatherMentions(
  db: ClippingDb,
  workspaceId: string,
  monitorIds: readonly string[],
  { from, until }: Span,
  lastMadeAt: Date | null,
): Promise<{ mentions: ClippedMention[]; figures: Omit<KeptContent["figures"], "query" | "leftOut"> }> {
  const found = sql`
    select match.mention_id, match.published_at, array_agg(match.monitor_id::text) as monitor_ids
    from listen.monitor_match as match
    where match.workspace_id = ${workspaceId}::uuid and match.monitor_id = any(${[...monitorIds]}::uuid[])
      and match.published_at < ${until.toISOString()}::timestamptz
      and (match.published_at >= ${from.toISOString()}::timestamptz
        or (match.published_at >= ${from.toISOString()}::timestamptz - make_interval(hours => ${lateHours})
          and not match.is_backfilled and match.matched_at >= ${lastMadeAt?.toISOString() ?? null}::timestamptz))
    group by match.mention_id, match.published_at`;
  const mentions = sql`(${found}) as found join listen.mention as mention
    on mention.workspace_id = ${workspaceId}::uuid and mention.published_at = found.published_at
      and mention.id = found.mention_id and mention.gone_at is null`;
  const { rows: sums } = await sql<Record<"mentions" | "outlets" | "corrected" | Tone, number>>`
    select count(*)::int as mentions, count(distinct mention.outlet)::int as outlets,
      count(*) filter (where 'tone' = any(mention.judged))::int as corrected,
      count(*) filter (where tone = 'negative')::int as negative,
      count(*) filter (where tone = 'neutral')::int as neutral,
      count(*) filter (where tone = 'positive')::int as positive,
      count(*) filter (where tone = 'unsure')::int as unsure
    from ${mentions}`.execute(db);
  const { rows } = await sql<ClippedMention>`
    select ${columns}, found.monitor_ids from ${mentions} ${company}
    order by mention.published_at desc, mention.id desc limit ${mostGathered}`.execute(db);
  const { mentions: count = 0, outlets = 0, corrected = 0, ...tones } = sums[0] ?? {};
  return {
    mentions: rows.reverse(),
    figures: {
      mentions: count,
      outlets,
      corrected,
      tones: { negative: 0, neutral: 0, positive: 0, unsure: 0, ...tones },
    },
  };
}

/** Whether something that monitors found within a span was not yet put into stories. */
export async function hasUnplaced(
  db: ClippingDb,
  workspaceId: string,
  monitorIds: readonly string[],
  { from, until }: Span,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from listen.monitor_match as match
      where match.workspace_id = ${workspaceId}::uuid and match.monitor_id = any(${[...monitorIds]}::uuid[])
        and match.published_at >= ${from.toISOString()}::timestamptz
        and match.published_at < ${until.toISOString()}::timestamptz
        and not exists (select from listen.story_member as placed
          where placed.workspace_id = match.workspace_id and placed.mention_id = match.mention_id)
    ) as found`.execute(db);
  return rows[0]?.found ?? false;
}

/** One mention as a clipping takes it; undefined when there is none. */
export async function findClipped(
  db: ClippingDb,
  workspaceId: string,
  id: string,
): Promise<ClippedMention | undefined> {
  const { rows } = await sql<ClippedMention>`
    select ${columns}, array[]::text[] as monitor_ids
    from listen.mention_identity as identity
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    ${company}
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = ${id}::uuid`.execute(db);
  return rows[0];
}
