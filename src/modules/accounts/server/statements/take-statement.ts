import { type SqlBool, sql } from "kysely";
import { connectorOf } from "#connectors/registry.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { AccountRow } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { holdsOver, isKnownHeld } from "../holds/hold-store.ts";
import { isDeclared } from "../register/is-declared.ts";
import { readSandbox } from "../sandbox/read-sandbox.ts";
import { type Move, moveStatement } from "./move-statement.ts";
import { refusalOf } from "./statement-machine.ts";
import type { StatementRow } from "./statement-table.ts";

/** A call may take so long; after that it is cut off, and only then another worker may take the statement. */
export const callMs = 90_000;
const leaseMs = 120_000;
const leaseEnd = sql<Date>`clock_timestamp() + make_interval(secs => ${leaseMs / 1_000})`;

/**
 * Takes an account for this worker: one at a time speaks through it, so that what is said keeps its order. Leases go by the
 * database's clock; those of workers may differ.
 * @returns undefined where another worker speaks, or nothing is due
 */
export async function leaseAccount(db: Db, accountId: string, now: Date): Promise<AccountRow | undefined> {
  return withAccounts(db)
    .updateTable("accounts.account")
    .set({ speaking_until: leaseEnd })
    .where("id", "=", accountId)
    .where((where) =>
      where.or([
        where("speaking_until", "is", null),
        where("speaking_until", "<", sql<Date>`clock_timestamp()`),
      ]),
    )
    .where((where) =>
      where.exists(
        where
          .selectFrom("accounts.statement")
          .select("accounts.statement.id")
          .whereRef("accounts.statement.account_id", "=", "accounts.account.id")
          .where("accounts.statement.state", "in", ["waiting", "sending", "unknown"])
          .where("accounts.statement.next_try_at", "<=", now),
      ),
    )
    .returningAll()
    .executeTakeFirst();
}

export async function releaseAccount(db: Db, accountId: string): Promise<void> {
  await withAccounts(db)
    .updateTable("accounts.account")
    .set({ speaking_until: null })
    .where("id", "=", accountId)
    .execute();
}

/**
 * Takes what is due next of an account: `sending` is to be sent now, `unknown` is to be looked up. A statement that must
 * not go out is refused on the way; one whose worker died while it sent becomes `unknown`.
 * @returns undefined when nothing is due
 */
export async function takeStatement(
  db: Db,
  account: AccountRow,
  now: Date,
): Promise<StatementRow | undefined> {
  for (;;) {
    const taken = await db.transaction().execute((tx) => takeOne(tx, account, now));
    if (taken !== "next") return taken;
  }
}

async function takeOne(tx: Tx, account: AccountRow, now: Date): Promise<StatementRow | "next" | undefined> {
  const statements = withAccounts(tx);
  const found = await statements
    .selectFrom("accounts.statement")
    .selectAll()
    .where("account_id", "=", account.id)
    .where("state", "in", ["waiting", "sending", "unknown"])
    .where("next_try_at", "<=", now)
    .where((where) =>
      where.or([where("leased_until", "is", null), where("leased_until", "<", sql<Date>`clock_timestamp()`)]),
    )
    .where(isNotHeld(now))
    .orderBy("next_try_at")
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!found) return undefined;
  await statements
    .updateTable("accounts.account")
    .set({ speaking_until: leaseEnd })
    .where("id", "=", account.id)
    .execute();
  if (found.state === "sending") {
    await moveStatement(tx, found, lossOf(found, now));
    return "next";
  }
  if (found.state === "unknown")
    return statements
      .updateTable("accounts.statement")
      .set({ token: sql<number>`token + 1`, leased_until: leaseEnd })
      .where("id", "=", found.id)
      .returningAll()
      .executeTakeFirst();
  const [hold] = await holdsOver(tx, found, now);
  if (hold) {
    await statements
      .updateTable("accounts.statement")
      .set({ held_by: hold.id })
      .where("id", "=", found.id)
      .execute();
    return "next";
  }
  const { isOn } = await readSandbox(tx, found.workspace_id);
  const isForTrying = connectorOf(account.network).manifest.isForTrying ?? false;
  const refusal = refusalOf(found, {
    now,
    isAccountThere: account.state !== "disconnected",
    isDeclared: isForTrying || (await isDeclared(tx, found.workspace_id, account.id)),
    isSandboxOn: isOn,
  });
  if (refusal !== null) {
    await moveStatement(tx, found, { event: "refuse", at: now, written: { cause: refusal, said: null } });
    return "next";
  }
  return moveStatement(tx, found, {
    event: "take",
    at: now,
    written: {
      leased_until: leaseEnd,
      attempts: found.attempts + 1,
      first_tried_at: found.first_tried_at ?? now,
      last_tried_at: now,
      is_sandboxed: found.is_sandboxed || isOn,
    },
  });
}

/** What was under way when a hold was placed is still seen to. */
const isNotHeld = (now: Date) =>
  sql<SqlBool>`(accounts.statement.state <> 'waiting' or not ${isKnownHeld("accounts.statement", now)})`;

/** Accounts of which something is due. */
export async function findDueAccounts(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct account_id from accounts.statement
    where state in ('waiting', 'sending', 'unknown') and next_try_at <= ${now.toISOString()}::timestamptz
      and (leased_until is null or leased_until < clock_timestamp()) and ${isNotHeld(now)}`.execute(db);
  return rows.map(({ account_id }) => account_id);
}

/**
 * When something of an account is due next, of all that waits or after an instant: what is held is due and does not go out.
 * Null when nothing is.
 */
export async function nextDueAt(db: Db, accountId: string, after?: Date): Promise<Date | null> {
  const row = await withAccounts(db)
    .selectFrom("accounts.statement")
    .select(({ fn }) => fn.min("next_try_at").as("at"))
    .where("account_id", "=", accountId)
    .where("state", "in", ["waiting", "unknown"])
    .$if(after !== undefined, (query) => query.where("next_try_at", ">", after ?? new Date(0)))
    .executeTakeFirst();
  return row?.at ?? null;
}

/**
 * What a worker was sending when it died, through an account whose access is broken: nobody takes it up there, so it
 * becomes `unknown` here, and a person may say what came of it.
 * @returns how many
 */
export async function loseAbandoned(db: Db, now: Date): Promise<number> {
  const abandoned = await withAccounts(db)
    .selectFrom("accounts.statement as statement")
    .innerJoin("accounts.account as account", "account.id", "statement.account_id")
    .selectAll("statement")
    .where("statement.state", "=", "sending")
    .where("account.state", "=", "broken")
    .where("statement.leased_until", "<", sql<Date>`clock_timestamp()`)
    .limit(200)
    .execute();
  for (const statement of abandoned)
    await db.transaction().execute((tx) => moveStatement(tx, statement, lossOf(statement, now)));
  return abandoned.length;
}

/** The answer went with its worker. An edit or a removal done twice changes nothing. */
const lossOf = ({ kind }: StatementRow, at: Date): Move => ({
  event: kind === "say" ? "lose" : "put_off",
  at,
  written: { cause: "lost" },
});

/** Refuses what waited too long through an account whose access is broken, so that people learn of it. */
export async function refuseLate(db: Db, now: Date): Promise<number> {
  const late = await withAccounts(db)
    .selectFrom("accounts.statement")
    .selectAll()
    .where("state", "=", "waiting")
    .where("give_up_at", "<=", now)
    .limit(200)
    .execute();
  for (const statement of late)
    await db
      .transaction()
      .execute((tx) =>
        moveStatement(tx, statement, { event: "refuse", at: now, written: { cause: "too_late" } }),
      );
  return late.length;
}
