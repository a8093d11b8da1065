import type { RequestContext } from "#platform/http/request-context.ts";
import type { Budget } from "../../contract/budgets.ts";
import { withAccounts } from "../account-tables.ts";
import { readBudgets } from "./read-budgets.ts";

/** A PR officer sees what the accounts have cost this month, and where each stops. */
export async function listBudgets({
  db,
  workspaceId,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "now">): Promise<{ items: Budget[] }> {
  const rows = await withAccounts(db)
    .selectFrom("accounts.account")
    .select(["id", "network"])
    .where("workspace_id", "=", workspaceId)
    .where("state", "<>", "disconnected")
    .orderBy("id")
    .execute();
  return { items: [...(await readBudgets(db, rows, now())).values()] };
}
