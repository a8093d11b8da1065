import { sql } from "kysely";
import type { StoryStatement } from "#text/stories/story-decisions.ts";
import type { StoryDb, StoryDecisionRow } from "./story-tables.ts";

/** The story that each of these went on as: itself where it did not merge. */
export async function currentStories(
  db: StoryDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ asked: string; id: string }>`
    with recursive way as (
      select id as asked, id, merged_into from listen.story
      where workspace_id = ${workspaceId}::uuid and id = any(${[...new Set(ids)]}::uuid[])
      union
      select way.asked, next.id, next.merged_into from way join listen.story as next
        on next.workspace_id = ${workspaceId}::uuid and next.id = way.merged_into
    )
    select asked, id from way where merged_into is null`.execute(db);
  return new Map(rows.map(({ asked, id }) => [asked, id]));
}

/** What people said of stories and did not take back, oldest first, as the engine takes it. */
export async function readStatements(db: StoryDb, workspaceId: string): Promise<StoryStatement[]> {
  const decisions = await db
    .selectFrom("listen.story_decision")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("undone_at", "is", null)
    .orderBy("seq")
    .execute();
  const named = decisions.flatMap(({ story_id, other_id }) => [
    story_id,
    ...(other_id === null ? [] : [other_id]),
  ]);
  const current = await currentStories(db, workspaceId, named);
  return decisions.flatMap((decision) => statementsOf(decision, (id) => current.get(id) ?? id));
}

/** Of a merge both sides are one now; who once kept them apart no longer does. */
function statementsOf(decision: StoryDecisionRow, current: (id: string) => string): StoryStatement[] {
  const story = current(decision.story_id);
  const other = decision.other_id === null ? null : current(decision.other_id);
  const texts = decision.mention_ids ?? [];
  if (decision.verdict === "merge") return [{ kind: "hold", story }];
  if (other === null) return [];
  const apart: StoryStatement = { kind: "apart", story, other };
  if (decision.verdict === "apart") return [apart];
  if (decision.verdict === "move") return texts.map((text) => ({ kind: "pin", text, story: other }));
  if (decision.verdict === "split")
    return [apart, ...texts.map((text): StoryStatement => ({ kind: "pin", text, story: other }))];
  if (decision.verdict === "remove") return texts.map((text) => ({ kind: "ban", text, story }));
  return [];
}

/** Waits for its turn to change a workspace's stories, holds it until the transaction ends, and numbers the change. */
export async function holdStories(tx: StoryDb, workspaceId: string): Promise<number> {
  await tx
    .insertInto("listen.story_state")
    .values({ workspace_id: workspaceId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { rows } = await sql<{ last_seq: string }>`
    update listen.story_state set last_seq = last_seq + 1, decided_seq = decided_seq + 1
    where workspace_id = ${workspaceId}::uuid returning last_seq`.execute(tx);
  return Number(rows[0]?.last_seq ?? 0);
}
