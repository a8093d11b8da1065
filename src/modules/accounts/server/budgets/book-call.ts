import { sql } from "kysely";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { dayText, monthOf, withBudgets } from "./budget-tables.ts";

/** A paid call that is written down before it is made. */
export interface BookedCall {
  /** How it ended. A refusal costs nothing; an answer that got lost may have been charged, and stays spent. */
  settle(status: number | null, tookMs: number): Promise<void>;
}

/**
 * Writes a paid call down together with what it costs, before it is made: of several workers at once none spends what
 * another has spent, and a process that dies in between has not spent in secret.
 * @throws ConnectorError `rate_limited` until next month when the account's monthly stop would be passed
 */
export async function bookCall(
  db: Db,
  accountId: string,
  { at, what, microUsd }: { at: Date; what: string; microUsd: number },
): Promise<BookedCall> {
  const month = dayText(monthOf(at));
  const callId = await db.transaction().execute(async (tx) => {
    const spent = await addSpend(tx, accountId, month, { microUsd, calls: 1 });
    const budget = await withBudgets(tx)
      .selectFrom("accounts.budget")
      .select("monthly_micro_usd")
      .where("account_id", "=", accountId)
      .executeTakeFirst();
    if (budget && spent > Number(budget.monthly_micro_usd))
      throw new ConnectorError(
        { kind: "rate_limited", until: monthOf(at, 1), because: "budget" },
        "the monthly stop of the account is reached",
      );
    const { id } = await withBudgets(tx)
      .insertInto("accounts.call")
      .values({ account_id: accountId, at, what, status: null, took_ms: 0, micro_usd: microUsd })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  });
  return {
    async settle(status, tookMs) {
      const isFree = status !== null && status >= 400;
      await db.transaction().execute(async (tx) => {
        if (isFree) await addSpend(tx, accountId, month, { microUsd: -microUsd, calls: -1 });
        await withBudgets(tx)
          .updateTable("accounts.call")
          .set({ status, took_ms: tookMs, ...(isFree ? { micro_usd: 0 } : {}) })
          .where("id", "=", callId)
          .execute();
      });
    },
  };
}

/**
 * Adds to what an account has spent in a month; its row stays locked until the transaction ends.
 * @returns what it has spent then
 */
export async function addSpend(
  tx: Tx,
  accountId: string,
  month: string,
  { microUsd, calls }: { microUsd: number; calls: number },
): Promise<number> {
  const { rows } = await sql<{ micro_usd: string }>`
    insert into accounts.spend as spent (account_id, month, micro_usd, calls)
    values (${accountId}::uuid, ${month}::date, ${microUsd}, ${calls})
    on conflict (account_id, month) do update
      set micro_usd = spent.micro_usd + excluded.micro_usd, calls = spent.calls + excluded.calls
    returning micro_usd`.execute(tx);
  return Number(rows[0]?.micro_usd ?? 0);
}
