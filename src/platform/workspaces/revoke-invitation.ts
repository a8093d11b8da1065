import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { withdrawInvitations } from "./invitation-store.ts";

/** An admin withdraws an invitation that was not taken yet; its link stops working at once. @throws AppError not_found */
export async function revokeInvitation(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { id: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const at = now();
    const [withdrawn] = await withdrawInvitations(tx, workspaceId, input, at);
    if (!withdrawn) throw notFound("invitation", input.id);
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "invitation.revoked",
        subjectKind: "invitation",
        subjectId: withdrawn.id,
        details: { email: withdrawn.email },
      },
      at,
    );
  });
}
