import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import { withAccounts } from "../account-tables.ts";
import type { StatementRow } from "../statements/statement-table.ts";
import { coversStatement } from "./covers-statement.ts";
import type { HoldRow } from "./hold-table.ts";

const at = (now: Date) => sql`${now.toISOString()}::timestamptz`;

/** Holds that are on. */
export async function readHoldsOn(db: Db | Tx, workspaceId: string, now: Date): Promise<HoldRow[]> {
  return withAccounts(db)
    .selectFrom("accounts.hold")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("lifted_at", "is", null)
    .where((where) => where.or([where("until", "is", null), where("until", ">", now)]))
    .orderBy("placed_at", "desc")
    .orderBy("id", "desc")
    .execute();
}

/** @throws AppError not_found, also for a hold of another workspace */
export async function findHold(db: Db | Tx, workspaceId: string, holdId: string): Promise<HoldRow> {
  const row = await withAccounts(db)
    .selectFrom("accounts.hold")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", holdId)
    .executeTakeFirst();
  if (!row) throw notFound("hold");
  return row;
}

/** Which statements were let through which holds, as `holdId statementId`. */
export async function readReleases(
  db: Db | Tx,
  workspaceId: string,
  holdIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (holdIds.length === 0) return new Set();
  const rows = await withAccounts(db)
    .selectFrom("accounts.hold_release")
    .select(["hold_id", "statement_id"])
    .where("workspace_id", "=", workspaceId)
    .where("hold_id", "in", [...holdIds])
    .execute();
  return new Set(rows.map(({ hold_id, statement_id }) => releaseKey(hold_id, statement_id)));
}

export const releaseKey = (holdId: string, statementId: string): string => `${holdId} ${statementId}`;

/** The holds that are on, cover a statement and were not lifted for it alone. */
export async function holdsOver(db: Db | Tx, statement: StatementRow, now: Date): Promise<HoldRow[]> {
  const on = await readHoldsOn(db, statement.workspace_id, now);
  const covering = on.filter((hold) => coversStatement(hold, statement));
  if (covering.length === 0) return [];
  const released = await readReleases(
    db,
    statement.workspace_id,
    covering.map(({ id }) => id),
  );
  return covering.filter((hold) => !released.has(releaseKey(hold.id, statement.id)));
}

/**
 * Whether a row of `accounts.statement` is known to be held: by a hold of everything, of its account, or by one of words
 * that the sender found to cover it.
 */
export const isKnownHeld = (statement: string, now: Date): RawBuilder<SqlBool> => {
  const column = (name: string) => sql.ref(`${statement}.${name}`);
  return sql<SqlBool>`(${column("kind")} = 'say' and exists (
    select from accounts.hold
     where hold.workspace_id = ${column("workspace_id")} and hold.lifted_at is null
       and (hold.until is null or hold.until > ${at(now)})
       and (hold.scope = 'all' or hold.account_id = ${column("account_id")} or hold.id = ${column("held_by")})
       and not exists (
         select from accounts.hold_release as release
          where release.hold_id = hold.id and release.statement_id = ${column("id")})))`;
};
