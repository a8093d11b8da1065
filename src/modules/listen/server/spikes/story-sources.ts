import { sql } from "kysely";
import { plainArray } from "../mentions/mention-rows.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { currentStories } from "../stories/decision-store.ts";
import { withStories } from "../stories/story-tables.ts";
import type { SpikeDb } from "./spike-tables.ts";
import { instant, midnights, type VolumeSource } from "./spike-volumes.ts";

/** One or two outlets that come back to a story are their own matter. */
const fewestOutlets = 3;
/** The stories that are looked at, the largest of the last day first. */
const mostStories = 60;
/** Of a headline that names a story. Characters. */
const longestName = 200;

/** Mentions of a story. @param version changes when another story merges into it */
export const storySource = (
  db: SpikeDb,
  workspaceId: string,
  { id, name, version }: { id: string; name: string; version: string },
): VolumeSource => {
  const members = sql`listen.story_member
    where workspace_id = ${workspaceId}::uuid and story_id = ${id}::uuid`;
  return {
    kind: "story",
    subject: id,
    name,
    version,
    mentions: (from, until) => sql`
      select published_at, mention_id from ${members}
        and published_at > ${instant(from)} and published_at <= ${instant(until)}`,
    async hours(from, until) {
      const { rows } = await sql<{ at: Date; count: number }>`
        select date_trunc('hour', published_at) as at, count(*)::int as count from ${members}
          and published_at >= ${instant(from)} and published_at < ${instant(until)}
          and published_at <> all(${midnights(from, until)})
        group by 1`.execute(db);
      return new Map(rows.map(({ at, count }) => [at.getTime(), count]));
    },
  };
};

/** The story that a spike was of, as it goes on now. */
export async function storySourceOf(
  db: SpikeDb,
  workspaceId: string,
  { subject, name }: { subject: string; name: string },
): Promise<VolumeSource> {
  const current = await currentStories(withStories(db as unknown as MentionDb), workspaceId, [subject]);
  return storySource(db, workspaceId, { id: current.get(subject) ?? subject, name, version: "" });
}

/** Stories that were told of much within the last day, and those whose spike goes on; those that people follow first. */
export async function busyStories(
  db: SpikeDb,
  workspaceId: string,
  now: number,
  fewest: number,
  followed: readonly string[],
): Promise<VolumeSource[]> {
  const isFollowed = sql`story.id = any(${plainArray(followed)}::uuid[])`;
  const { rows } = await sql<{ id: string; name: string; version: string }>`
    with lately as (
      select story_id as id, count(*) as count, count(distinct lower(outlet)) as outlets from listen.story_member
      where workspace_id = ${workspaceId}::uuid
        and published_at > ${instant(now - 86_400_000)} and published_at <= ${instant(now)}
      group by 1
    )
    select story.id, left(coalesce(story.name, nullif(lead.title, ''), left(lead.text, 160), ''), ${longestName}) as name,
      (select count(*) from listen.story as merged where merged.workspace_id = story.workspace_id
        and merged.merged_into = story.id)::text as version
    from lately
    join listen.story as story on story.workspace_id = ${workspaceId}::uuid and story.id = lately.id
    left join listen.mention_identity as led on led.workspace_id = story.workspace_id and led.id = story.lead_id
    left join listen.mention as lead on lead.workspace_id = led.workspace_id
      and lead.published_at = led.published_at and lead.id = led.id
    where (count >= ${fewest} and (outlets >= ${fewestOutlets} or ${isFollowed}))
      or exists (select from listen.spike where spike.workspace_id = ${workspaceId}::uuid and spike.kind = 'story'
        and spike.subject = story.id::text and spike.ended_at is null)
    order by ${isFollowed} desc, count desc, story.id limit ${mostStories}`.execute(db);
  return rows.map((row) => storySource(db, workspaceId, row));
}
