import type { ColumnType, Generated, Kysely, Selectable } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { AccountTable } from "../account-tables.ts";
import type { MessageTable } from "../inbox/inbox-tables.ts";
import type { StatementTable } from "../statements/statement-table.ts";

/** Numbers by the network's own names. */
export type Counts = Readonly<Record<string, number>>;
type Json<T> = ColumnType<T, string, string>;

export type InsightPlanTable = {
  id: Generated<string>;
  account_id: string;
  statement_id: string | null;
  due_at: Date;
  attempts: Generated<number>;
  is_over: Generated<boolean>;
  missing_since: Date | null;
};
export type InsightPlanRow = Selectable<InsightPlanTable>;

type InsightTables = {
  "accounts.account": AccountTable;
  "accounts.statement": StatementTable;
  "accounts.message": MessageTable;
  "accounts.insight_plan": InsightPlanTable;
  "accounts.statement_insight": { statement_id: string; read_at: Date; counts: Json<Counts> };
  "accounts.account_insight": { account_id: string; day: string; read_at: Date; counts: Json<Counts> };
};

/** The database with what is read of what was said. */
export const withInsights = (db: Db | Tx): Kysely<PlatformTables & InsightTables> =>
  db.withTables<InsightTables>();
