import type { ColumnType, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { CallTable } from "../account-tables.ts";

/** Millionths of a US dollar: read as text, written as a number. */
type MicroUsd = ColumnType<string, number, number>;

type BudgetTables = {
  "accounts.call": CallTable & { micro_usd: ColumnType<string, number | undefined, number> };
  "accounts.budget": { account_id: string; monthly_micro_usd: MicroUsd };
  "accounts.spend": { account_id: string; month: string; micro_usd: MicroUsd; calls: number };
};

/** The database with what accounts cost. */
export const withBudgets = (db: Db | Tx): Kysely<PlatformTables & BudgetTables> =>
  db.withTables<BudgetTables>();

/** The calendar month of UTC, as its first day; with `by` 1 the one after it. */
export const monthOf = (at: Date, by = 0): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + by, 1));

export const dayText = (at: Date): string => at.toISOString().slice(0, 10);
