import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { Budget, BudgetChange } from "../../contract/budgets.ts";
import { findAccount } from "../account-store.ts";
import { withBudgets } from "./budget-tables.ts";
import { readBudgets } from "./read-budgets.ts";

/**
 * An owner sets how much an account may cost in a month; it counts from the next call on.
 * @throws AppError not_found, also for an account whose network charges nothing
 */
export async function updateBudget(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, monthlyMicroUsd }: BudgetChange,
): Promise<Budget> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const account = await findAccount(tx, workspaceId, id);
    const before = (await readBudgets(tx, [account], at)).get(id);
    if (!before) throw notFound("account");
    if (before.monthlyMicroUsd === monthlyMicroUsd) return before;
    if (monthlyMicroUsd === null)
      await withBudgets(tx).deleteFrom("accounts.budget").where("account_id", "=", id).execute();
    else
      await withBudgets(tx)
        .insertInto("accounts.budget")
        .values({ account_id: id, monthly_micro_usd: monthlyMicroUsd })
        .onConflict((conflict) =>
          conflict.column("account_id").doUpdateSet({ monthly_micro_usd: monthlyMicroUsd }),
        )
        .execute();
    const details = { from: before.monthlyMicroUsd, to: monthlyMicroUsd };
    const facts = { action: "account.budget_changed", subjectKind: "account", subjectId: id, details };
    await recordAudit(tx, workspaceId, actor, facts, at);
    return { ...before, monthlyMicroUsd };
  });
}
