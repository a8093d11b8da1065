import { recordAudit } from "#platform/audit/record-audit.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError } from "#shared/app-error.ts";
import type { ActContext } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";
import { forgetNotice } from "../variants/tell-of-variant.ts";
import { isFixed } from "../variants/variant-machine.ts";
import { lockDraft } from "./draft-store.ts";

/** A PR officer drops a story. What was sent, or is on its way, stays: it is part of what the office said. */
export async function removeDraft(
  { db, workspaceId, actor, now }: ActContext,
  { id }: { id: string },
): Promise<Record<string, never>> {
  return db.transaction().execute(async (tx) => {
    const { title } = await lockDraft(tx, workspaceId, id);
    const variants = await withPublish(tx)
      .selectFrom("publish.variant")
      .select(["id", "state"])
      .where("draft_id", "=", id)
      .orderBy("id")
      .forUpdate()
      .execute();
    if (variants.some(({ state }) => isFixed(state))) throw new AppError("conflict", "publish.has_said");
    for (const variant of variants) await forgetNotice(tx, workspaceId, variant.id);
    await withPublish(tx).deleteFrom("publish.draft").where("id", "=", id).execute();
    await announceLive(tx, workspaceId, { type: "drafts" });
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "draft.removed", subjectKind: "draft", subjectId: id, details: { title } },
      now(),
    );
    return {};
  });
}
