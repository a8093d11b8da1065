import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { notify } from "#platform/notices/notify.ts";
import type { AlertMessage } from "../../contract/alert.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { withAlerts } from "./alert-tables.ts";
import { type MessageContent, readTold, type ToldAlert } from "./message-content.ts";
import { type AlertPerson, findPerson, holdPerson, type Whose } from "./person-store.ts";

type Parts = { db: Db; now: () => Date };
type Due = { alert_id: string; pace: string; is_held: boolean; mentions: number };
type Reason = Exclude<AlertMessage["reason"], "test">;

/** More alerts at a time than this become one message. */
const mostSingle = 5;
/** Messages an hour by one way to one person; after that there is at most one in `floodPauseMs`, with all that waited. */
const mostAnHour = 12;
const floodPauseMs = 15 * 60_000;

/** Who is to be told of something now. */
export async function findDuePeople({ db, now }: Parts): Promise<Whose[]> {
  const rows = await withAlerts(db)
    .selectFrom("listen.alert_target")
    .select(["workspace_id", "user_id"])
    .distinct()
    .where("message_id", "is", null)
    .where("due_at", "<=", now())
    .execute();
  return rows.map((row) => ({ workspaceId: row.workspace_id, userId: row.user_id }));
}

/**
 * Writes down what is sent to somebody now, by each way, before anything is sent. A few alerts go one by one; those of a
 * digest, those that were held back and those of a flood go together. What is for the desk is told in the same
 * transaction.
 * @returns how many messages
 */
export async function planMessages({ db, now }: Parts, whose: Whose): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await holdPerson(tx, whose);
    const person = await findPerson(tx, whose);
    if (!person) return dropTargets(tx, whose);
    const { rows } = await sql<Due & { target: string }>`
      select target.target, target.alert_id, alert.pace, alert.mentions,
        target.due_at > alert.created_at as is_held
      from listen.alert_target as target join listen.alert on alert.id = target.alert_id
      where target.workspace_id = ${whose.workspaceId}::uuid and target.user_id = ${whose.userId}::uuid
        and target.message_id is null and target.due_at <= ${now().toISOString()}::timestamptz
      order by alert.created_at, alert.id`.execute(tx);
    let planned = 0;
    for (const [target, due] of Map.groupBy(rows, (row) => row.target))
      planned += await planTarget(tx, person, target, due, now());
    return planned;
  });
}

async function dropTargets(tx: Tx, whose: Whose): Promise<number> {
  await withAlerts(tx)
    .deleteFrom("listen.alert_target")
    .where("workspace_id", "=", whose.workspaceId)
    .where("user_id", "=", whose.userId)
    .where("message_id", "is", null)
    .execute();
  return 0;
}

async function planTarget(
  tx: Tx,
  person: AlertPerson,
  target: string,
  due: readonly Due[],
  now: Date,
): Promise<number> {
  const single = due.filter(({ pace, is_held }) => pace === "instant" && !is_held);
  const gathered = due.filter((one) => !single.includes(one));
  const { rows } = await sql<{ sent: number; last: Date | null }>`
    select count(*)::int as sent, max(created_at) as last from listen.alert_message
    where workspace_id = ${person.workspaceId}::uuid and user_id = ${person.userId}::uuid and target = ${target}
      and created_at > ${new Date(now.getTime() - 3_600_000).toISOString()}::timestamptz and reason <> 'test'`.execute(
    tx,
  );
  const { sent, last } = rows[0] ?? { sent: 0, last: null };
  // They stay due, and go together once it is calm.
  if (sent >= mostAnHour && last !== null && now.getTime() - last.getTime() < floodPauseMs) return 0;
  const isFlood = single.length > mostSingle || sent + single.length > mostAnHour;
  const batches: { reason: Reason; due: readonly Due[] }[] = isFlood
    ? [{ reason: "flood", due }]
    : single.map((one) => ({ reason: "single", due: [one] }));
  if (!isFlood && gathered.length > 0)
    batches.push({
      reason: gathered.some(({ pace }) => pace !== "instant") ? "digest" : "held",
      due: gathered,
    });
  for (const batch of batches) await writeMessage(tx, person, target, batch, now);
  return batches.length;
}

async function writeMessage(
  tx: Tx,
  person: AlertPerson,
  target: string,
  { reason, due }: { reason: Reason; due: readonly Due[] },
  now: Date,
): Promise<void> {
  const { workspaceId, userId } = person;
  const ids = due.map(({ alert_id }) => alert_id);
  const alerts = await readTold(tx, workspaceId, ids);
  const content: MessageContent = {
    office: person.office,
    reason,
    alertCount: due.length,
    mentionCount: due.reduce((sum, { mentions }) => sum + mentions, 0),
    alerts,
  };
  const isDesk = target === "desk";
  const id = randomUUID();
  await withAlerts(tx)
    .insertInto("listen.alert_message")
    .values({
      id,
      workspace_id: workspaceId,
      user_id: userId,
      target,
      reason,
      alerts: content.alertCount,
      mentions: content.mentionCount,
      content: isDesk ? null : JSON.stringify(content),
      state: isDesk ? "sent" : "waiting",
      created_at: now,
      next_try_at: now,
      leased_until: null,
      sent_at: isDesk ? now : null,
    })
    .execute();
  await sql`update listen.alert_target set message_id = ${id}::uuid
    where target = ${target} and alert_id = any(${plainArray(ids)}::uuid[])`.execute(tx);
  await sql`update listen.alert set is_open = false where id = any(${plainArray(ids)}::uuid[])`.execute(tx);
  if (isDesk) await tellDesk(tx, person, content, now);
}

async function tellDesk(tx: Tx, person: AlertPerson, content: MessageContent, now: Date): Promise<void> {
  const [first] = content.alerts;
  const isOne = content.alertCount === 1 && first !== undefined;
  await notify(
    tx,
    person.workspaceId,
    {
      kind: isOne ? noticeKindOf(first) : "listen.alerts",
      severity: content.alerts.some(({ level }) => level === "urgent") ? "urgent" : "info",
      values: isOne ? noticeValues(first) : { count: content.alertCount, mentions: content.mentionCount },
      subject: { kind: "alert", id: isOne ? first.id : person.userId },
      thread: isOne ? await noticeThread(tx, first.id) : `alerts:${person.userId}`,
      audience: { userIds: [person.userId] },
    },
    now,
  );
}

const noticeKindOf = ({ number, escalatedFrom, spike }: ToldAlert): string =>
  escalatedFrom !== null
    ? "listen.alert_handed_on"
    : spike !== null
      ? `listen.alert_spike${spike.kind === "monitor" ? "" : `_${spike.kind}`}`
      : number === 1
        ? "listen.alert"
        : "listen.alert_goes_on";

/** Figures and names of monitors; nobody's words. */
const noticeValues = (alert: ToldAlert): Record<string, string | number> => ({
  monitors: alert.monitors.join(", "),
  mentions: alert.mentions,
  outlets: alert.totalOutlets,
  from: alert.escalatedFrom ?? "",
});

async function noticeThread(tx: Tx, alertId: string): Promise<string> {
  const { thread_id } = await withAlerts(tx)
    .selectFrom("listen.alert")
    .select("thread_id")
    .where("id", "=", alertId)
    .executeTakeFirstOrThrow();
  return `alert:${thread_id}`;
}
