import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { notFound } from "#shared/app-error.ts";
import type { SentAnalysis } from "../../contract/analysis.ts";
import { toAnalysis } from "../mentions/mention-store.ts";
import { holdOffRetention, takeTurn } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { settleTrait } from "./settle-trait.ts";
import { removeExample } from "./teaching-store.ts";
import { lockMention } from "./whole-mention.ts";

/**
 * An officer takes back a decision of theirs, an admin anybody's: what was decided before counts again, else what the
 * engine says, and what the workspace's layer learned from it is unlearned. Taking back what was taken back changes nothing.
 * @throws AppError `not_found` for a decision that is unknown, another workspace's, or another member's
 */
export async function undoJudgement(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { id: string },
  analyst: Pick<Analyst, "summarise" | "placeWords" | "version">,
): Promise<{ analysis: SentAnalysis | null }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await holdOffRetention(tx);
    await holdMonitors(tx, workspaceId);
    await takeTurn(tx, workspaceId);
    const judgement = await tx
      .selectFrom("listen.judgement")
      .selectAll()
      .where("id", "=", input.id)
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirst();
    const mayUndo =
      context.membership.permissions.includes("settings.manage") ||
      (actor.id !== null && judgement?.judge_id === actor.id);
    if (!judgement || !mayUndo) throw notFound("judgement");
    const mention = await lockMention(tx, workspaceId, judgement.mention_id);
    const cover = (await openVeil(platformTx, workspaceId))(channelOf(mention));
    if (judgement.undone_at !== null) return { analysis: toAnalysis(mention, cover) };
    await tx.updateTable("listen.judgement").set({ undone_at: at }).where("id", "=", judgement.id).execute();
    if (!judgement.is_blind) {
      await removeExample(tx, judgement);
      await settleTrait(tx, mention, judgement.trait, analyst, at);
    }
    await recordAudit(
      platformTx,
      workspaceId,
      actor,
      {
        action: "judgement.undone",
        subjectKind: "mention",
        subjectId: mention.id,
        details: { judgementId: judgement.id, trait: judgement.trait, value: judgement.value },
      },
      at,
    );
    return { analysis: toAnalysis(mention, cover) };
  });
}
