import { sql } from "kysely";
import type { StoryDb } from "./story-tables.ts";

/** Where mentions go: the story and how near they are to it; null where a person put them there. */
export type Placed = { mentionId: string; storyId: string; score: number | null };

/** Writes where mentions are; one that was elsewhere moves. Stories that are not there yet begin. */
export async function writeMembers(
  tx: StoryDb,
  workspaceId: string,
  placed: readonly Placed[],
  seq: number,
  at: Date,
): Promise<void> {
  if (placed.length === 0) return;
  const incoming = sql`unnest(${placed.map(({ mentionId }) => mentionId)}::uuid[],
    ${placed.map(({ storyId }) => storyId)}::uuid[], ${placed.map(({ score }) => score)}::real[])
    as incoming (mention_id, story_id, score)`;
  const mentions = sql`${incoming}
    join listen.mention_identity as identity
      on identity.workspace_id = ${workspaceId}::uuid and identity.id = incoming.mention_id
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id`;
  await sql`
    insert into listen.story (workspace_id, id, first_at, last_at, member_count, press_count, outlet_count, began_at)
    select ${workspaceId}::uuid, incoming.story_id, min(mention.published_at), max(mention.published_at), 0, 0, 0,
      ${at.toISOString()}::timestamptz
    from ${mentions} group by incoming.story_id
    on conflict (workspace_id, id) do update set merged_into = null where story.merged_into is not null`.execute(
    tx,
  );
  await sql`
    insert into listen.story_member
      (workspace_id, mention_id, published_at, story_id, is_press, outlet, score, change_seq)
    select mention.workspace_id, mention.id, mention.published_at, incoming.story_id,
      mention.channel in ('news', 'print', 'tv', 'radio'), mention.outlet, incoming.score, ${seq}
    from ${mentions}
    on conflict (workspace_id, mention_id) do update set story_id = excluded.story_id, score = excluded.score,
      change_seq = excluded.change_seq`.execute(tx);
}

/** Moves all mentions of these stories into others, and notes where the stories went on. */
export async function writeMerges(
  tx: StoryDb,
  workspaceId: string,
  merges: readonly { from: string; to: string }[],
  seq: number,
): Promise<void> {
  for (const { from, to } of merges) {
    await sql`update listen.story_member set story_id = ${to}::uuid, change_seq = ${seq}
      where workspace_id = ${workspaceId}::uuid and story_id = ${from}::uuid`.execute(tx);
    await sql`update listen.story as story set name = coalesce(story.name, merged.name) from listen.story as merged
      where story.workspace_id = ${workspaceId}::uuid and story.id = ${to}::uuid
        and merged.workspace_id = story.workspace_id and merged.id = ${from}::uuid`.execute(tx);
    await sql`update listen.story set merged_into = ${to}::uuid, member_count = 0
      where workspace_id = ${workspaceId}::uuid and id = ${from}::uuid`.execute(tx);
  }
}
