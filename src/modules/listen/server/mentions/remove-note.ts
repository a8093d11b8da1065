import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { rematchMentions } from "../monitors/match-mentions.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import { withMentions } from "./tables.ts";

/** An officer removes a note of their own; `undoChange` with the note's id brings it back. Others' notes are not found. */
export async function removeNote(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { id: string },
): Promise<void> {
  const { workspaceId, actor } = context;
  const at = context.now();
  await context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await holdMonitors(tx, workspaceId);
    const note = await tx
      .updateTable("listen.mention_note")
      .set({ removed_at: at })
      .where("id", "=", input.id)
      .where("workspace_id", "=", workspaceId)
      .where("author_id", "=", actor.id)
      .where("removed_at", "is", null)
      .returning("mention_id")
      .executeTakeFirst();
    if (!note) throw notFound("note");
    await tx
      .updateTable("listen.change")
      .set({ kind: "note_removed", created_at: at, undone_at: null })
      .where("id", "=", input.id)
      .where("workspace_id", "=", workspaceId)
      .execute();
    await rematchMentions(tx, workspaceId, [note.mention_id], at, "note");
    const facts = {
      action: "note.removed",
      subjectKind: "mention",
      subjectId: note.mention_id,
      details: { noteId: input.id },
    };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
  });
}
