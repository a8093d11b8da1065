import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import type { OutletDetail } from "../../contract/outlet.ts";
import { readCard } from "./get-outlet.ts";
import { type VoiceId, withOutlets } from "./outlet-tables.ts";

/** An officer writes down what the office should know of an outlet or account, or says whether its silence is to be told. */
export async function updateOutlet(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { kind, key, note, isWatched }: VoiceId & { note?: string | undefined; isWatched?: boolean | undefined },
): Promise<Pick<OutletDetail, "note" | "isWatched">> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withOutlets(platformTx);
    const before = await readCard(tx, workspaceId, { kind, key });
    const isNewNote = note !== undefined && note !== (before.note?.text ?? "");
    const isTurned = isWatched !== undefined && isWatched !== before.isWatched;
    const changed = {
      ...(isNewNote ? { note, note_by_name: actor.name, note_at: at } : {}),
      ...(isTurned ? { is_watched: isWatched } : {}),
    };
    if (!isNewNote && !isTurned) return before;
    await tx
      .insertInto("listen.outlet_card")
      .values({
        workspace_id: workspaceId,
        kind,
        key,
        is_watched: before.isWatched,
        note: before.note?.text ?? "",
        note_by_name: before.note?.byName ?? "",
        note_at: before.note === null ? null : new Date(before.note.at),
        ...changed,
      })
      .onConflict((conflict) => conflict.columns(["workspace_id", "kind", "key"]).doUpdateSet(changed))
      .execute();
    if (isTurned && !isWatched) await withdrawNotice(platformTx, workspaceId, `outlet:${key}`);
    const details = { kind, key, isNoteChanged: isNewNote, ...(isTurned ? { isWatched } : {}) };
    const facts = { action: "outlet.updated", subjectKind: "outlet", subjectId: null, details };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return readCard(tx, workspaceId, { kind, key });
  });
}
