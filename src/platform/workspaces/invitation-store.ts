import { hashToken } from "#platform/auth/token.ts";
import type { Invitation } from "#platform/contract/workspaces.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import { type Role, role } from "#shared/permissions.ts";

/** How long an invitation can be taken. */
export const invitationDays = 7;

export type OpenInvitation = {
  id: string;
  workspaceId: string;
  workspaceName: string;
  workspaceSlug: string;
  email: string;
  role: Role;
};

/**
 * Finds what a link offers, and holds it still for the rest of a transaction.
 * @throws AppError not_found for a token nobody was given; gone for one that was used, withdrawn or is too old
 */
export async function findOpenInvitation(db: Db | Tx, token: string, now: Date): Promise<OpenInvitation> {
  const query = db
    .selectFrom("platform.invitation as invitation")
    .innerJoin("platform.workspace as workspace", "workspace.id", "invitation.workspace_id")
    .select(["invitation.id", "invitation.email", "invitation.role", "invitation.workspace_id"])
    .select(["invitation.accepted_at", "invitation.revoked_at", "invitation.expires_at"])
    .select(["workspace.name", "workspace.slug"])
    .where("invitation.token_hash", "=", hashToken(token));
  const row = await (db.isTransaction ? query.forUpdate("invitation") : query).executeTakeFirst();
  if (!row) throw notFound("invitation");
  if (row.accepted_at !== null) throw new AppError("gone", "invitation_used");
  if (row.revoked_at !== null) throw new AppError("gone", "invitation_revoked");
  if (row.expires_at <= now) throw new AppError("gone", "invitation_expired");
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    workspaceName: row.name,
    workspaceSlug: row.slug,
    email: row.email,
    role: role.parse(row.role),
  };
}

/** Invitations that can still be taken, newest first. The links are gone: only their hashes are kept. */
export async function selectOpenInvitations(db: Db, workspaceId: string, now: Date): Promise<Invitation[]> {
  const rows = await db
    .selectFrom("platform.invitation")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: role.parse(row.role),
    invitedBy: row.invited_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    link: null,
  }));
}

/** Withdraws invitations of a workspace that were not taken yet. @returns what was withdrawn */
export async function withdrawInvitations(
  tx: Tx,
  workspaceId: string,
  which: { id: string } | { email: string },
  at: Date,
): Promise<{ id: string; email: string }[]> {
  const [column, value] = "id" in which ? (["id", which.id] as const) : (["email", which.email] as const);
  return tx
    .updateTable("platform.invitation")
    .set({ revoked_at: at })
    .where("workspace_id", "=", workspaceId)
    .where(column, "=", value)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning(["id", "email"])
    .execute();
}
