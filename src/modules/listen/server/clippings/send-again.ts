import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { SentClipping } from "../../contract/clipping.ts";
import { findClipping, showClipping } from "./clipping-store.ts";
import { withClippings } from "./clipping-tables.ts";

/**
 * An officer sends a clipping once more to an address that it did not reach, under the same message id: if it had arrived
 * after all, the mail server can drop the second copy.
 * @throws AppError `not_found`; `conflict` when nothing failed for this address
 */
export async function sendAgain(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, address }: { id: string; address: string },
): Promise<SentClipping> {
  const { workspaceId, actor } = context;
  const at = context.now();
  await context.db.transaction().execute(async (tx) => {
    const db = withClippings(tx);
    const { name } = await findClipping(db, workspaceId, id);
    const { numUpdatedRows } = await db
      .updateTable("listen.clipping_mail")
      .set({ state: "waiting", tries: 0, error: null, next_try_at: at, leased_until: null, handed_at: null })
      .where("workspace_id", "=", workspaceId)
      .where("clipping_id", "=", id)
      .where("address", "=", address)
      .where("state", "=", "failed")
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError("conflict", "clipping.not_failed");
    const facts = {
      action: "clipping.sent_again",
      subjectKind: "clipping",
      subjectId: id,
      details: { name, address },
    };
    await recordAudit(tx, workspaceId, actor, facts, at);
  });
  return showClipping(context.db, workspaceId, id);
}
