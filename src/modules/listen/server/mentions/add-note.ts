import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { SentNote } from "../../contract/mentions.ts";
import { rematchMentions } from "../monitors/match-mentions.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import { ownWords } from "../personal-data/veil.ts";
import { findPositions } from "./mention-store.ts";
import { holdOffRetention } from "./retention-store.ts";
import { withMentions } from "./tables.ts";

/**
 * An officer writes a note on a mention, for colleagues to read; the mention is kept from then on. The note's id also
 * names the act, to take it back with `undoChange`.
 */
export async function addNote(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { id: string; text: string },
): Promise<SentNote> {
  const { workspaceId, actor } = context;
  const at = context.now();
  const noteId = randomUUID();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await holdOffRetention(tx);
    await holdMonitors(tx, workspaceId);
    const [position] = await findPositions(tx, workspaceId, [input.id]);
    if (!position) throw notFound("mention");
    await tx
      .insertInto("listen.mention_note")
      .values({
        id: noteId,
        workspace_id: workspaceId,
        mention_id: position.id,
        published_at: position.publishedAt,
        text: input.text,
        author_id: actor.id,
        author_name: actor.name,
        created_at: at,
        removed_at: null,
      })
      .execute();
    await tx
      .insertInto("listen.change")
      .values({
        id: noteId,
        workspace_id: workspaceId,
        actor_id: actor.id,
        kind: "note_added",
        created_at: at,
        undone_at: null,
      })
      .execute();
    await rematchMentions(tx, workspaceId, [position.id], at, "note");
    const facts = {
      action: "note.added",
      subjectKind: "mention",
      subjectId: position.id,
      details: { noteId },
    };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return {
      id: noteId,
      text: ownWords(input.text),
      authorName: actor.name,
      isMine: actor.id !== null,
      createdAt: at.toISOString(),
    };
  });
}
