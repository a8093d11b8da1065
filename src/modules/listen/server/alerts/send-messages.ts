import { type Selectable, sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { DeskMail } from "#platform/mail/desk-mail.ts";
import { MailError } from "#platform/mail/mail-error.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { open } from "#platform/secrets/sealed-text.ts";
import { type AlertMessageTable, type AlertReceiverTable, withAlerts } from "./alert-tables.ts";
import { claimMessage, confirmAttempt, leaseReceiver, releaseReceiver } from "./claim-message.ts";
import { MessageContent } from "./message-content.ts";
import { findPerson } from "./person-store.ts";
import { pushPayload, sendPush } from "./send-push.ts";
import { type Attempt, sendTelegram, sendWebhook } from "./send-webhook.ts";
import { writeAlertText } from "./write-alert-text.ts";

export type SendParts = {
  db: Db;
  keys: KeyRing;
  fetch: SafeFetch;
  mail: Pick<DeskMail, "send">;
  translate: Translate;
  /** The address people use. */
  deskUrl: () => string;
  /** Where the Bot API answers. */
  telegramRoot: string;
  timeoutMs: number;
  now: () => Date;
};

export type ReceiverRow = Selectable<AlertReceiverTable>;
type MessageRow = Selectable<AlertMessageTable>;

/** What a receiver's secret is sealed for. */
export const sealedFor = (receiverId: string): string => `alert-receiver:${receiverId}`;

/** The ways by which something waits to be sent: `mail`, or ids of receivers. */
export async function findWaitingTargets({ db, now }: Pick<SendParts, "db" | "now">): Promise<string[]> {
  const { rows } = await sql<{ target: string }>`
    select distinct target from listen.alert_message
    where state in ('waiting', 'sending') and next_try_at <= ${now().toISOString()}::timestamptz
      and (state = 'waiting' or leased_until < clock_timestamp())`.execute(db);
  return rows.map(({ target }) => target);
}

/**
 * Sends what waits for one way, oldest first, until nothing is due or an attempt fails: what follows then waits as well,
 * so that a receiver that hangs holds up nobody but itself. Only one worker sends to a receiver at a time.
 * @param mostMessages for experiments: stop after so many
 * @returns how many arrived
 */
export async function sendMessages(
  parts: SendParts,
  target: string,
  signal: AbortSignal,
  mostMessages = Number.POSITIVE_INFINITY,
): Promise<number> {
  const receiver = target === "mail" ? null : await leaseReceiver(parts.db, target, parts.now());
  if (receiver === undefined) return 0;
  let arrived = 0;
  try {
    while (!signal.aborted && arrived < mostMessages) {
      const message = await claimMessage(parts.db, target, parts.now());
      if (!message) break;
      const attempt = await sendMessage(parts, message, receiver);
      await confirmAttempt(parts.db, message, receiver, attempt, parts.now());
      if (!attempt.isArrived) break;
      arrived += 1;
    }
  } finally {
    if (receiver) await releaseReceiver(parts.db, receiver.id);
  }
  return arrived;
}

/** Makes one attempt to send a message that is claimed. */
export async function sendMessage(
  parts: SendParts,
  message: MessageRow,
  receiver: ReceiverRow | null,
): Promise<Attempt> {
  const person = await findPerson(parts.db, { workspaceId: message.workspace_id, userId: message.user_id });
  if (!person) return { isArrived: false, status: null, error: "no_member", tookMs: 0 };
  const content = MessageContent.parse(message.content);
  const words = writeAlertText(content, {
    translate: parts.translate,
    locale: person.locale,
    deskUrl: parts.deskUrl(),
  });
  if (!receiver) return sendMail(parts, message, { ...words, to: person.email, locale: person.locale });
  const secret = open(parts.keys, receiver.sealed, sealedFor(receiver.id));
  const address = { address: receiver.address, secret };
  if (receiver.kind === "push")
    return sendPush(
      parts,
      { ...address, sessionId: receiver.session_id },
      {
        id: message.id,
        payload: pushPayload(message.id, words, content),
        isUrgent: content.alerts.some(({ level }) => level === "urgent"),
      },
    );
  if (receiver.kind === "telegram") {
    // The Bot API knows no number by which it would drop a second copy, so the reader is told.
    const note = message.is_uncertain ? `${parts.translate(person.locale, "alert.maybe_twice")}\n\n` : "";
    return sendTelegram(
      parts.fetch,
      address,
      `${note}${words.subject}

${words.text}`,
      {
        apiRoot: parts.telegramRoot,
        timeoutMs: parts.timeoutMs,
      },
    );
  }
  const body = webhookBody(message, content);
  return sendWebhook(
    parts.fetch,
    address,
    { id: message.id, body },
    { now: parts.now(), timeoutMs: parts.timeoutMs },
  );
}

/** The body of a webhook: the same bytes each time it is sent. */
export const webhookBody = (message: Pick<MessageRow, "created_at">, content: MessageContent): string =>
  JSON.stringify({
    type: content.reason === "test" ? "alert.test" : "alert.raised",
    timestamp: message.created_at.toISOString(),
    data: content,
  });

async function sendMail(
  { mail, deskUrl }: SendParts,
  message: MessageRow,
  { to, subject, text, locale }: { to: string; subject: string; text: string; locale: "id" | "en" },
): Promise<Attempt> {
  const startedMs = performance.now();
  try {
    await mail.send({
      to: [{ address: to }],
      subject,
      text,
      language: locale,
      isAutomatic: true,
      messageId: `<${message.id}@${new URL(deskUrl()).hostname}>`,
    });
    return { isArrived: true, status: null, error: null, tookMs: Math.round(performance.now() - startedMs) };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return {
      isArrived: false,
      status: null,
      error: `mail_${error.kind}`,
      tookMs: Math.round(performance.now() - startedMs),
    };
  }
}

/** Forgets what was sent, and what was told, longer ago than people look for it. */
export async function forgetOldAlerts(db: Db, now: Date): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
  const alerts = withAlerts(db);
  await alerts.deleteFrom("listen.alert_message").where("created_at", "<", daysAgo(30)).execute();
  await alerts.deleteFrom("listen.alert_item").where("heard_at", "<", daysAgo(90)).execute();
  await sql`
    with gone as (delete from listen.alert where created_at < ${daysAgo(90).toISOString()}::timestamptz returning id)
    delete from listen.alert_target using gone where alert_id = gone.id`.execute(db);
  await sql`delete from listen.alert_thread as thread where started_at < ${daysAgo(90).toISOString()}::timestamptz
    and not exists (select from listen.alert where thread_id = thread.id)`.execute(db);
}
