import { type Selectable, sql } from "kysely";
import { z } from "zod";
import { connectors } from "#connectors/registry.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import type { Delivery, Door } from "../../contract/webhooks.ts";
import { withAccounts } from "../account-tables.ts";
import { openCover, type ReadOwnContacts } from "../inbox/cover-words.ts";
import type { DeliveryTable } from "../inbox/inbox-tables.ts";
import { handleOn } from "../network-words.ts";
import { readDeliveriesKind } from "./read-deliveries.ts";
import { webhookAddress } from "./webhook-address.ts";

type Reader = { readonly db: Db | Tx; readonly workspaceId: string };
type DeliveryRow = Selectable<DeliveryTable> & { network: string; account_handle: string; size: number };

const deliveriesOf = ({ db, workspaceId }: Reader) =>
  withAccounts(db)
    .selectFrom("accounts.delivery as delivery")
    .innerJoin("accounts.account as account", "account.id", "delivery.account_id")
    .selectAll("delivery")
    .select(["account.network", "account.handle as account_handle"])
    .select(sql<number>`octet_length(delivery.body)`.as("size"))
    .where("delivery.workspace_id", "=", workspaceId);

/** An admin sees what networks brought to our door lately and what became of it, and where each network is to bring it. */
export async function listDeliveries(
  reader: Reader,
  input: { accountId?: string | undefined; cursor?: string | undefined; limit: number },
  deskUrl: string,
): Promise<Page<Delivery> & { doors: z.infer<typeof Door>[] }> {
  let query = deliveriesOf(reader)
    .orderBy("delivery.seq", "desc")
    .limit(input.limit + 1);
  if (input.accountId !== undefined) query = query.where("delivery.account_id", "=", input.accountId);
  if (input.cursor !== undefined) query = query.where("delivery.seq", "<", placeOf(input.cursor));
  const rows = await query.execute();
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(shown),
    nextCursor: rows.length > input.limit && last ? writeCursor([last.seq]) : null,
    doors: await readDoors(reader, deskUrl),
  };
}

/** An admin looks at what a delivery said. Personal data in it is covered. */
export async function getDelivery(
  reader: Reader,
  { id }: { id: string },
  readOwnContacts: ReadOwnContacts,
): Promise<Delivery & { body: string }> {
  const row = await findDelivery(reader, id);
  return { ...shown(row), body: (await openCover(readOwnContacts, reader))(row.body) };
}

/** An admin has a delivery read once more, after whatever kept it from being read is mended. Only what was proven can be. */
export async function replayDelivery(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
  jobs: JobQueue,
): Promise<Delivery> {
  return db.transaction().execute(async (tx) => {
    const reader = { db: tx, workspaceId };
    const { account_id: accountId, verdict } = await findDelivery(reader, id);
    if (verdict !== "accepted") throw new AppError("conflict", "accounts.delivery_refused");
    await withAccounts(tx)
      .updateTable("accounts.delivery")
      .set({ state: "waiting", read_at: null })
      .where("id", "=", id)
      .execute();
    await jobs.send(readDeliveriesKind, { accountId }, { tx, singletonKey: accountId });
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "webhook.replayed", subjectKind: "account", subjectId: accountId, details: { delivery: id } },
      now(),
    );
    return shown(await findDelivery(reader, id));
  });
}

async function findDelivery(reader: Reader, id: string): Promise<DeliveryRow> {
  const row = await deliveriesOf(reader).where("delivery.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("delivery");
  return row;
}

async function readDoors({ db, workspaceId }: Reader, deskUrl: string): Promise<z.infer<typeof Door>[]> {
  const pushing = connectors
    .filter(({ webhook }) => webhook !== undefined)
    .map(({ manifest }) => manifest.key);
  const rows = await withAccounts(db)
    .selectFrom("accounts.account as account")
    .select(["account.id", "account.network", "account.handle"])
    .select((eb) =>
      eb
        .selectFrom("accounts.delivery")
        .select((inner) => inner.fn.max("received_at").as("at"))
        .whereRef("account_id", "=", "account.id")
        .where("verdict", "=", "accepted")
        .as("last_at"),
    )
    .where("account.workspace_id", "=", workspaceId)
    .where("account.state", "<>", "disconnected")
    .where("account.network", "in", pushing)
    .orderBy("account.network")
    .orderBy("account.handle")
    .execute();
  return rows.map(({ id, network, handle, last_at }) => ({
    accountId: id,
    network,
    accountHandle: handleOn(network, handle),
    address: webhookAddress(deskUrl, id),
    lastAt: last_at?.toISOString() ?? null,
  }));
}

const shown = (row: DeliveryRow): Delivery => ({
  id: row.id,
  accountId: row.account_id,
  network: row.network,
  accountHandle: handleOn(row.network, row.account_handle),
  receivedAt: row.received_at.toISOString(),
  verdict: row.verdict,
  state: row.state,
  eventId: row.event_id,
  repeats: row.repeats,
  readAt: row.read_at?.toISOString() ?? null,
  size: row.size,
});

function placeOf(cursor: string): string {
  const parsed = z.tuple([z.string().regex(/^\d{1,18}$/)]).safeParse(readCursor(cursor));
  if (!parsed.success) throw new AppError("invalid", "bad_cursor");
  return parsed.data[0];
}
