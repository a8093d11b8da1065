import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db } from "#platform/db/database.ts";
import type { Principal } from "#platform/http/request-context.ts";
import { listMemberships } from "#platform/workspaces/membership-store.ts";

type User = Extract<Principal, { kind: "user" }>;

/** What each served address of the sign-in library changes about an account, in the words of the audit log. */
const changes: Record<string, string> = {
  "/change-password": "account.password_changed",
  "/revoke-sessions": "account.signed_out_everywhere",
  "/revoke-other-sessions": "account.signed_out_elsewhere",
  "/two-factor/disable": "account.second_factor_removed",
  "/two-factor/generate-backup-codes": "account.backup_codes_renewed",
  "/passkey/verify-registration": "account.passkey_added",
  "/passkey/delete-passkey": "account.passkey_removed",
};

/**
 * Notes a change that somebody made to their own sign-in, in the log of every workspace they belong to. The library
 * makes such changes in a transaction of its own, so the note follows right after it.
 * @param path what was called, under /api/auth
 * @param user as they were before the call
 */
export async function recordAccountChange(db: Db, path: string, user: User, at: Date): Promise<void> {
  // A code that is checked during a session confirms a new authenticator; later ones are sign-ins.
  const isEnrolment = path === "/two-factor/verify-totp" && !user.hasTwoFactor;
  const action = isEnrolment ? "account.second_factor_added" : changes[path];
  if (action === undefined) return;
  const memberships = await listMemberships(db, user.userId);
  await db.transaction().execute(async (tx) => {
    // Always in the same order, so that two people's changes never wait for each other in a ring.
    for (const { workspaceId } of memberships.toSorted((a, b) => (a.workspaceId < b.workspaceId ? -1 : 1)))
      await recordAudit(
        tx,
        workspaceId,
        { kind: "user", id: user.userId, name: user.name },
        { action, subjectKind: "user", subjectId: user.userId },
        at,
      );
  });
}
