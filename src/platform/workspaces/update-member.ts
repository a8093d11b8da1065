import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Member } from "#platform/contract/workspaces.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceAccessChange } from "#platform/live/live-hub.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import type { Role } from "#shared/permissions.ts";
import { requireGrantable } from "./may-grant.ts";
import { countOwners, selectMembers } from "./member-store.ts";

/**
 * An admin gives a member another role.
 * @throws AppError not_found; forbidden when an owner is touched by somebody else than an owner, or the role holds more
 *   than the giver does; conflict `last_owner`
 */
export async function updateMember(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { userId: string; role: Role },
): Promise<Member> {
  const { db, workspaceId, membership, actor, now } = context;
  return db.transaction().execute(async (tx) => {
    const owners = await countOwners(tx, workspaceId);
    const [member] = await selectMembers(tx, workspaceId, input.userId);
    if (!member) throw notFound("member", input.userId);
    if (member.role === input.role) return member;
    if (member.role === "owner" && membership.role !== "owner")
      throw new AppError("forbidden", "owner_untouchable");
    requireGrantable(membership, input.role);
    if (member.role === "owner" && owners === 1) throw new AppError("conflict", "last_owner");
    await tx
      .updateTable("platform.member")
      .set({ role: input.role })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", input.userId)
      .execute();
    await announceAccessChange(tx, [workspaceId]);
    const details = { name: member.name, from: member.role, to: input.role };
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "member.role_changed", subjectKind: "user", subjectId: member.userId, details },
      now(),
    );
    return { ...member, role: input.role };
  });
}
