import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Declaration } from "../../contract/register.ts";
import { withAccounts } from "../account-tables.ts";
import { readDeclaration, readStandingDeclaration } from "./declaration-store.ts";
import { withdrawReminder } from "./remind-of-recovery.ts";

/** An admin declares that an account is not the office's any more. Nothing is published from it; the history stays. */
export async function withdrawDeclaration(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
): Promise<Declaration> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const { networkName, handle } = await readStandingDeclaration(tx, workspaceId, id, at);
    const { numUpdatedRows } = await withAccounts(tx)
      .updateTable("accounts.declaration")
      .set({ withdrawn_at: at, withdrawn_by_name: actor.name })
      .where("id", "=", id)
      .where("withdrawn_at", "is", null)
      .executeTakeFirst();
    // Pressed twice, the first has written it down already.
    if (numUpdatedRows > 0n) {
      await withdrawReminder(tx, workspaceId, id);
      const details = { network: networkName.id, handle };
      await recordAudit(
        tx,
        workspaceId,
        actor,
        { action: "declaration.withdrawn", subjectKind: "declaration", subjectId: id, details },
        at,
      );
    }
    return readDeclaration(tx, workspaceId, id, at);
  });
}
