import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { invalidField, notFound } from "#shared/app-error.ts";
import { SKETCH_VERSION } from "#text/likeness/pack-sketch.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { readFacts, readTexts } from "./batch-rows.ts";
import { openCopyComparer } from "./copy-comparer.ts";
import { holdCopies, putMembers, refreshGroups } from "./copy-groups.ts";
import type { CopyFacts } from "./copy-rules.ts";
import { type CopyDb, type CopyMemberTable, withCopies } from "./copy-tables.ts";
import { comparedText } from "./copy-window.ts";

type JudgeInput = {
  id: string;
  verdict: "apart" | "joined";
  targetId?: string | undefined;
  reason?: string | undefined;
};

/**
 * An officer says that a mention is no copy of those it is shown with, or of which mention it is one. Who said so, when,
 * and where it stood before are kept; the machine leaves it there from then on.
 * @throws AppError `not_found` for a mention that is not the workspace's; `invalid` where it is in no group (`verdict`), or
 *   `targetId` is no other mention of the workspace, or one of the same group
 */
export async function judgeCopy(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: JudgeInput,
): Promise<{ judgementId: string }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withCopies(platformTx);
    await holdOffRetention(withMentions(platformTx));
    await holdCopies(tx, workspaceId, SKETCH_VERSION);
    const ids = [input.id, ...(input.targetId === undefined ? [] : [input.targetId])];
    const facts = await readFacts(tx, workspaceId, ids);
    const own = facts.get(input.id);
    if (!own) throw notFound("mention");
    const before = await findMember(tx, workspaceId, input.id);
    let targetId: string;
    if (input.verdict === "apart") {
      targetId = (await neighbourOf(tx, workspaceId, own)).id;
      await leaveGroup(tx, workspaceId, own.id);
    } else {
      const target = targetOf(own, input.targetId, facts);
      targetId = target.id;
      const like = await compareTwo(tx, workspaceId, own.id, target.id);
      await joinTo(tx, workspaceId, own, target, { kind: "said", ...like, like_id: target.id }, at);
    }
    const after = (await findMember(tx, workspaceId, own.id))?.group_id ?? null;
    const touched = [before?.group_id, after].filter((id) => id !== undefined && id !== null);
    await refreshGroups(tx, workspaceId, touched, at);
    const row = await tx
      .insertInto("listen.copy_judgement")
      .values({
        id: randomUUID(),
        workspace_id: workspaceId,
        mention_id: own.id,
        published_at: own.publishedAt,
        verdict: input.verdict,
        target_id: targetId,
        before_group_id: before?.group_id ?? null,
        before_member: before === undefined ? null : JSON.stringify(before),
        judge_id: actor.id,
        judge_name: actor.name,
        reason: input.reason || null,
        judged_at: at,
        undone_at: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const details = {
      judgementId: row.id,
      verdict: input.verdict,
      target: targetId,
      before: before?.group_id ?? null,
      after,
    };
    const entry = { action: "copy.judged", subjectKind: "mention", subjectId: own.id, details };
    await recordAudit(platformTx, workspaceId, actor, entry, at);
    return { judgementId: row.id };
  });
}

function targetOf(
  own: CopyFacts,
  targetId: string | undefined,
  facts: ReadonlyMap<string, CopyFacts>,
): CopyFacts {
  const target = targetId === undefined ? undefined : facts.get(targetId);
  if (!target || target.id === own.id) throw invalidField("targetId", "field.no_such_mention");
  if (target.groupId !== null && target.groupId === own.groupId)
    throw invalidField("targetId", "field.copy_already");
  return target;
}

/** Of whom a mention is said to be no copy: the one it went with, else the first of the others. */
async function neighbourOf(tx: CopyDb, workspaceId: string, own: CopyFacts): Promise<{ id: string }> {
  if (own.groupId === null) throw invalidField("verdict", "field.no_copy");
  const other = await tx
    .selectFrom("listen.copy_member")
    .select("mention_id as id")
    .where("workspace_id", "=", workspaceId)
    .where("group_id", "=", own.groupId)
    .where("mention_id", "<>", own.id)
    .orderBy("ordered_at")
    .orderBy("mention_id")
    .limit(1)
    .executeTakeFirst();
  if (!other) throw invalidField("verdict", "field.no_copy");
  return other;
}

export async function leaveGroup(tx: CopyDb, workspaceId: string, mentionId: string): Promise<void> {
  await tx
    .deleteFrom("listen.copy_member")
    .where("workspace_id", "=", workspaceId)
    .where("mention_id", "=", mentionId)
    .execute();
}

export const findMember = (
  tx: CopyDb,
  workspaceId: string,
  mentionId: string,
): Promise<CopyMemberTable | undefined> =>
  tx
    .selectFrom("listen.copy_member")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("mention_id", "=", mentionId)
    .executeTakeFirst();

/** Puts a mention into the group of another one, which makes a group with it if it has none. */
export async function joinTo(
  tx: CopyDb,
  workspaceId: string,
  own: CopyFacts,
  target: CopyFacts,
  as: Pick<CopyMemberTable, "kind" | "similarity" | "share" | "like_id">,
  at: Date,
): Promise<void> {
  const groupId = target.groupId ?? randomUUID();
  const row = (
    facts: CopyFacts,
    parts: Pick<CopyMemberTable, "kind" | "similarity" | "share" | "like_id">,
  ): CopyMemberTable => ({
    workspace_id: workspaceId,
    mention_id: facts.id,
    published_at: facts.publishedAt,
    group_id: groupId,
    ordered_at: facts.orderedAt,
    outlet: facts.outlet,
    joined_at: at,
    ...parts,
  });
  const origin = { kind: "origin" as const, similarity: null, share: null, like_id: null };
  await putMembers(tx, [...(target.groupId === null ? [row(target, origin)] : []), row(own, as)]);
}

async function compareTwo(
  tx: CopyDb,
  workspaceId: string,
  id: string,
  otherId: string,
): Promise<{ similarity: number | null; share: number | null }> {
  const texts = await readTexts(tx, workspaceId, [id, otherId]);
  const { read, compare } = openCopyComparer();
  const [a, b] = texts.map((text) => read(comparedText(text)));
  const like = a && b ? compare(a, b) : null;
  return { similarity: like?.similarity ?? null, share: like?.share ?? null };
}
