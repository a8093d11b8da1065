import { sql } from "kysely";
import { foldValue } from "#text/fold.ts";
import type { QueryClock } from "#text/query/time-bound.ts";
import type { ToneCounts } from "../../contract/analysis.ts";
import { withMentions } from "../mentions/tables.ts";
import { findMentions, type Position } from "../search/find-mentions.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import { type TitleRow, titleColumns, titleJoin } from "../stories/story-titles.ts";
import type { OutletDb, VoiceId } from "./outlet-tables.ts";
import { instantOf, type Span } from "./towards-us.ts";
import { isNetwork, voiceQuery } from "./voice-key.ts";

/** Of the period's mentions of an outlet or account so many, the newest, are looked at. */
export const mostLooked = 2_000;
const mostLines = 12;

/** A minute as the query language writes it; as the end of a span it lies inside. */
const minuteOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

/** The newest mentions of an outlet or account in a period. */
export async function newestOf(
  db: OutletDb,
  workspaceId: string,
  voice: VoiceId,
  { from, until }: Span,
  clock: QueryClock,
): Promise<Position[]> {
  const mentions = withMentions(db);
  const q = `${voiceQuery(voice)} since:${minuteOf(from)} until:${minuteOf(until - 60_000)}`;
  const { branches } = await readMentionQuery(mentions, workspaceId, q, clock);
  return findMentions(mentions, workspaceId, branches, {
    direction: "newest",
    after: null,
    limit: mostLooked,
  });
}

type Row = {
  id: string;
  outlet: string;
  channel: string;
  author: string | null;
  delay: number | null;
  isFirst: boolean | null;
};

export type OutletSample = {
  ids: string[];
  authors: { author: string; channel: string; count: number }[];
  delay: { median: number; slow: number; of: number } | null;
  copies: { first: number; later: number };
};

/** Who writes, how long after publication it was received, and how much of it others have too. */
export async function sampleOutlet(
  db: OutletDb,
  workspaceId: string,
  { kind, key }: VoiceId,
  positions: readonly Position[],
): Promise<OutletSample> {
  const rows = (
    await sql<Row>`
      select mention.id, mention.outlet, mention.channel, mention.author,
        case when time_precision = 'minute'
          then extract(epoch from mention.received_at - mention.published_at)::float8 / 60 end as delay,
        grouped.first_id = mention.id as "isFirst"
      from unnest(${positions.map(({ publishedAt }) => publishedAt.toISOString())}::timestamptz[],
        ${positions.map(({ id }) => id)}::uuid[]) as wanted (published_at, id)
      join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
        and mention.published_at = wanted.published_at and mention.id = wanted.id
      left join listen.copy_member as member on member.workspace_id = mention.workspace_id
        and member.mention_id = mention.id
      left join listen.copy_group as grouped on grouped.workspace_id = member.workspace_id
        and grouped.id = member.group_id and grouped.member_count > 1`.execute(db)
  ).rows.filter(
    // A name also finds what stands at an address of that name.
    ({ outlet, channel }) => kind === "account" || (foldValue(outlet) === key && !isNetwork(channel)),
  );
  const authors = new Map<string, { author: string; channel: string; count: number }>();
  for (const { author, channel } of rows) {
    if (author === null || kind === "account") continue;
    const known = authors.get(foldValue(author)) ?? { author, channel, count: 0 };
    known.count += 1;
    authors.set(foldValue(author), known);
  }
  const delays = rows
    .flatMap(({ delay }) => (delay === null ? [] : [Math.max(0, delay)]))
    .sort((a, b) => a - b);
  const at = (share: number): number =>
    delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0;
  return {
    ids: rows.map(({ id }) => id),
    authors: [...authors.values()]
      .sort((a, b) => b.count - a.count || (a.author < b.author ? -1 : 1))
      .slice(0, mostLines),
    delay: delays.length === 0 ? null : { median: at(0.5), slow: at(0.9), of: delays.length },
    copies: {
      first: rows.filter(({ isFirst }) => isFirst === true).length,
      later: rows.filter(({ isFirst }) => isFirst === false).length,
    },
  };
}

/** Which monitors, apart from those of our own body, find these mentions most. */
export async function topicsOf(
  db: OutletDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<{ monitorId: string; name: string; count: number; tones: ToneCounts }[]> {
  const { rows } = await sql<{ monitorId: string; name: string; count: number } & ToneCounts>`
    select monitor.id as "monitorId", monitor.name, count(*)::int as count,
      count(*) filter (where found.tone = 'negative')::int as negative,
      count(*) filter (where found.tone = 'neutral')::int as neutral,
      count(*) filter (where found.tone = 'positive')::int as positive,
      count(*) filter (where found.tone = 'unsure')::int as unsure
    from listen.monitor_match as found
    join listen.monitor as monitor on monitor.id = found.monitor_id and monitor.workspace_id = found.workspace_id
      and monitor.removed_at is null and monitor.kind <> 'ours'
    where found.workspace_id = ${workspaceId}::uuid and found.mention_id = any(${[...ids]}::uuid[])
    group by 1, 2 order by 3 desc, 2 limit ${mostLines}`.execute(db);
  return rows.map(({ monitorId, name, count, negative, neutral, positive, unsure }) => ({
    monitorId,
    name,
    count,
    tones: { negative, neutral, positive, unsure },
  }));
}

/** Which stories these mentions tell most of. */
export async function storiesOf(
  db: OutletDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<(TitleRow & { storyId: string; count: number })[]> {
  const { rows } = await sql<TitleRow & { storyId: string; count: number }>`
    with told as (
      select story_id, count(*)::int as count from listen.story_member
      where workspace_id = ${workspaceId}::uuid and mention_id = any(${[...ids]}::uuid[])
      group by 1 order by 2 desc, 1 limit ${mostLines}
    )
    select story.id as "storyId", told.count, ${titleColumns} from told
    join listen.story as story on story.workspace_id = ${workspaceId}::uuid and story.id = told.story_id
    ${titleJoin}
    where story.member_count > 1 or story.name is not null order by 2 desc, 1`.execute(db);
  return rows;
}

/** How many of the tones of what monitors of our own body found of an outlet or account people have corrected. */
export async function countCorrected(
  db: OutletDb,
  workspaceId: string,
  { kind, key }: VoiceId,
  monitorIds: readonly string[],
  { from, until }: Span,
): Promise<number> {
  if (monitorIds.length === 0) return 0;
  const ofVoice =
    kind === "outlet"
      ? sql`found.outlet_key = ${key}`
      : sql`exists (select from listen.account_post as post where post.workspace_id = found.workspace_id
          and post.published_at = found.published_at and post.mention_id = found.mention_id
          and post.channel || ':' || post.handle = ${key})`;
  const { rows } = await sql<{ count: number }>`
    select count(distinct judged.mention_id)::int as count from listen.judgement as judged
    join listen.monitor_match as found on found.workspace_id = judged.workspace_id
      and found.mention_id = judged.mention_id and found.published_at = judged.published_at
    where judged.workspace_id = ${workspaceId}::uuid and judged.trait = 'tone' and judged.undone_at is null
      and not judged.is_blind and judged.published_at >= ${instantOf(from)} and judged.published_at < ${instantOf(until)}
      and found.monitor_id = any(${[...monitorIds]}::uuid[]) and ${ofVoice}`.execute(db);
  return rows[0]?.count ?? 0;
}
