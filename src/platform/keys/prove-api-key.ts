import { hashToken } from "#platform/auth/token.ts";
import type { Db } from "#platform/db/database.ts";
import type { Principal } from "#platform/http/request-context.ts";
import { permission, permissionsOf, role } from "#shared/permissions.ts";

/** Every key begins with this, so that scanners for leaked secrets can know one. */
export const apiKeyPrefix = "gaung_";

const minuteMs = 60_000;

/**
 * Proves who a request with an API key comes from.
 * @returns null for a key that is unknown, revoked or expired, or whose maker left the workspace. Its scopes are never
 *   more than its maker's role grants now. Its last use is noted at most once a minute.
 */
export async function proveApiKey(db: Db, secret: string, now: Date): Promise<Principal | null> {
  if (!secret.startsWith(apiKeyPrefix)) return null;
  const row = await db
    .selectFrom("platform.api_key as key")
    .innerJoin("platform.member as maker", (join) =>
      join.onRef("maker.workspace_id", "=", "key.workspace_id").onRef("maker.user_id", "=", "key.created_by"),
    )
    .select(["key.id", "key.name", "key.workspace_id", "key.scopes", "key.expires_at", "key.last_used_at"])
    .select("maker.role")
    .where("key.key_hash", "=", hashToken(secret))
    .executeTakeFirst();
  if (!row || (row.expires_at !== null && row.expires_at <= now)) return null;
  const before = new Date(now.getTime() - minuteMs);
  if (row.last_used_at === null || row.last_used_at < before)
    await db.updateTable("platform.api_key").set({ last_used_at: now }).where("id", "=", row.id).execute();
  const held = permissionsOf(role.parse(row.role));
  return {
    kind: "api_key",
    keyId: row.id,
    name: row.name,
    workspaceId: row.workspace_id,
    // A scope that a later version no longer knows grants nothing.
    scopes: permission.options.filter((scope) => row.scopes.includes(scope) && held.includes(scope)),
  };
}
