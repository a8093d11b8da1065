import { type Selectable, sql } from "kysely";
import { ChildError } from "#platform/child/child-runner.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { DeskMail } from "#platform/mail/desk-mail.ts";
import { MailError } from "#platform/mail/mail-error.ts";
import { notify } from "#platform/notices/notify.ts";
import { AppError } from "#shared/app-error.ts";
import { type ClippingMailTable, withClippings } from "./clipping-tables.ts";
import { whenToTryAgain } from "./clipping-times.ts";
import { openClippingSheet, type SheetParts } from "./open-clipping-sheet.ts";
import { type Letter, writeLetter } from "./write-letter.ts";

type MailRow = Selectable<ClippingMailTable>;

export type DeliverParts = SheetParts & {
  db: Db;
  log: Logger;
  mail: Pick<DeskMail, "send">;
  now: () => Date;
};

/** Laying out and sending one mail take less than that. */
const leaseSeconds = 180;

type Failure = { kind: string; isRetryable: boolean };

/** As `MailError` has it: nobody knows whether the mail went. */
const unknown: Failure = { kind: "unknown_outcome", isRetryable: false };

/**
 * Sends the mails that are due, one after another. Each is taken by one worker, and marked before it is handed to the mail
 * server: what a worker that died had not handed over yet is taken again, the rest is never sent a second time by itself
 * but shown to people. @returns how many arrived
 */
export async function deliverClippings(parts: DeliverParts, signal: AbortSignal): Promise<number> {
  const letters = new Map<string, Letter>();
  let arrived = 0;
  await giveUpUnknown(parts);
  while (!signal.aborted) {
    const row = await claimMail(parts);
    if (!row) break;
    const letter = await letterOf(parts, row, letters);
    const failure =
      letter === null ? { kind: "layout", isRetryable: true } : await handOver(parts, row, letter);
    if (failure === "taken") continue;
    await confirm(parts, row, failure);
    if (failure === null) arrived += 1;
  }
  return arrived;
}

async function claimMail({ db, now }: DeliverParts): Promise<MailRow | undefined> {
  const { rows } = await sql<MailRow>`
    update listen.clipping_mail as mail
    set state = 'sending', tries = tries + 1, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from (
      select clipping_id, address from listen.clipping_mail
      where state in ('waiting', 'sending') and next_try_at <= ${now().toISOString()}::timestamptz
        and (state = 'waiting' or (leased_until < clock_timestamp() and handed_at is null))
      order by next_try_at, id limit 1 for update skip locked
    ) as due
    where mail.clipping_id = due.clipping_id and mail.address = due.address
    returning mail.*`.execute(db);
  return rows[0];
}

/** Mails whose worker died after it had begun to hand them over: they may have arrived. */
async function giveUpUnknown({ db, now }: DeliverParts): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<MailRow>`
      update listen.clipping_mail set state = 'failed', error = ${unknown.kind}, leased_until = null
      where state = 'sending' and handed_at is not null and leased_until < clock_timestamp()
      returning *`.execute(tx);
    for (const row of rows) await tellFailure(tx, row, now());
  });
}

/** The mail of a clipping, written once for all its receivers; null when it cannot be laid out. */
async function letterOf(
  parts: DeliverParts,
  row: MailRow,
  letters: Map<string, Letter>,
): Promise<Letter | null> {
  try {
    const letter = letters.get(row.clipping_id) ?? (await layLetter(parts, row));
    letters.set(row.clipping_id, letter);
    return letter;
  } catch (error) {
    if (!(error instanceof ChildError || error instanceof AppError)) throw error;
    parts.log.error({ err: error, clippingId: row.clipping_id }, "a clipping could not be laid out");
    return null;
  }
}

const layLetter = async (parts: DeliverParts, row: MailRow): Promise<Letter> =>
  writeLetter(await openClippingSheet(parts.db, row.workspace_id, row.clipping_id, parts));

/** @returns null when it arrived, "taken" when another worker has it by now, else why it failed */
async function handOver(
  parts: DeliverParts,
  row: MailRow,
  letter: Letter,
): Promise<Failure | "taken" | null> {
  const { numAffectedRows } = await sql`
    update listen.clipping_mail set handed_at = clock_timestamp(),
      leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where clipping_id = ${row.clipping_id}::uuid and address = ${row.address} and state = 'sending'
      and tries = ${row.tries}`.execute(parts.db);
  if (numAffectedRows === 0n) return "taken";
  try {
    const messageId = `<${row.id}@${new URL(parts.deskUrl()).hostname}>`;
    const { refused } = await parts.mail.send({ ...letter, to: [{ address: row.address }], messageId });
    return refused.length === 0 ? null : { kind: "refused", isRetryable: false };
  } catch (error) {
    if (error instanceof MailError) return { kind: error.kind, isRetryable: error.isRetryable };
    throw error;
  }
}

async function confirm({ db, now }: DeliverParts, row: MailRow, failure: Failure | null): Promise<void> {
  const at = now();
  const next = failure?.isRetryable ? whenToTryAgain(row.tries, at) : null;
  const state = failure === null ? "sent" : next === null ? "failed" : "waiting";
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await withClippings(tx)
      .updateTable("listen.clipping_mail")
      .set({
        state,
        error: failure?.kind ?? null,
        sent_at: failure === null ? at : null,
        next_try_at: next ?? at,
        leased_until: null,
        handed_at: null,
      })
      .where("clipping_id", "=", row.clipping_id)
      .where("address", "=", row.address)
      // It may have been given up meanwhile; what arrived has arrived all the same.
      .where((eb) => (failure === null ? eb("state", "<>", "sent") : eb("tries", "=", row.tries)))
      .executeTakeFirst();
    if (state === "failed" && numUpdatedRows > 0n) await tellFailure(tx, row, at);
  });
}

async function tellFailure(tx: Tx, row: MailRow, at: Date): Promise<void> {
  const { name } = await withClippings(tx)
    .selectFrom("listen.clipping")
    .select("name")
    .where("id", "=", row.clipping_id)
    .executeTakeFirstOrThrow();
  await notify(
    tx,
    row.workspace_id,
    {
      kind: "listen.clipping_mail_failed",
      severity: "warning",
      values: { name, address: row.address },
      subject: { kind: "clipping", id: row.clipping_id },
      thread: `clipping-mail:${row.clipping_id}`,
      audience: { permission: "monitors.manage" },
    },
    at,
  );
}
