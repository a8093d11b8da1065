import type { Db, Tx } from "#platform/db/database.ts";
import { withAccounts } from "../account-tables.ts";

/**
 * Whether an account stands in the workspace's register of official accounts now.
 * @returns false also for an account of another workspace, or none
 */
export async function isDeclared(db: Db | Tx, workspaceId: string, accountId: string): Promise<boolean> {
  const found = await declarationOf(db, workspaceId, accountId).select("declaration.id").executeTakeFirst();
  return found !== undefined;
}

/**
 * The declaration that holds for an account now. An account that was disconnected and connected again is a new row (`asked`)
 * and the same account there (`declared`): its declaration still holds.
 */
export const declarationOf = (db: Db | Tx, workspaceId: string, accountId: string) =>
  withAccounts(db)
    .selectFrom("accounts.declaration as declaration")
    .innerJoin("accounts.account as declared", "declared.id", "declaration.account_id")
    .innerJoin("accounts.account as asked", (join) =>
      join
        .onRef("asked.workspace_id", "=", "declared.workspace_id")
        .onRef("asked.network", "=", "declared.network")
        .onRef("asked.external_id", "=", "declared.external_id"),
    )
    .where("declaration.workspace_id", "=", workspaceId)
    .where("declaration.withdrawn_at", "is", null)
    .where("asked.workspace_id", "=", workspaceId)
    .where("asked.id", "=", accountId)
    .limit(1);
