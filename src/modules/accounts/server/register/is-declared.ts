import type { Db, Tx } from "#platform/db/database.ts";
import { withAccounts } from "../account-tables.ts";

/**
 * Whether an account stands in the workspace's register of official accounts now. An account that was disconnected and
 * connected again is a new row here and the same account there: its declaration still holds.
 * @returns false also for an account of another workspace, or none
 */
export async function isDeclared(db: Db | Tx, workspaceId: string, accountId: string): Promise<boolean> {
  const found = await withAccounts(db)
    .selectFrom("accounts.declaration as declaration")
    .innerJoin("accounts.account as declared", "declared.id", "declaration.account_id")
    .innerJoin("accounts.account as asked", (join) =>
      join
        .onRef("asked.workspace_id", "=", "declared.workspace_id")
        .onRef("asked.network", "=", "declared.network")
        .onRef("asked.external_id", "=", "declared.external_id"),
    )
    .select("declaration.id")
    .where("declaration.workspace_id", "=", workspaceId)
    .where("declaration.withdrawn_at", "is", null)
    .where("asked.workspace_id", "=", workspaceId)
    .where("asked.id", "=", accountId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
