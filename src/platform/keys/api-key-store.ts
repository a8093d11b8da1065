import type { ApiKey } from "#platform/contract/workspaces.ts";
import type { Db } from "#platform/db/database.ts";
import { permission } from "#shared/permissions.ts";

/** The keys of a workspace, newest first. */
export async function selectApiKeys(db: Db, workspaceId: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom("platform.api_key as key")
    .leftJoin("auth.user as maker", "maker.id", "key.created_by")
    .select(["key.id", "key.name", "key.start", "key.scopes", "key.created_at", "key.expires_at"])
    .select(["key.last_used_at", "maker.name as maker"])
    .where("key.workspace_id", "=", workspaceId)
    .orderBy("key.created_at", "desc")
    .orderBy("key.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    start: row.start,
    // A scope that a later version no longer knows grants nothing.
    scopes: permission.options.filter((scope) => row.scopes.includes(scope)),
    createdBy: row.maker ?? "",
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}
