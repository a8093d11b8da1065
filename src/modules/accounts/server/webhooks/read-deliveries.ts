import { sql } from "kysely";
import { z } from "zod";
import type { WebhookAccount } from "#connectors/ports/webhook-port.ts";
import { connectorOf } from "#connectors/registry.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Logger } from "#platform/log/logger.ts";
import { id } from "#shared/ids.ts";
import type { AccountRow } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { lockInbox, type StoredChange, storeChanges } from "../inbox/store-changes.ts";

/** The job that reads what waits at the door of an account. */
export const readDeliveriesKind = {
  name: "accounts.read-deliveries",
  payload: z.object({ accountId: id }),
};

type DeliveryRow = { id: string; body: string };
type ReadParts = { readonly db: Db; readonly log: Logger; readonly now: () => Date };

const mostAtOnce = 1_000;

/** Whose door was called, as the connector is told. */
export const webhookAccount = ({ external_id, handle, settings }: AccountRow): WebhookAccount => ({
  externalId: external_id,
  handle,
  settings,
});

/**
 * Reads what waits at an account's door into its inbox, in the order in which it came: a group in one transaction. A group
 * that cannot be stored is read one by one, so that a single bad event holds up nobody else.
 * @returns how many deliveries were read
 */
export async function readDeliveries(parts: ReadParts, accountId: string): Promise<number> {
  const account = await withAccounts(parts.db)
    .selectFrom("accounts.account")
    .selectAll()
    .where("id", "=", accountId)
    .where("state", "<>", "disconnected")
    .executeTakeFirst();
  if (!account) return 0;
  let read = 0;
  for (;;) {
    const found = await readGroup(parts, account, mostAtOnce).catch(async (error: unknown) => {
      parts.log.warn({ err: error, accountId }, "deliveries are read one by one");
      return readGroup(parts, account, 1).catch((alone: unknown) => giveUpOldest(parts, account, alone));
    });
    if (found === 0) return read;
    read += found;
  }
}

/** Accounts at whose doors something waits: what calls for a reader was lost with a process that was killed. */
export async function findWaitingDoors(db: Db): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct account_id from accounts.delivery where state = 'waiting'`.execute(db);
  return rows.map(({ account_id }) => account_id);
}

const readGroup = ({ db, log, now }: ReadParts, account: AccountRow, most: number): Promise<number> =>
  db.transaction().execute(async (tx) => {
    await lockInbox(tx, account.id);
    const waiting = await oldestWaiting(tx, account.id, most);
    if (waiting.length === 0) return 0;
    const failed = new Set<string>();
    const changes = waiting.flatMap((delivery): readonly StoredChange[] => {
      try {
        return connectorOf(account.network).webhook?.read(delivery.body, webhookAccount(account)) ?? [];
      } catch (error) {
        log.warn({ err: error, deliveryId: delivery.id }, "a delivery says nothing that can be read");
        failed.add(delivery.id);
        return [];
      }
    });
    await storeChanges(tx, account, changes, now());
    await close(
      tx,
      waiting.filter(({ id }) => !failed.has(id)),
      "read",
      now(),
    );
    await close(
      tx,
      waiting.filter(({ id }) => failed.has(id)),
      "failed",
      now(),
    );
    return waiting.length;
  });

async function giveUpOldest(
  { db, log, now }: ReadParts,
  account: AccountRow,
  error: unknown,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await lockInbox(tx, account.id);
    const oldest = await oldestWaiting(tx, account.id, 1);
    log.error({ err: error, deliveryId: oldest[0]?.id }, "a delivery could not be stored");
    await close(tx, oldest, "failed", now());
    return oldest.length;
  });
}

const oldestWaiting = (tx: Tx, accountId: string, most: number): Promise<DeliveryRow[]> =>
  withAccounts(tx)
    .selectFrom("accounts.delivery")
    .select(["id", "body"])
    .where("account_id", "=", accountId)
    .where("state", "=", "waiting")
    .orderBy("seq")
    .limit(most)
    .execute();

async function close(
  tx: Tx,
  deliveries: readonly DeliveryRow[],
  state: "read" | "failed",
  at: Date,
): Promise<void> {
  if (deliveries.length === 0) return;
  await withAccounts(tx)
    .updateTable("accounts.delivery")
    .set({ state, read_at: at })
    .where(sql<boolean>`id = any(${deliveries.map(({ id }) => id)}::uuid[])`)
    .execute();
}
