import { randomUUID } from "node:crypto";
import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { type AlertItemTable, quickestPace, strongestLevel, withAlerts } from "./alert-tables.ts";
import { whenDue } from "./alert-times.ts";
import { findThreads } from "./find-threads.ts";
import { type AlertPerson, findPerson, holdPerson, type Whose } from "./person-store.ts";

type Item = Selectable<AlertItemTable>;
type Parts = { db: Db; now: () => Date };

/** Mentions that are gathered in one transaction. */
const batchSize = 1_000;

/** Whose mentions are ready to be gathered. */
export async function findWaitingPeople({ db, now }: Parts): Promise<Whose[]> {
  const rows = await withAlerts(db)
    .selectFrom("listen.alert_item")
    .select(["workspace_id", "user_id"])
    .distinct()
    .where("alert_id", "is", null)
    .where("ready_at", "<=", now())
    .execute();
  return rows.map((row) => ({ workspaceId: row.workspace_id, userId: row.user_id }));
}

/**
 * Puts what somebody is to be told of together: mentions of one story or one group of copies become one alert, and what
 * comes to it later a next one, which says only what is new. An alert of which nobody was told yet takes in what comes.
 * @returns how many mentions were gathered
 */
export async function gatherAlerts({ db, now }: Parts, whose: Whose): Promise<number> {
  for (let gathered = 0; ; ) {
    const taken = await db.transaction().execute(async (tx) => {
      await holdPerson(tx, whose);
      return gatherBatch(tx, whose, now());
    });
    gathered += taken;
    if (taken < batchSize) return gathered;
  }
}

async function gatherBatch(tx: Tx, whose: Whose, now: Date): Promise<number> {
  const db = withAlerts(tx);
  const items = await db
    .selectFrom("listen.alert_item")
    .selectAll()
    .where("workspace_id", "=", whose.workspaceId)
    .where("user_id", "=", whose.userId)
    .where("alert_id", "is", null)
    .where("ready_at", "<=", now)
    .orderBy("heard_at")
    .orderBy("mention_id")
    .limit(batchSize)
    .execute();
  if (items.length === 0) return 0;
  const person = await findPerson(tx, whose);
  if (!person) {
    // Nobody is left to be told.
    await db
      .deleteFrom("listen.alert_item")
      .where("workspace_id", "=", whose.workspaceId)
      .where("user_id", "=", whose.userId)
      .where("alert_id", "is", null)
      .execute();
    return 0;
  }
  const threads = await findThreads(tx, whose, items, now);
  const alerts = await openAlerts(
    tx,
    person,
    Map.groupBy(items, (item) => threads.get(item.mention_id) ?? ""),
    now,
  );
  await sql`
    update listen.alert_item as item set thread_id = put.thread_id, alert_id = put.alert_id
    from unnest(${plainArray(items.map(({ mention_id }) => mention_id))}::uuid[],
      ${plainArray(items.map(({ mention_id }) => threads.get(mention_id) ?? null))}::uuid[],
      ${plainArray(items.map(({ mention_id }) => alerts.get(threads.get(mention_id) ?? "") ?? null))}::uuid[])
      as put (mention_id, thread_id, alert_id)
    where item.workspace_id = ${whose.workspaceId}::uuid and item.user_id = ${whose.userId}::uuid
      and item.mention_id = put.mention_id`.execute(tx);
  await countAlerts(tx, [...alerts.values()]);
  await announceLive(tx, whose.workspaceId, { type: "alerts" });
  return items.length;
}

/** The alert of each thread that still takes in what comes, made where there is none. @returns ids by thread */
async function openAlerts(
  tx: Tx,
  person: AlertPerson,
  byThread: Map<string, Item[]>,
  now: Date,
): Promise<Map<string, string>> {
  const db = withAlerts(tx);
  const threadIds = plainArray([...byThread.keys()]);
  const { rows } = await sql<{
    id: string;
    snoozed_until: Date | null;
    open_id: string | null;
    last_number: number;
  }>`
    select thread.id, snoozed_until,
      (select id from listen.alert where thread_id = thread.id and is_open) as open_id,
      (select coalesce(max(number), 0)::int from listen.alert where thread_id = thread.id) as last_number
    from listen.alert_thread as thread where id = any(${threadIds}::uuid[])`.execute(tx);
  const ids = new Map<string, string>();
  const added = [];
  const targets = [];
  for (const thread of rows) {
    const items = byThread.get(thread.id) ?? [];
    const level = strongestLevel(items.map((item) => item.level));
    const pace = quickestPace(items.map((item) => item.pace));
    const due = whenDue({ level, pace }, person, person.zone, now);
    const due_at = thread.snoozed_until !== null && thread.snoozed_until > due ? thread.snoozed_until : due;
    const owned = { workspace_id: person.workspaceId, user_id: person.userId };
    const id = thread.open_id ?? randomUUID();
    ids.set(thread.id, id);
    const monitor_ids = [...new Set(items.flatMap((item) => item.monitor_ids))];
    for (const target of new Set(items.flatMap((item) => item.targets)))
      targets.push({ alert_id: id, target, ...owned, due_at, message_id: null });
    added.push({
      id,
      ...owned,
      thread_id: thread.id,
      number: thread.last_number + 1,
      level,
      pace,
      monitor_ids,
      ...notCounted,
      created_at: now,
      due_at,
      is_open: true,
    });
  }
  if (added.length > 0)
    await db
      .insertInto("listen.alert")
      .values(added)
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet({
          due_at: sql`least(alert.due_at, excluded.due_at)`,
          level: sql`case when excluded.level = 'urgent' then excluded.level else alert.level end`,
          monitor_ids: sql`array(select distinct unnest(alert.monitor_ids || excluded.monitor_ids))`,
        }),
      )
      .execute();
  if (targets.length > 0)
    await db
      .insertInto("listen.alert_target")
      .values(targets)
      .onConflict((conflict) =>
        conflict
          .columns(["alert_id", "target"])
          .doUpdateSet({ due_at: sql`least(alert_target.due_at, excluded.due_at)` }),
      )
      .execute();
  return ids;
}

const notCounted = {
  mentions: 0,
  outlets: 0,
  total_mentions: 0,
  total_outlets: 0,
  negative: 0,
  new_channels: [],
  lead_id: null,
  lead_published_at: null,
  read_at: null,
  escalated_at: null,
  escalated_to: null,
  escalated_from: null,
  spike_id: null,
  explanation: null,
};

/** Counts what is new with alerts, and what is there in all. */
async function countAlerts(tx: Tx, alertIds: readonly string[]): Promise<void> {
  await sql`
    with fresh as (
      select item.alert_id, count(*)::int as mentions, count(distinct lower(outlet))::int as outlets,
        count(*) filter (where tone = 'negative')::int as negative,
        (array_agg(mention_id order by item.published_at, mention_id))[1] as lead_id, min(item.published_at) as lead_at,
        array_agg(distinct channel) as channels
      from listen.alert_item as item where item.alert_id = any(${plainArray(alertIds)}::uuid[]) group by item.alert_id),
    counted as (
      select alert.id, fresh.*, thread.*
      from fresh join listen.alert on alert.id = fresh.alert_id
      cross join lateral (
        select count(*)::int as total_mentions, count(distinct lower(outlet))::int as total_outlets,
          array_agg(distinct channel) filter (where item.alert_id <> alert.id) as old_channels
        from listen.alert_item as item where item.thread_id = alert.thread_id) as thread)
    update listen.alert set mentions = counted.mentions, outlets = counted.outlets, negative = counted.negative,
      total_mentions = counted.total_mentions, total_outlets = counted.total_outlets, lead_id = counted.lead_id,
      lead_published_at = counted.lead_at,
      new_channels = case when old_channels is null then '{}'
        else array(select unnest(channels) except select unnest(old_channels)) end
    from counted where alert.id = counted.id`.execute(tx);
}
