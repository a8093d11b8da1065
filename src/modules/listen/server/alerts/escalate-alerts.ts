import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { withAlerts } from "./alert-tables.ts";
import { holdPerson } from "./person-store.ts";

type Overdue = { id: string; workspace_id: string; user_id: string; escalate_to: string };

/**
 * Hands urgent alerts that nobody has read in time on to the colleague whom the person named, in the desk and by mail;
 * written into the audit log. What was handed on is not handed on again.
 * @returns how many
 */
export async function escalateAlerts({ db, now }: { db: Db; now: () => Date }): Promise<number> {
  const { rows } = await sql<Overdue>`
    select alert.id, alert.workspace_id, alert.user_id, person.escalate_to
    from listen.alert join listen.alert_person as person
      on person.workspace_id = alert.workspace_id and person.user_id = alert.user_id
    join platform.member as colleague on colleague.workspace_id = alert.workspace_id
      and colleague.user_id = person.escalate_to
    where alert.level = 'urgent' and alert.read_at is null and alert.escalated_at is null and not alert.is_open
      and alert.escalated_from is null and person.escalate_after is not null
      and alert.due_at <= ${now().toISOString()}::timestamptz - person.escalate_after * interval '1 minute'
      and not exists (select from platform.notice join platform.notice_read as seen on seen.notice_id = notice.id
        where notice.workspace_id = alert.workspace_id and notice.thread = 'alert:' || alert.thread_id
          and seen.reader_id = alert.user_id::text)
    order by alert.created_at limit 200`.execute(db);
  let handedOn = 0;
  for (const overdue of rows) if (await handOn(db, overdue, now())) handedOn += 1;
  return handedOn;
}

async function handOn(db: Db, overdue: Overdue, now: Date): Promise<boolean> {
  const { id, workspace_id, user_id, escalate_to } = overdue;
  return db.transaction().execute(async (tx) => {
    const alerts = withAlerts(tx);
    await holdPerson(tx, { workspaceId: workspace_id, userId: escalate_to });
    const alert = await alerts
      .updateTable("listen.alert")
      .set({ escalated_at: now, escalated_to: escalate_to })
      .where("id", "=", id)
      .where("read_at", "is", null)
      .where("escalated_at", "is", null)
      .returningAll()
      .executeTakeFirst();
    if (!alert) return false;
    const owned = { workspace_id, user_id: escalate_to };
    const [thread_id, own] = [randomUUID(), randomUUID()];
    await alerts
      .insertInto("listen.alert_thread")
      .values({ id: thread_id, ...owned, started_at: now, snoozed_until: null })
      .execute();
    await alerts
      .insertInto("listen.alert")
      .values({
        ...alert,
        ...owned,
        id: own,
        thread_id,
        created_at: now,
        due_at: now,
        is_open: false,
        escalated_at: null,
        escalated_to: null,
        escalated_from: user_id,
        // They may have been told of the spike themselves; it is handed on all the same.
        spike_id: null,
        explanation: alert.explanation === null ? null : JSON.stringify(alert.explanation),
      })
      .execute();
    await alerts
      .insertInto("listen.alert_target")
      .values(
        ["desk", "mail"].map((target) => ({
          alert_id: own,
          target,
          ...owned,
          due_at: now,
          message_id: null,
        })),
      )
      .execute();
    const facts = {
      action: "alert.handed_on",
      subjectKind: "alert",
      subjectId: id,
      details: { to: escalate_to },
    };
    await recordAudit(tx, workspace_id, systemActor, facts, now);
    return true;
  });
}
