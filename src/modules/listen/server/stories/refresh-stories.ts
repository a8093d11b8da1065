import { sql } from "kysely";
import { chooseLead } from "#text/stories/describe-story.ts";
import type { StoryDb } from "./story-tables.ts";
import { type StoryMention, type StoryReader, storyTextLength, toStoryText } from "./story-window.ts";

/** A story is named anew when it has grown by so much since. */
const growth = 1.25;
/** Of so many mentions, spread over all of the story, the name is chosen. */
const looked = 60;

/** Counts stories anew from their mentions and names those that have grown. */
export async function refreshStories(
  tx: StoryDb,
  workspaceId: string,
  ids: readonly string[],
  reader: StoryReader,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with sums as (
      select asked.id, count(member.mention_id)::int as members, count(*) filter (where is_press)::int as press,
        count(distinct member.outlet)::int as outlets, min(published_at) as first, max(published_at) as last
      from unnest(${[...new Set(ids)]}::uuid[]) as asked (id)
      left join listen.story_member as member
        on member.workspace_id = ${workspaceId}::uuid and member.story_id = asked.id
      group by asked.id)
    update listen.story as story set member_count = sums.members, press_count = sums.press, outlet_count = sums.outlets,
      first_at = coalesce(sums.first, story.first_at), last_at = coalesce(sums.last, story.last_at)
    from sums where story.workspace_id = ${workspaceId}::uuid and story.id = sums.id`.execute(tx);
  const { rows } = await sql<{ id: string; members: number }>`
    select story.id, story.member_count as members from listen.story as story
    where story.workspace_id = ${workspaceId}::uuid and story.id = any(${[...ids]}::uuid[]) and story.member_count > 0
      and (story.lead_id is null or story.member_count >= ${growth}::real * story.lead_count
        or not exists (select from listen.story_member as member where member.workspace_id = story.workspace_id
          and member.mention_id = story.lead_id and member.story_id = story.id))`.execute(tx);
  if (rows.length === 0) return;
  await nameStories(tx, workspaceId, rows, reader);
}

async function nameStories(
  tx: StoryDb,
  workspaceId: string,
  stories: readonly { id: string; members: number }[],
  reader: StoryReader,
): Promise<void> {
  const { rows } = await sql<StoryMention & { storyId: string }>`
    select asked.id as "storyId", chosen.* from unnest(${stories.map(({ id }) => id)}::uuid[]) as asked (id)
    cross join lateral (
      select mention.id, mention.published_at as "publishedAt", mention.title,
        case when mention.title = '' then left(mention.text, ${storyTextLength}) else '' end as text, null as "copyOf"
      from (
        select member.*, row_number() over (order by member.published_at) as place, count(*) over () as members
        from listen.story_member as member
        where member.workspace_id = ${workspaceId}::uuid and member.story_id = asked.id) as member
      join listen.mention as mention on mention.workspace_id = member.workspace_id
        and mention.published_at = member.published_at and mention.id = member.mention_id
      where member.place % greatest(1, member.members / ${looked}::int) = 0
      limit ${2 * looked}) as chosen`.execute(tx);
  const texts = Map.groupBy(rows, ({ storyId }) => storyId);
  const leads = stories.flatMap(({ id, members }) => {
    const of = texts.get(id) ?? [];
    if (of.length === 0) return [];
    const leadId = chooseLead(
      of.map((mention) => toStoryText(reader, mention)),
      reader.frequency,
    );
    return [{ id, members, leadId }];
  });
  await sql`
    update listen.story as story set lead_id = chosen.lead_id, lead_count = chosen.members
    from unnest(${leads.map(({ id }) => id)}::uuid[], ${leads.map(({ leadId }) => leadId)}::uuid[],
      ${leads.map(({ members }) => members)}::int[]) as chosen (id, lead_id, members)
    where story.workspace_id = ${workspaceId}::uuid and story.id = chosen.id`.execute(tx);
}
