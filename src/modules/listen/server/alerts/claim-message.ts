import { type Selectable, sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import { type AlertMessageTable, type AlertReceiverTable, withAlerts } from "./alert-tables.ts";
import { whenToRetry } from "./alert-times.ts";
import type { Attempt } from "./send-webhook.ts";
import { stopReceiver } from "./stop-receiver.ts";

type MessageRow = Selectable<AlertMessageTable>;
type ReceiverRow = Selectable<AlertReceiverTable>;

/** Failures in a row after which a receiver is left alone for a while, and its owner is told. */
const mostFailures = 3;
const shortestPauseMs = 5 * 60_000;
const longestPauseMs = 6 * 3_600_000;

/**
 * Takes a receiver for this worker. By the database's clock: that of the desk may jump.
 * @returns undefined when another worker has it, when it is paused or removed
 */
export async function leaseReceiver(db: Db, id: string, now: Date): Promise<ReceiverRow | undefined> {
  return withAlerts(db)
    .updateTable("listen.alert_receiver")
    .set({ leased_until: sql`clock_timestamp() + interval '60 seconds'` })
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .where("leased_until", "<", sql<Date>`clock_timestamp()`)
    .where((eb) => eb.or([eb("paused_until", "is", null), eb("paused_until", "<=", now)]))
    .returningAll()
    .executeTakeFirst();
}

export async function releaseReceiver(db: Db, id: string): Promise<void> {
  await withAlerts(db)
    .updateTable("listen.alert_receiver")
    .set({ leased_until: sql`'-infinity'` })
    .where("id", "=", id)
    .execute();
}

/**
 * Takes the oldest message that is due, or one whose worker died while it sent: of that nobody knows whether it arrived,
 * so it goes again under the same number.
 */
export async function claimMessage(db: Db, target: string, now: Date): Promise<MessageRow | undefined> {
  return db.transaction().execute(async (tx) => {
    const alerts = withAlerts(tx);
    const { rows } = await sql<{ id: string; state: string }>`
      select id, state from listen.alert_message
      where target = ${target} and next_try_at <= ${now.toISOString()}::timestamptz
        and (state = 'waiting' or (state = 'sending' and leased_until < clock_timestamp()))
      order by created_at, id limit 1 for update skip locked`.execute(tx);
    const [found] = rows;
    if (!found) return undefined;
    if (target !== "mail")
      await alerts
        .updateTable("listen.alert_receiver")
        .set({ leased_until: sql`clock_timestamp() + interval '60 seconds'` })
        .where("id", "=", target)
        .execute();
    return alerts
      .updateTable("listen.alert_message")
      .set((eb) => ({
        state: "sending",
        tries: eb("tries", "+", 1),
        // An SMTP server may take half a minute for each of its answers.
        leased_until: sql`clock_timestamp() + interval '180 seconds'`,
        ...(found.state === "sending" ? { is_uncertain: true } : {}),
      }))
      .where("id", "=", found.id)
      .returningAll()
      .executeTakeFirst();
  });
}

/** Writes down what became of an attempt, and what that says about the receiver. */
export async function confirmAttempt(
  db: Db,
  message: MessageRow,
  receiver: ReceiverRow | null,
  attempt: Attempt,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const alerts = withAlerts(tx);
    const { isArrived, status, error, tookMs, retryAfterMs = 0 } = attempt;
    await alerts
      .insertInto("listen.alert_attempt")
      .values({ message_id: message.id, at: now, took_ms: tookMs, status, error })
      .execute();
    const retryAt = attempt.ended === undefined ? whenToRetry(message.tries, now) : null;
    const next = retryAt === null ? now : new Date(Math.max(retryAt.getTime(), now.getTime() + retryAfterMs));
    await alerts
      .updateTable("listen.alert_message")
      .set({
        state: isArrived ? "sent" : retryAt === null ? "failed" : "waiting",
        sent_at: isArrived ? now : null,
        next_try_at: next,
        leased_until: null,
      })
      .where("id", "=", message.id)
      // Another worker may have taken it over meanwhile; a message that arrived has arrived all the same.
      .where((eb) => (isArrived ? eb("state", "<>", "sent") : eb("tries", "=", message.tries)))
      .execute();
    if (!receiver) return;
    if (attempt.ended !== undefined) {
      await alerts
        .updateTable("listen.alert_receiver")
        .set({ removed_at: now, sealed: "", end_reason: attempt.ended })
        .where("id", "=", receiver.id)
        // It may have been allowed again meanwhile.
        .where("sealed", "=", receiver.sealed)
        .where("removed_at", "is", null)
        .execute();
      await stopReceiver(tx, message.workspace_id, receiver.id);
      return;
    }
    const failures = isArrived ? 0 : receiver.failures + 1;
    receiver.failures = failures;
    const pauseMs = Math.min(shortestPauseMs * 2 ** (failures - mostFailures), longestPauseMs);
    await alerts
      .updateTable("listen.alert_receiver")
      .set({
        failures,
        paused_until: failures >= mostFailures ? new Date(now.getTime() + pauseMs) : null,
        ...(isArrived ? { verified_at: now } : {}),
      })
      .where("id", "=", receiver.id)
      .execute();
    const thread = `alert-receiver:${receiver.id}`;
    if (isArrived && receiver.paused_until !== null) await withdrawNotice(tx, message.workspace_id, thread);
    if (failures === mostFailures)
      await notify(
        tx,
        message.workspace_id,
        {
          kind: "listen.alert_receiver_paused",
          severity: "warning",
          values: { name: receiver.name, failures },
          subject: { kind: "alert_receiver", id: receiver.id },
          thread,
          audience: { userIds: [receiver.user_id] },
        },
        now,
      );
  });
}
