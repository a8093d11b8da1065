import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { applicationThread, readApplication, withApplications } from "./application-store.ts";

/** An admin waits for a vendor no more. @throws AppError not_found, also when it was ended before */
export async function endApplication(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
): Promise<{ isEnded: boolean }> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const { network } = await readApplication(tx, workspaceId, id);
    const { numUpdatedRows } = await withApplications(tx)
      .updateTable("accounts.application")
      .set({ ended_at: at, ended_as: "withdrawn" })
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    // Pressed twice, the first has written it down already.
    if (numUpdatedRows > 0n) {
      await withdrawNotice(tx, workspaceId, applicationThread(id));
      const change = { action: "application.ended", subjectKind: "application", subjectId: id };
      await recordAudit(tx, workspaceId, actor, { ...change, details: { network } }, at);
    }
    return { isEnded: true };
  });
}
