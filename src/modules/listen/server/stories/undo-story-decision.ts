import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { notFound } from "#shared/app-error.ts";
import { holdStories } from "./decision-store.ts";
import { refreshStories } from "./refresh-stories.ts";
import { type StoryDb, type StoryDecisionRow, withStories } from "./story-tables.ts";
import type { StoryReader } from "./story-window.ts";
import { writeMembers } from "./write-members.ts";

/**
 * An officer takes back what they said about a story, an admin what anybody said: mentions that it moved and that are still
 * where it put them go back where they came from. Taking back what was taken back changes nothing.
 * @throws AppError `not_found` for a decision that is unknown, another workspace's, or another member's
 */
export async function undoStoryDecision(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { id: string },
  reader: StoryReader,
): Promise<{ storyId: string }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withStories(platformTx);
    const seq = await holdStories(tx, workspaceId);
    const decision = await tx
      .selectFrom("listen.story_decision")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", input.id)
      .executeTakeFirst();
    const mayUndo =
      context.membership.permissions.includes("settings.manage") ||
      (actor.id !== null && decision?.judge_id === actor.id);
    if (!decision || !mayUndo) throw notFound("decision");
    if (decision.undone_at !== null) return { storyId: decision.story_id };
    await tx
      .updateTable("listen.story_decision")
      .set({ undone_at: at })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", decision.id)
      .execute();
    const touched = await putBack(tx, workspaceId, decision, seq, at);
    await refreshStories(tx, workspaceId, touched, reader);
    const details = { decisionId: decision.id, verdict: decision.verdict, other: decision.other_id };
    const entry = {
      action: "story.decision_undone",
      subjectKind: "story",
      subjectId: decision.story_id,
      details,
    };
    await recordAudit(platformTx, workspaceId, actor, entry, at);
    await announceLive(platformTx, workspaceId, { type: "stories" });
    return { storyId: decision.story_id };
  });
}

/** @returns the stories whose mentions changed */
async function putBack(
  tx: StoryDb,
  workspaceId: string,
  decision: StoryDecisionRow,
  seq: number,
  at: Date,
): Promise<string[]> {
  if (decision.verdict === "rename") {
    // Somebody may have named it again since.
    await sql`update listen.story set name = ${decision.before_name} where workspace_id = ${workspaceId}::uuid
      and id = ${decision.story_id}::uuid and name is not distinct from ${decision.name}`.execute(tx);
    return [];
  }
  const put = decision.verdict === "merge" ? decision.story_id : decision.other_id;
  const [ids, from] = [decision.mention_ids ?? [], decision.from_ids ?? []];
  if (put === null || ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select mention_id as id from listen.story_member
    where workspace_id = ${workspaceId}::uuid and mention_id = any(${ids}::uuid[]) and story_id = ${put}::uuid`.execute(
    tx,
  );
  const there = new Set(rows.map(({ id }) => id));
  const back = ids.flatMap((mentionId, index) => {
    const storyId = from[index];
    return storyId !== undefined && there.has(mentionId) ? [{ mentionId, storyId, score: null }] : [];
  });
  await writeMembers(tx, workspaceId, back, seq, at);
  return [put, ...new Set(back.map(({ storyId }) => storyId))];
}
