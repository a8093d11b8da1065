import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { invalidField, notFound } from "#shared/app-error.ts";
import type { StoryVerdictInput } from "../../contract/story.ts";
import { currentStories, holdStories } from "./decision-store.ts";
import { refreshStories } from "./refresh-stories.ts";
import { type StoryDb, type StoryRow, withStories } from "./story-tables.ts";
import { nameStory, type StoryReader } from "./story-window.ts";
import { writeMembers, writeMerges } from "./write-members.ts";

/** What a decision changed: the story it went on to, and the mentions that moved with the stories they came from. */
type Effect = { otherId: string | null; mentionIds: string[]; fromIds: string[]; touched: string[] };
type Judged = { tx: StoryDb; workspaceId: string; story: StoryRow; seq: number; at: Date };

const nothing: Effect = { otherId: null, mentionIds: [], fromIds: [], touched: [] };

/**
 * An officer says that two stories are one or never are, that some mentions are a story of their own, belong elsewhere or not
 * here, or what a story is called. Who said so and what was before are kept; the machine honours it from then on.
 * @throws AppError `not_found` for a story that is not the workspace's; `invalid` naming the field that is no other story
 *   (`otherId`) or holds no mention of this one (`mentionIds`)
 */
export async function judgeStory(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id: storyId, decision: input }: { id: string; decision: StoryVerdictInput },
  reader: StoryReader,
): Promise<{ decisionId: string; storyId: string; otherId: string | null }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withStories(platformTx);
    const seq = await holdStories(tx, workspaceId);
    const story = await findStory(tx, workspaceId, storyId);
    if (!story) throw notFound("story");
    const effect = await actOn({ tx, workspaceId, story, seq, at }, input);
    const id = randomUUID();
    await tx
      .insertInto("listen.story_decision")
      .values({
        id,
        workspace_id: workspaceId,
        verdict: input.verdict,
        story_id: story.id,
        other_id: effect.otherId,
        mention_ids: effect.mentionIds,
        from_ids: effect.fromIds,
        name: input.verdict === "rename" ? input.name : null,
        before_name: input.verdict === "rename" ? story.name : null,
        judge_id: actor.id,
        judge_name: actor.name,
        judged_at: at,
        undone_at: null,
      })
      .execute();
    await refreshStories(tx, workspaceId, [story.id, ...effect.touched], reader);
    const details = {
      decisionId: id,
      verdict: input.verdict,
      other: effect.otherId,
      mentions: effect.mentionIds,
    };
    const entry = { action: "story.judged", subjectKind: "story", subjectId: story.id, details };
    await recordAudit(platformTx, workspaceId, actor, entry, at);
    await announceLive(platformTx, workspaceId, { type: "stories" });
    return { decisionId: id, storyId: story.id, otherId: effect.otherId };
  });
}

/** The story that goes on under an id, if it is the workspace's. */
export async function findStory(db: StoryDb, workspaceId: string, id: string): Promise<StoryRow | undefined> {
  const current = (await currentStories(db, workspaceId, [id])).get(id);
  if (current === undefined) return undefined;
  return db
    .selectFrom("listen.story")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", current)
    .executeTakeFirst();
}

async function actOn(judged: Judged, input: StoryVerdictInput): Promise<Effect> {
  const { tx, workspaceId, story, seq, at } = judged;
  if (input.verdict === "rename") {
    await tx
      .updateTable("listen.story")
      .set({ name: input.name })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", story.id)
      .execute();
    return nothing;
  }
  if (input.verdict === "merge" || input.verdict === "apart") {
    const other = await otherStory(judged, input.otherId);
    if (input.verdict === "apart") return { ...nothing, otherId: other.id };
    const { rows } = await sql<{ id: string }>`select mention_id as id from listen.story_member
      where workspace_id = ${workspaceId}::uuid and story_id = ${other.id}::uuid order by 1`.execute(tx);
    await writeMerges(tx, workspaceId, [{ from: other.id, to: story.id }], seq);
    const mentionIds = rows.map(({ id }) => id);
    return { otherId: other.id, mentionIds, fromIds: mentionIds.map(() => other.id), touched: [other.id] };
  }
  const mentionIds = await membersAmong(judged, input.mentionIds);
  const [first] = mentionIds;
  if (first === undefined) throw invalidField("mentionIds", "field.no_story_mentions");
  if (input.verdict === "split" && mentionIds.length >= story.member_count)
    throw invalidField("mentionIds", "field.whole_story");
  const target =
    input.verdict === "move" ? (await otherStory(judged, input.otherId)).id : await newStoryId(judged, first);
  const placed = mentionIds.map((mentionId) => ({ mentionId, storyId: target, score: null }));
  await writeMembers(tx, workspaceId, placed, seq, at);
  return { otherId: target, mentionIds, fromIds: mentionIds.map(() => story.id), touched: [target] };
}

async function otherStory({ tx, workspaceId, story }: Judged, otherId: string): Promise<StoryRow> {
  const other = await findStory(tx, workspaceId, otherId);
  if (!other || other.id === story.id) throw invalidField("otherId", "field.other_story");
  return other;
}

/** Of these mentions those that are in the story, earliest first. */
async function membersAmong({ tx, workspaceId, story }: Judged, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select mention_id as id from listen.story_member
    where workspace_id = ${workspaceId}::uuid and story_id = ${story.id}::uuid
      and mention_id = any(${[...ids]}::uuid[]) order by published_at, mention_id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** An id that no story has or had. */
async function newStoryId({ tx, workspaceId }: Judged, mentionId: string): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const id = attempt === 0 ? mentionId : nameStory(mentionId, attempt);
    const known = await tx
      .selectFrom("listen.story")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (known === undefined) return id;
  }
}
