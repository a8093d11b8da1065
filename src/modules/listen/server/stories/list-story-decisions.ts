import { sql } from "kysely";
import type { SentStoryDecision } from "../../contract/story.ts";
import { ownWords, type Veil } from "../personal-data/veil.ts";
import type { StoryDb, StoryDecisionRow } from "./story-tables.ts";
import { type TitleRow, titleColumns, titleJoin, titleOf } from "./story-titles.ts";

/** What people decided about a story and those that went on as it, newest first. */
export async function listStoryDecisions(
  db: StoryDb,
  workspaceId: string,
  storyId: string,
  readerId: string | null,
  veil: Veil,
): Promise<SentStoryDecision[]> {
  const { rows } = await sql<
    Omit<StoryDecisionRow, "name"> & TitleRow & { said_name: string | null; is_there: boolean }
  >`
    select decision.id, decision.verdict, decision.story_id, decision.other_id, decision.mention_ids,
      decision.judge_id, decision.judge_name, decision.judged_at, decision.undone_at, decision.name as said_name, story.id is not null as is_there, ${titleColumns}
    from listen.story_decision as decision
    left join listen.story as story on story.workspace_id = decision.workspace_id and story.id =
      case when decision.story_id = ${storyId}::uuid then decision.other_id else decision.story_id end
    ${titleJoin}
    where decision.workspace_id = ${workspaceId}::uuid
      and (decision.story_id = ${storyId}::uuid or decision.other_id = ${storyId}::uuid
        or decision.story_id in (select id from listen.story as merged
          where merged.workspace_id = decision.workspace_id and merged.merged_into = ${storyId}::uuid))
    order by decision.seq desc limit 50`.execute(db);
  return rows.map((row) => {
    const otherId = row.story_id === storyId ? row.other_id : row.story_id;
    return {
      id: row.id,
      verdict: row.verdict,
      storyId: row.story_id,
      other: otherId === null ? null : { id: otherId, title: row.is_there ? titleOf(row, veil) : null },
      mentions: row.mention_ids?.length ?? 0,
      name: row.said_name === null ? null : ownWords(row.said_name),
      judgeName: row.judge_name,
      isMine: row.judge_id !== null && row.judge_id === readerId,
      judgedAt: row.judged_at.toISOString(),
      isUndone: row.undone_at !== null,
    };
  });
}
