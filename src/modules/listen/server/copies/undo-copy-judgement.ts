import { z } from "zod";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { SKETCH_VERSION } from "#text/likeness/pack-sketch.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { readFacts } from "./batch-rows.ts";
import { holdCopies, refreshGroups } from "./copy-groups.ts";
import { type CopyDb, withCopies } from "./copy-tables.ts";
import { findMember, joinTo, leaveGroup } from "./judge-copy.ts";

const beforeMember = z.object({
  kind: z.enum(["origin", "same", "edited", "part", "said"]),
  similarity: z.number().nullable(),
  share: z.number().nullable(),
  like_id: z.string().nullable(),
});

/**
 * An officer takes back what they said about a copy, an admin what anybody said: the mention stands again where it stood
 * before, if it was the last word. Taking back what was taken back changes nothing.
 * @throws AppError `not_found` for a decision that is unknown, another workspace's, or another member's
 */
export async function undoCopyJudgement(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { id: string },
): Promise<{ mentionId: string }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withCopies(platformTx);
    await holdOffRetention(withMentions(platformTx));
    await holdCopies(tx, workspaceId, SKETCH_VERSION);
    const judgement = await tx
      .selectFrom("listen.copy_judgement")
      .selectAll()
      .where("id", "=", input.id)
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirst();
    const mayUndo =
      context.membership.permissions.includes("settings.manage") ||
      (actor.id !== null && judgement?.judge_id === actor.id);
    if (!judgement || !mayUndo) throw notFound("judgement");
    const mentionId = judgement.mention_id;
    if (judgement.undone_at !== null) return { mentionId };
    const last = await tx
      .selectFrom("listen.copy_judgement")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("mention_id", "=", mentionId)
      .where("undone_at", "is", null)
      .orderBy("seq", "desc")
      .limit(1)
      .executeTakeFirst();
    await tx
      .updateTable("listen.copy_judgement")
      .set({ undone_at: at })
      .where("id", "=", judgement.id)
      .execute();
    if (last?.id === judgement.id) await putBack(tx, workspaceId, judgement, at);
    const details = { judgementId: judgement.id, verdict: judgement.verdict, target: judgement.target_id };
    const facts = { action: "copy.judgement_undone", subjectKind: "mention", subjectId: mentionId, details };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return { mentionId };
  });
}

type Undone = {
  mention_id: string;
  target_id: string;
  before_group_id: string | null;
  before_member: unknown;
};

/** Where the group it stood in has ended meanwhile, it stands with the mention it was like, or was taken away from. */
async function putBack(tx: CopyDb, workspaceId: string, judgement: Undone, at: Date): Promise<void> {
  const now = await findMember(tx, workspaceId, judgement.mention_id);
  if (now) await leaveGroup(tx, workspaceId, judgement.mention_id);
  const touched = now ? [now.group_id] : [];
  const before = beforeMember.safeParse(judgement.before_member);
  if (before.success && judgement.before_group_id !== null) {
    const stillThere = await tx
      .selectFrom("listen.copy_group")
      .select("first_id")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", judgement.before_group_id)
      .executeTakeFirst();
    const withId = stillThere?.first_id ?? before.data.like_id ?? judgement.target_id;
    const facts = await readFacts(tx, workspaceId, [judgement.mention_id, withId]);
    const [own, target] = [facts.get(judgement.mention_id), facts.get(withId)];
    if (own && target && own.id !== target.id) {
      await joinTo(tx, workspaceId, own, target, before.data, at);
      touched.push((await findMember(tx, workspaceId, own.id))?.group_id ?? "");
    }
  }
  await refreshGroups(
    tx,
    workspaceId,
    touched.filter((id) => id !== ""),
    at,
  );
}
