import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { timePrecision } from "../../contract/mentions.ts";
import type { SentStoryMention } from "../../contract/story.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { findStory } from "./judge-story.ts";
import { withStories } from "./story-tables.ts";

/**
 * An officer reads the mentions of a story, or looks first at those that may not belong.
 * @throws AppError `not_found` for a story that is not the workspace's
 */
export async function listStoryMentions(
  context: Pick<RequestContext, "db" | "workspaceId">,
  input: { id: string; sort: "newest" | "oldest" | "doubtful"; limit: number; skip: number },
): Promise<{ items: SentStoryMention[]; nextSkip: number | null }> {
  const db = withStories(context.db);
  const { workspaceId } = context;
  const story = await findStory(db, workspaceId, input.id);
  if (!story) throw notFound("story");
  const orders = {
    newest: sql`member.published_at desc, member.mention_id desc`,
    oldest: sql`member.published_at, member.mention_id`,
    doubtful: sql`member.score nulls last, member.mention_id`,
  };
  const { rows } = await sql<{
    id: string;
    channel: string;
    outlet: string;
    author: string | null;
    title: string;
    beginning: string;
    published_at: Date;
    time_precision: string;
    tone: SentStoryMention["tone"];
    score: number | null;
  }>`
    select mention.id, mention.channel, mention.outlet, mention.author, mention.title,
      left(mention.text, 200) as beginning, mention.published_at, mention.time_precision, mention.tone, member.score
    from listen.story_member as member
    join listen.mention as mention on mention.workspace_id = member.workspace_id
      and mention.published_at = member.published_at and mention.id = member.mention_id
    where member.workspace_id = ${workspaceId}::uuid and member.story_id = ${story.id}::uuid
    order by ${orders[input.sort]} limit ${input.limit + 1} offset ${input.skip}`.execute(db);
  const veil = await openVeil(context.db, workspaceId);
  return {
    items: rows.slice(0, input.limit).map((row) => {
      const of = channelOf(row);
      const cover = veil(of);
      return {
        id: row.id,
        channel: of,
        outlet: row.outlet,
        author: row.author === null ? null : cover.words(row.author),
        title: cover.words(row.title === "" ? row.beginning.toWellFormed() : row.title),
        publishedAt: row.published_at.toISOString(),
        timePrecision: timePrecision.parse(row.time_precision),
        tone: row.tone,
        score: row.score,
      };
    }),
    nextSkip: rows.length > input.limit ? input.skip + input.limit : null,
  };
}
