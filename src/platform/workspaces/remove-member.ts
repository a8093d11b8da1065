import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceAccessChange } from "#platform/live/live-hub.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import { countOwners, selectMembers } from "./member-store.ts";

/**
 * An admin takes a member's access to this office away, and with it the keys that member made. Membership is looked up
 * at every request and for every open stream, so it ends at once; the account itself stays, for its other offices.
 * @throws AppError not_found; forbidden `owner_untouchable`; conflict `last_owner`
 */
export async function removeMember(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { userId: string },
): Promise<void> {
  const { db, workspaceId, membership, actor, now } = context;
  await db.transaction().execute(async (tx) => {
    const owners = await countOwners(tx, workspaceId);
    const [member] = await selectMembers(tx, workspaceId, input.userId);
    if (!member) throw notFound("member", input.userId);
    if (member.role === "owner" && membership.role !== "owner")
      throw new AppError("forbidden", "owner_untouchable");
    if (member.role === "owner" && owners === 1) throw new AppError("conflict", "last_owner");
    const keys = await tx
      .deleteFrom("platform.api_key")
      .where("workspace_id", "=", workspaceId)
      .where("created_by", "=", member.userId)
      .returning("name")
      .execute();
    await tx
      .deleteFrom("platform.member")
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", member.userId)
      .execute();
    await announceAccessChange(tx, [workspaceId]);
    const details = { name: member.name, role: member.role, revokedKeys: keys.map((key) => key.name) };
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "member.removed", subjectKind: "user", subjectId: member.userId, details },
      now(),
    );
  });
}
