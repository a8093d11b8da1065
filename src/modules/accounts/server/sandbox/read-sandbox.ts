import type { Db, Tx } from "#platform/db/database.ts";
import type { Sandbox } from "../../contract/sandbox.ts";
import { withAccounts } from "../account-tables.ts";

/** Whether everything outgoing of a workspace goes to the practice network. */
export async function readSandbox(db: Db | Tx, workspaceId: string): Promise<Sandbox> {
  const row = await withAccounts(db)
    .selectFrom("accounts.workspace_setting")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst();
  return {
    isOn: row?.is_sandboxed ?? false,
    since: row?.sandboxed_at?.toISOString() ?? null,
    byName: row?.sandboxed_by_name ?? null,
  };
}
