import { randomUUID } from "node:crypto";
import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { AccountRow } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import type { CursorTable } from "./inbox-tables.ts";

/** A worker that was not heard of for so long is taken for dead. Seconds. */
export const leaseSeconds = 30;

/** An account that a worker receives from, and where it goes on. */
export type HeldInbox = {
  readonly account: AccountRow;
  readonly leaseId: string;
  readonly cursor: string | null;
  readonly failures: number;
};

/**
 * Takes accounts whose inbox is due and that nobody holds: each is received from by exactly one worker at a time. Leases
 * go by the database's clock, so that workers whose clocks differ agree.
 */
export async function takeDueInboxes(db: Db, most: number): Promise<HeldInbox[]> {
  const accounts = withAccounts(db);
  await sql`
    insert into accounts.cursor (account_id, next_look_at)
    select id, clock_timestamp() from accounts.account where state = 'connected'
    on conflict do nothing`.execute(db);
  const leaseId = randomUUID();
  const { rows } = await sql<Selectable<CursorTable>>`
    update accounts.cursor set lease_id = ${leaseId}, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where account_id in (
      select held.account_id from accounts.cursor as held
      join accounts.account on account.id = held.account_id and account.state = 'connected'
      where held.next_look_at <= clock_timestamp()
        and (held.leased_until is null or held.leased_until < clock_timestamp())
      order by held.next_look_at limit ${most} for update of held skip locked
    ) returning *`.execute(db);
  if (rows.length === 0) return [];
  const found = await accounts
    .selectFrom("accounts.account")
    .selectAll()
    .where(
      "id",
      "in",
      rows.map(({ account_id }) => account_id),
    )
    .execute();
  return rows.flatMap(({ account_id, cursor, failures }) => {
    const account = found.find(({ id }) => id === account_id);
    return account ? [{ account, leaseId, cursor, failures }] : [];
  });
}

/** Says that the worker is still there. @returns false when the account is another's now, or not connected any more */
export async function renewLease(db: Db, { account, leaseId }: HeldInbox): Promise<boolean> {
  const { rows } = await sql`
    update accounts.cursor set leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from accounts.account
    where cursor.account_id = ${account.id} and lease_id = ${leaseId} and leased_until > clock_timestamp()
      and account.id = cursor.account_id and account.state = 'connected'
    returning cursor.account_id`.execute(db);
  return rows.length > 0;
}

/**
 * Keeps where reading goes on, in the transaction that stores what lies before it.
 * @returns false when the lease ran out meanwhile: another worker has the account, and its word counts
 */
export async function keepCursor(
  tx: Tx,
  { account, leaseId }: HeldInbox,
  cursor: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await withAccounts(tx)
    .updateTable("accounts.cursor")
    .set({ cursor, failures: 0 })
    .where("account_id", "=", account.id)
    .where("lease_id", "=", leaseId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets an account go, to be looked at again after a while. */
export async function letGo(
  db: Db,
  { account, leaseId }: HeldInbox,
  { waitMs, hasFailed }: { waitMs: number; hasFailed: boolean },
): Promise<void> {
  await sql`
    update accounts.cursor set lease_id = null, leased_until = null,
      failures = case when ${hasFailed}::boolean then failures + 1 else 0 end,
      next_look_at = clock_timestamp() + make_interval(secs => ${waitMs / 1_000})
    where account_id = ${account.id} and lease_id = ${leaseId}`.execute(db);
}
