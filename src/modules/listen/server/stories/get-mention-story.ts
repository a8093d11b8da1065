import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { openVeil } from "../personal-data/veil.ts";
import { type StoryRow, withStories } from "./story-tables.ts";
import { type TitleRow, titleColumns, titleJoin, titleOf } from "./story-titles.ts";

/**
 * An officer who reads a mention sees which story it is a part of.
 * @throws AppError `not_found` for a mention that is not the workspace's
 */
export async function getMentionStory(
  context: Pick<RequestContext, "db" | "workspaceId">,
  input: { id: string },
): Promise<{ story: { id: string; title: ShownWords; mentions: number; outlets: number } | null }> {
  const { workspaceId } = context;
  const { rows } = await sql<(StoryRow | { id: null; member_count: null; outlet_count: null }) & TitleRow>`
    select story.id, story.member_count, story.outlet_count, ${titleColumns}
    from listen.mention_identity as identity
    left join listen.story_member as member
      on member.workspace_id = identity.workspace_id and member.mention_id = identity.id
    left join listen.story as story on story.workspace_id = member.workspace_id and story.id = member.story_id
    ${titleJoin}
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = ${input.id}::uuid`.execute(
    withStories(context.db),
  );
  const [row] = rows;
  if (!row) throw notFound("mention");
  if (row.id === null || (row.member_count < 2 && row.name === null)) return { story: null };
  const veil = await openVeil(context.db, workspaceId);
  return {
    story: { id: row.id, title: titleOf(row, veil), mentions: row.member_count, outlets: row.outlet_count },
  };
}
