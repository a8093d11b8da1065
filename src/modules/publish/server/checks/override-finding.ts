import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { FindingKind } from "../../contract/checks.ts";
import { lockDraft } from "../drafts/draft-store.ts";
import type { ActContext } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";

/** A PR officer lets stand what a check found, and says why; whoever approves sees it. */
export async function overrideFinding(
  { db, workspaceId, actor, now }: ActContext,
  { id, kind, quote, reason }: { id: string; kind: FindingKind; quote: string; reason: string },
): Promise<Record<string, never>> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    await lockDraft(tx, workspaceId, id);
    const kept = { reason, by_name: actor.name, at };
    await withPublish(tx)
      .insertInto("publish.override")
      .values({
        id: randomUUID(),
        workspace_id: workspaceId,
        draft_id: id,
        kind,
        quote: quote.toLowerCase(),
        ...kept,
      })
      .onConflict((conflict) => conflict.columns(["draft_id", "kind", "quote"]).doUpdateSet(kept))
      .execute();
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "draft.finding_let_stand", subjectKind: "draft", subjectId: id, details: { kind, reason } },
      at,
    );
    return {};
  });
}
