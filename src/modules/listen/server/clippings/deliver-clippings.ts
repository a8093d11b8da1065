import { type Selectable, sql } from "kysely";
import { ChildError } from "#platform/child/child-runner.ts";
import type { Db } from "#platform/db/database.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { DeskMail } from "#platform/mail/desk-mail.ts";
import { MailError } from "#platform/mail/mail-error.ts";
import type { MailMessage } from "#platform/mail/mail-message.ts";
import { notify } from "#platform/notices/notify.ts";
import { AppError } from "#shared/app-error.ts";
import { clippingFileName } from "./clipping-file-name.ts";
import { type ClippingMailTable, withClippings } from "./clipping-tables.ts";
import { whenToTryAgain } from "./clipping-times.ts";
import { clippingWork } from "./clipping-work.ts";
import { openClippingSheet, type SheetParts } from "./open-clipping-sheet.ts";
import { writeClippingMail } from "./write-clipping-mail.ts";

type MailRow = Selectable<ClippingMailTable>;

export type DeliverParts = SheetParts & {
  db: Db;
  log: Logger;
  mail: Pick<DeskMail, "send">;
  now: () => Date;
};

type Letter = Omit<MailMessage, "to" | "messageId">;

/**
 * Sends the mails that are due, one after another. Each is taken by one worker; one whose worker died while it sent is
 * taken again under the same message id, so that mail servers can drop a second copy. @returns how many arrived
 */
export async function deliverClippings(parts: DeliverParts, signal: AbortSignal): Promise<number> {
  const letters = new Map<string, Letter>();
  let arrived = 0;
  while (!signal.aborted) {
    const row = await claimMail(parts);
    if (!row) break;
    const failure = await sendOne(parts, row, letters);
    await confirm(parts, row, failure);
    if (failure === null) arrived += 1;
  }
  return arrived;
}

async function claimMail({ db, now }: DeliverParts): Promise<MailRow | undefined> {
  const { rows } = await sql<MailRow>`
    update listen.clipping_mail as mail
    set state = 'sending', tries = tries + 1, leased_until = clock_timestamp() + interval '180 seconds'
    from (
      select clipping_id, address from listen.clipping_mail
      where state in ('waiting', 'sending') and next_try_at <= ${now().toISOString()}::timestamptz
        and (state = 'waiting' or leased_until < clock_timestamp())
      order by next_try_at, id limit 1 for update skip locked
    ) as due
    where mail.clipping_id = due.clipping_id and mail.address = due.address
    returning mail.*`.execute(db);
  return rows[0];
}

/** @returns null when it arrived, else the kind of error and whether another try is safe */
async function sendOne(
  parts: DeliverParts,
  row: MailRow,
  letters: Map<string, Letter>,
): Promise<{ kind: string; isRetryable: boolean } | null> {
  try {
    const letter = letters.get(row.clipping_id) ?? (await writeLetter(parts, row));
    letters.set(row.clipping_id, letter);
    const messageId = `<${row.id}@${new URL(parts.deskUrl()).hostname}>`;
    const { refused } = await parts.mail.send({ ...letter, to: [{ address: row.address }], messageId });
    return refused.length === 0 ? null : { kind: "refused", isRetryable: false };
  } catch (error) {
    if (error instanceof MailError) return { kind: error.kind, isRetryable: error.isRetryable };
    if (error instanceof ChildError || error instanceof AppError) {
      parts.log.error({ err: error, clippingId: row.clipping_id }, "a clipping could not be laid out");
      return { kind: "layout", isRetryable: true };
    }
    throw error;
  }
}

async function writeLetter(parts: DeliverParts, row: MailRow): Promise<Letter> {
  const { sheet, logo, language } = await openClippingSheet(
    parts.db,
    row.workspace_id,
    row.clipping_id,
    parts,
  );
  const { subject, html, text } = writeClippingMail(sheet);
  const content = await clippingWork.pdf(sheet, logo);
  return {
    subject,
    html,
    text,
    language,
    isAutomatic: true,
    attachments: [{ name: clippingFileName(sheet), mediaType: "application/pdf", content }],
  };
}

async function confirm(
  { db, now }: DeliverParts,
  row: MailRow,
  failure: { kind: string; isRetryable: boolean } | null,
): Promise<void> {
  const at = now();
  const next = failure?.isRetryable ? whenToTryAgain(row.tries, at) : null;
  const state = failure === null ? "sent" : next === null ? "failed" : "waiting";
  await db.transaction().execute(async (tx) => {
    await withClippings(tx)
      .updateTable("listen.clipping_mail")
      .set({
        state,
        error: failure?.kind ?? null,
        sent_at: failure === null ? at : null,
        next_try_at: next ?? at,
        leased_until: null,
      })
      .where("clipping_id", "=", row.clipping_id)
      .where("address", "=", row.address)
      // Another worker may have taken it over meanwhile; what arrived has arrived all the same.
      .where((eb) => (failure === null ? eb("state", "<>", "sent") : eb("tries", "=", row.tries)))
      .execute();
    if (state !== "failed") return;
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
  });
}
