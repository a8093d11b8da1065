import { type RawBuilder, sql } from "kysely";
import type { ToneCounts } from "../../contract/analysis.ts";
import type { StoryDb } from "../stories/story-tables.ts";
import type { TitleRow } from "../stories/story-titles.ts";
import { titleColumns, titleJoin } from "../stories/story-titles.ts";
import type { BriefSide } from "./brief-sides.ts";

/** What one side found, in all and by bar of the chart. */
export type SideFigures = {
  mentions: number;
  outlets: number;
  tones: ToneCounts;
  /** Of how many a person set the tone. */
  corrected: number;
  bars: { mentions: number; negative: number; neutral: number; positive: number }[];
};

/** How often something was mentioned, and how often in a negative tone. */
export type Ranked = { key: string; label: string; mentions: number; negative: number };

/** A story as a side has it. */
export type BriefStory = TitleRow & {
  id: string;
  first_at: Date;
  mentions: number;
  negative: number;
  outlets: number;
  /** Whether a fair part of it was found by monitors of our own body. */
  is_ours: boolean;
  first_id: string;
  first_outlet: string;
  first_published_at: Date;
};

/** A story that now and then names us is not about us. */
const oursShare = 0.25;
/** Stories that are looked at, those with most mentions first. */
const mostStories = 40;

/** Mentions that monitors of a side found, each once, with its row. */
function found(workspaceId: string, { monitors, from, until }: BriefSide): RawBuilder<unknown> {
  const ours = monitors.flatMap(({ id, kind }) => (kind === "ours" ? [id] : []));
  return sql`(
      select match.mention_id, match.published_at,
        bool_or(match.monitor_id = any(${ours}::uuid[])) as is_ours
      from listen.monitor_match as match
      where match.workspace_id = ${workspaceId}::uuid
        and match.monitor_id = any(${monitors.map(({ id }) => id)}::uuid[])
        and match.published_at >= ${from.toISOString()}::timestamptz
        and match.published_at < ${until.toISOString()}::timestamptz
      group by match.mention_id, match.published_at
    ) as found join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = found.published_at and mention.id = found.mention_id and mention.gone_at is null`;
}

/** What a side found in all and over its time, in bars of so many hours. */
export async function readSide(
  db: StoryDb,
  workspaceId: string,
  side: BriefSide,
  stepHours: number,
): Promise<SideFigures> {
  const stepMs = stepHours * 3_600_000;
  const { rows } = await sql<{
    bar: number | null;
    mentions: number;
    outlets: number;
    corrected: number;
    negative: number;
    neutral: number;
    positive: number;
    unsure: number;
  }>`
    select floor((extract(epoch from mention.published_at) * 1000 - ${side.from.getTime()}) / ${stepMs})::int as bar,
      count(*)::int as mentions, count(distinct lower(mention.outlet))::int as outlets,
      count(*) filter (where 'tone' = any(mention.judged))::int as corrected,
      count(*) filter (where tone = 'negative')::int as negative,
      count(*) filter (where tone = 'neutral')::int as neutral,
      count(*) filter (where tone = 'positive')::int as positive,
      count(*) filter (where tone = 'unsure')::int as unsure
    from ${found(workspaceId, side)} group by grouping sets ((), (1))`.execute(db);
  const count = Math.ceil((side.until.getTime() - side.from.getTime()) / stepMs);
  const bars = Array.from({ length: count }, () => ({ mentions: 0, negative: 0, neutral: 0, positive: 0 }));
  const none = { mentions: 0, outlets: 0, corrected: 0, negative: 0, neutral: 0, positive: 0, unsure: 0 };
  let all: typeof none = none;
  for (const { bar, ...sums } of rows) {
    if (bar === null) all = sums;
    // What is in no tone stands with what is neutral in a picture.
    else if (bars[bar])
      bars[bar] = {
        mentions: sums.mentions,
        negative: sums.negative,
        positive: sums.positive,
        neutral: sums.mentions - sums.negative - sums.positive,
      };
  }
  const { negative, neutral, positive, unsure } = all;
  return {
    mentions: all.mentions,
    outlets: all.outlets,
    corrected: all.corrected,
    tones: { negative, neutral, positive, unsure },
    bars,
  };
}

/** How much each monitor of a side found. */
export async function readMonitors(db: StoryDb, workspaceId: string, side: BriefSide): Promise<Ranked[]> {
  const { rows } = await sql<{ key: string; mentions: number; negative: number }>`
    select match.monitor_id as key, count(*)::int as mentions,
      count(*) filter (where match.tone = 'negative')::int as negative
    from listen.monitor_match as match
    where match.workspace_id = ${workspaceId}::uuid
      and match.monitor_id = any(${side.monitors.map(({ id }) => id)}::uuid[])
      and match.published_at >= ${side.from.toISOString()}::timestamptz
      and match.published_at < ${side.until.toISOString()}::timestamptz
    group by 1`.execute(db);
  const byId = new Map(rows.map((row) => [row.key, row]));
  return side.monitors.map(({ id, name }) => ({
    key: id,
    label: name,
    mentions: byId.get(id)?.mentions ?? 0,
    negative: byId.get(id)?.negative ?? 0,
  }));
}

/** The outlets of a side, those with most mentions first. */
export async function readOutlets(
  db: StoryDb,
  workspaceId: string,
  side: BriefSide,
  limit: number,
): Promise<Ranked[]> {
  const { rows } = await sql<Ranked>`
    select lower(mention.outlet) as key, mode() within group (order by mention.outlet) as label,
      count(*)::int as mentions, count(*) filter (where tone = 'negative')::int as negative
    from ${found(workspaceId, side)} group by 1 order by 3 desc, 1 limit ${limit}`.execute(db);
  return rows;
}

/** How often given outlets were heard on a side. */
export async function countOutlets(
  db: StoryDb,
  workspaceId: string,
  side: BriefSide,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; mentions: number }>`
    select lower(mention.outlet) as key, count(*)::int as mentions from ${found(workspaceId, side)}
    where lower(mention.outlet) = any(${[...keys]}::text[]) group by 1`.execute(db);
  return new Map(rows.map(({ key, mentions }) => [key, mentions]));
}

/** The stories of a side, those with most mentions first. */
export async function readStories(db: StoryDb, workspaceId: string, side: BriefSide): Promise<BriefStory[]> {
  const { rows } = await sql<BriefStory>`
    with told as (
      select placed.story_id, count(*)::int as mentions, count(distinct lower(mention.outlet))::int as outlets,
        count(*) filter (where tone = 'negative')::int as negative, avg(found.is_ours::int) >= ${oursShare} as is_ours,
        (array_agg(mention.id order by mention.published_at, mention.id))[1] as first_id,
        (array_agg(mention.outlet order by mention.published_at, mention.id))[1] as first_outlet,
        min(mention.published_at) as first_published_at
      from ${found(workspaceId, side)}
      join listen.story_member as placed on placed.workspace_id = mention.workspace_id
        and placed.mention_id = mention.id
      group by 1 order by 2 desc, 1 limit ${mostStories}
    )
    select story.id, story.first_at, told.mentions, told.outlets, told.negative, told.is_ours, told.first_id,
      told.first_outlet, told.first_published_at, ${titleColumns}
    from told join listen.story as story on story.workspace_id = ${workspaceId}::uuid and story.id = told.story_id
      and (story.member_count > 1 or story.name is not null)
    ${titleJoin}
    order by told.mentions desc, story.id`.execute(db);
  return rows;
}

/** How many mentions given stories have on a side. */
export async function countStories(
  db: StoryDb,
  workspaceId: string,
  side: BriefSide,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; mentions: number }>`
    select placed.story_id as id, count(*)::int as mentions from ${found(workspaceId, side)}
    join listen.story_member as placed on placed.workspace_id = mention.workspace_id
      and placed.mention_id = mention.id and placed.story_id = any(${[...ids]}::uuid[])
    group by 1`.execute(db);
  return new Map(rows.map(({ id, mentions }) => [id, mentions]));
}

/** Who is named most on a side, in all ways of writing the name. */
export async function readNames(
  db: StoryDb,
  workspaceId: string,
  side: BriefSide,
  limit: number,
): Promise<(Ranked & { kind: "person" | "organisation" })[]> {
  const { rows } = await sql<Ranked & { kind: "person" | "organisation" }>`
    select named.kind, coalesce(link.root, named.key) as key, mode() within group (order by named.name) as label,
      count(distinct mention.id)::int as mentions,
      count(distinct mention.id) filter (where mention.tone = 'negative')::int as negative
    from ${found(workspaceId, side)}
    join listen.newsmaker_mention as named on named.workspace_id = mention.workspace_id
      and named.mention_id = mention.id and named.published_at = mention.published_at
      and named.kind in ('person', 'organisation')
    left join listen.newsmaker_link as link on link.workspace_id = named.workspace_id and link.kind = named.kind
      and link.key = named.key
    group by 1, 2 order by 4 desc, 2 limit ${limit}`.execute(db);
  return rows;
}
