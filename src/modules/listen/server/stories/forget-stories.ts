import { sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";

/**
 * Forgets mentions that retention removes (the temporary table `doomed`): stories are counted anew, and those that have none
 * left go, with what people decided about them.
 */
export async function forgetStories(tx: MentionDb, workspaces: readonly string[]): Promise<void> {
  for (const workspaceId of workspaces) {
    await sql`
      with gone as (
        delete from listen.story_member as member using doomed
        where member.workspace_id = ${workspaceId}::uuid and member.mention_id = doomed.id
        returning member.story_id
      ), touched as (select distinct story_id as id from gone),
      sums as (
        select touched.id, count(member.mention_id)::int as members,
          count(*) filter (where member.is_press)::int as press, count(distinct member.outlet)::int as outlets,
          min(member.published_at) as first, max(member.published_at) as last
        from touched left join listen.story_member as member on member.workspace_id = ${workspaceId}::uuid
          and member.story_id = touched.id
          and not exists (select from doomed where doomed.id = member.mention_id)
        group by touched.id)
      update listen.story as story set member_count = sums.members, press_count = sums.press,
        outlet_count = sums.outlets, first_at = coalesce(sums.first, story.first_at),
        last_at = coalesce(sums.last, story.last_at),
        lead_id = case when exists (select from doomed where doomed.id = story.lead_id) then null else story.lead_id end
      from sums where story.workspace_id = ${workspaceId}::uuid and story.id = sums.id`.execute(tx);
    await sql`
      with gone as (
        delete from listen.story as story where story.workspace_id = ${workspaceId}::uuid and story.member_count = 0
          and story.last_at < (select max(published_at) from doomed where workspace_id = ${workspaceId}::uuid)
        returning story.id)
      delete from listen.story_decision as decision using gone
      where decision.workspace_id = ${workspaceId}::uuid and decision.story_id = gone.id`.execute(tx);
  }
}
