import { sql } from "kysely";
import type { StoryDb } from "./story-tables.ts";
import { type StoryMention, storyTextLength } from "./story-window.ts";

/** A mention of a story without its words. */
export type StoryMemberRow = {
  id: string;
  publishedAt: Date;
  isPress: boolean;
  outlet: string;
  author: string | null;
  channel: string;
  tone: "negative" | "neutral" | "positive" | "unsure" | null;
  places: string[] | null;
};

/** More than these, the first, are not looked at for figures. */
const mostMembers = 20_000;

/** The mentions of a story in the order of time. */
export async function readStoryMembers(
  db: StoryDb,
  workspaceId: string,
  storyId: string,
): Promise<StoryMemberRow[]> {
  const { rows } = await sql<StoryMemberRow>`
    select mention.id, mention.published_at as "publishedAt", member.is_press as "isPress", mention.outlet,
      mention.author, mention.channel, mention.tone, mention.place_codes as places
    from listen.story_member as member
    join listen.mention as mention on mention.workspace_id = member.workspace_id
      and mention.published_at = member.published_at and mention.id = member.mention_id
    where member.workspace_id = ${workspaceId}::uuid and member.story_id = ${storyId}::uuid
    order by mention.published_at, mention.id limit ${mostMembers}`.execute(db);
  return rows;
}

/** The words of some mentions of a story, by id. */
export async function readStoryTexts(
  db: StoryDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, StoryMention>> {
  const { rows } = await sql<StoryMention>`
    select mention.id, mention.published_at as "publishedAt", mention.title,
      left(mention.text, ${storyTextLength}) as text, null as "copyOf"
    from listen.mention_identity as identity
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${[...ids]}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** At most so many of them, first and last included, as far apart as they can be. */
export function evenlyChosen<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  const step = (all.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => all[Math.round(at * step)]).flatMap((one) => one ?? []);
}
