import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { findFile } from "#platform/files/file-store.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import type { Content } from "../../contract/content.ts";
import type { Draft, SourceDocument } from "../../contract/drafts.ts";
import type { ActContext, PublishParts } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";
import { insertVariant } from "../variants/insert-variant.ts";
import { keepSources, readDraft } from "./draft-store.ts";

export interface DraftFacts {
  readonly title: string;
  readonly whyNow: string;
  readonly objective: string;
  readonly content: Content;
  readonly sources: readonly SourceDocument[];
}

/** A PR officer begins a story: what is told, why now, and through which accounts. */
export async function createDraft(
  { db, workspaceId, actor, now }: ActContext,
  { title, whyNow, objective, content, sources, accountIds }: DraftFacts & { accountIds: readonly string[] },
  { speaking }: Pick<PublishParts, "speaking">,
): Promise<Draft> {
  const at = now();
  const id = randomUUID();
  return db.transaction().execute(async (tx) => {
    for (const { fileId } of content.media) await findFile(tx, workspaceId, fileId);
    await withPublish(tx)
      .insertInto("publish.draft")
      .values({
        id,
        workspace_id: workspaceId,
        title,
        why_now: whyNow,
        objective,
        content: JSON.stringify(content),
        revision: 1,
        by_name: actor.name,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await keepSources(tx, workspaceId, id, sources);
    await announceLive(tx, workspaceId, { type: "drafts" });
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "draft.created", subjectKind: "draft", subjectId: id, details: { title } },
      at,
    );
    for (const accountId of new Set(accountIds))
      await insertVariant(tx, workspaceId, { draftId: id, accountId, base: content }, { actor, at });
    return readDraft(tx, workspaceId, { actor, speaking }, id);
  });
}
