import { recordAudit } from "#platform/audit/record-audit.ts";
import { findFile } from "#platform/files/file-store.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError } from "#shared/app-error.ts";
import type { Draft } from "../../contract/drafts.ts";
import type { ActContext, PublishParts } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";
import { settleVersion } from "../variants/settle-version.ts";
import type { DraftFacts } from "./create-draft.ts";
import { keepSources, lockDraft, readDraft } from "./draft-store.ts";

/**
 * A PR officer changes a story. Every variant that says something else by it gets a new version, and asks for approval
 * anew; while one of them is scheduled the change is refused, so that nobody believes it mended what is on its way.
 */
export async function updateDraft(
  { db, workspaceId, actor, now }: ActContext,
  input: DraftFacts & { id: string; revision: number },
  { speaking }: Pick<PublishParts, "speaking">,
): Promise<Draft> {
  const at = now();
  const { id, title, whyNow, objective, content, sources } = input;
  return db.transaction().execute(async (tx) => {
    const { revision } = await lockDraft(tx, workspaceId, id);
    if (revision !== input.revision) throw new AppError("conflict", "publish.changed_meanwhile");
    for (const { fileId } of content.media) await findFile(tx, workspaceId, fileId);
    await withPublish(tx)
      .updateTable("publish.draft")
      .set({
        title,
        why_now: whyNow,
        objective,
        content: JSON.stringify(content),
        revision: revision + 1,
        updated_at: at,
      })
      .where("id", "=", id)
      .execute();
    await keepSources(tx, workspaceId, id, sources);
    const variants = await withPublish(tx)
      .selectFrom("publish.variant")
      .selectAll()
      .where("draft_id", "=", id)
      .orderBy("id")
      .forUpdate()
      .execute();
    for (const variant of variants) await settleVersion(tx, variant, content, { actor, at });
    await announceLive(tx, workspaceId, { type: "drafts" });
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "draft.changed",
        subjectKind: "draft",
        subjectId: id,
        details: { title, revision: revision + 1 },
      },
      at,
    );
    return readDraft(tx, workspaceId, { actor, speaking }, id);
  });
}
