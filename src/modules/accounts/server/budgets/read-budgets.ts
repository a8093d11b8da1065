import { connectors } from "#connectors/registry.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Budget } from "../../contract/budgets.ts";
import { dayText, monthOf, withBudgets } from "./budget-tables.ts";

/** What accounts of networks that charge have spent this month, and their monthly stops. */
export async function readBudgets(
  db: Db | Tx,
  accounts: readonly { id: string; network: string }[],
  now: Date,
): Promise<Map<string, Budget>> {
  const paid = accounts.filter(({ network }) => paidNetworks().has(network));
  if (paid.length === 0) return new Map();
  const ids = paid.map(({ id }) => id);
  const month = dayText(monthOf(now));
  const spends = await withBudgets(db)
    .selectFrom("accounts.spend")
    .select(["account_id", "micro_usd", "calls"])
    .where("account_id", "in", ids)
    .where("month", "=", month)
    .execute();
  const stops = await withBudgets(db)
    .selectFrom("accounts.budget")
    .selectAll()
    .where("account_id", "in", ids)
    .execute();
  return new Map(
    ids.map((id): [string, Budget] => {
      const spent = spends.find(({ account_id }) => account_id === id);
      const stop = stops.find(({ account_id }) => account_id === id);
      return [
        id,
        {
          accountId: id,
          spentMicroUsd: Number(spent?.micro_usd ?? 0),
          calls: spent?.calls ?? 0,
          monthlyMicroUsd: stop ? Number(stop.monthly_micro_usd) : null,
          resetsAt: monthOf(now, 1).toISOString(),
        },
      ];
    }),
  );
}

const paidNetworks = (): Set<string> =>
  new Set(connectors.filter(({ manifest }) => manifest.costs.length > 0).map(({ manifest }) => manifest.key));
