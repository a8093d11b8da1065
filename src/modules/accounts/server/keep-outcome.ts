import { sql } from "kysely";
import type { ConnectorFailure } from "#connectors/ports/connector-error.ts";
import type { Tx } from "#platform/db/database.ts";
import { withAccounts } from "./account-tables.ts";
import { addSpend } from "./budgets/book-call.ts";
import { dayText, monthOf } from "./budgets/budget-tables.ts";
import type { HeardCalls, NetworkParts } from "./network-parts.ts";
import { breakAccount, mendAccount } from "./tell-account-state.ts";

/** What was spent before the account was known, by the call that proved it. */
async function spendOn(tx: Tx, accountId: string, calls: HeardCalls["calls"], at: Date): Promise<void> {
  const paid = calls.filter(({ microUsd = 0, status }) => microUsd > 0 && status !== null && status < 400);
  const microUsd = paid.reduce((sum, call) => sum + (call.microUsd ?? 0), 0);
  if (microUsd > 0) await addSpend(tx, accountId, dayText(monthOf(at)), { microUsd, calls: paid.length });
}

/** Keeps what a call told of its account: that it works, that the network wants silence, that access has ended. */
export async function keepOutcome(
  { db, now }: Pick<NetworkParts, "db" | "now">,
  accountId: string,
  { calls, quotas }: HeardCalls,
  failure: ConnectorFailure | null,
): Promise<void> {
  const at = now();
  await withAccounts(db)
    .transaction()
    .execute(async (tx) => {
      if (calls.length > 0)
        await tx
          .insertInto("accounts.call")
          .values(
            calls.map(({ tookMs, microUsd: _cost, ...call }) => ({
              ...call,
              account_id: accountId,
              took_ms: tookMs,
            })),
          )
          .execute();
      await spendOn(tx, accountId, calls, at);
      const last = new Map(quotas.map((quota) => [quota.bucket, quota]));
      for (const { bucket, limit, remaining, resetsAt } of last.values())
        await tx
          .insertInto("accounts.quota")
          .values({ account_id: accountId, bucket, call_limit: limit, remaining, resets_at: resetsAt })
          .onConflict((conflict) =>
            conflict
              .columns(["account_id", "bucket"])
              .doUpdateSet({ call_limit: limit, remaining, resets_at: resetsAt }),
          )
          .execute();
      // The office's own stop is no word of the network's: it holds only as long as the budget is what it is.
      if (failure?.kind === "rate_limited" && failure.because === undefined)
        await tx
          .insertInto("accounts.pause")
          .values({ account_id: accountId, until: failure.until })
          .onConflict((conflict) =>
            conflict
              .column("account_id")
              .doUpdateSet({ until: sql`greatest(accounts.pause.until, excluded.until)` }),
          )
          .execute();
      if (failure?.kind === "reconnect") await breakAccount(tx, accountId, failure.cause, at);
      if (failure === null && calls.some(({ status }) => status !== null && status < 400))
        await mendAccount(tx, accountId, at);
    });
}
