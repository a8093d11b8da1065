import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { holdLinks, settleLinks } from "./newsmaker-links.ts";
import { type NewsmakerKind, withNewsmakers } from "./newsmaker-tables.ts";

/**
 * An officer takes back what they said about two names, an admin what anybody said; all other decisions stand. Taking back
 * what was taken back changes nothing.
 * @throws AppError `not_found` for a decision that is unknown, another workspace's, or another member's
 */
export async function undoNewsmakerDecision(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { id: string },
): Promise<{ kind: NewsmakerKind; key: string }> {
  const { workspaceId, actor } = context;
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withNewsmakers(platformTx);
    await holdLinks(tx, workspaceId);
    const decision = await tx
      .selectFrom("listen.newsmaker_decision")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", input.id)
      .executeTakeFirst();
    const mayUndo =
      context.membership.permissions.includes("settings.manage") ||
      (actor.id !== null && decision?.judge_id === actor.id);
    if (!decision || !mayUndo) throw notFound("decision");
    const { kind, key } = decision;
    if (decision.undone_at !== null) return { kind, key };
    await tx
      .updateTable("listen.newsmaker_decision")
      .set({ undone_at: context.now() })
      .where("id", "=", decision.id)
      .execute();
    await settleLinks(tx, workspaceId, kind);
    const details = {
      decisionId: decision.id,
      verdict: decision.verdict,
      kind,
      key,
      otherKey: decision.other_key,
    };
    const entry = {
      action: "newsmaker.decision_undone",
      subjectKind: "newsmaker",
      subjectId: decision.id,
      details,
    };
    await recordAudit(platformTx, workspaceId, actor, entry, context.now());
    return { kind, key };
  });
}
