import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { AlertRule } from "../../contract/alert-rule.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import {
  type AlertDb,
  type AlertItemTable,
  quickestPace,
  strongestLevel,
  withAlerts,
} from "./alert-tables.ts";

type Heard = { monitorId: string; mentionIds: readonly string[] };
/** A rule of somebody that a monitor's news falls under. */
export type Told = Omit<AlertRule, "monitorId" | "subject"> & { userId: string; monitorId: string };
type Facts = {
  id: string;
  published_at: Date;
  outlet: string;
  channel: string;
  tone: string | null;
  hostility: number | null;
};

/** How long what comes in waits to be compared with others and put into a story, at most. Seconds. */
const longestWaitSeconds = 30;
/** What was published longer ago is history that was brought in, of which nobody need be told in a hurry. Days. */
const newestDays = 3;
/** Rows written at a time: the wire carries 65,535 values. */
const batchSize = 3_000;

/**
 * Writes down who is to be told of what monitors have found. Somebody is told of a mention once, however often it is
 * found and by however many monitors: hearing the same again changes nothing.
 * @returns how many are new
 */
export async function hearMatches(
  db: Db,
  workspaceId: string,
  matches: readonly Heard[],
  at: Date,
): Promise<number> {
  const told = Map.groupBy(
    await findTold(withAlerts(db), workspaceId, matches),
    ({ monitorId }) => monitorId,
  );
  const wanted = matches.filter(({ monitorId }) => told.has(monitorId));
  const facts = await readFacts(
    db,
    workspaceId,
    new Date(at.getTime() - newestDays * 24 * 3_600_000),
    wanted.flatMap(({ mentionIds }) => mentionIds),
  );
  const items = new Map<string, AlertItemTable>();
  for (const { monitorId, mentionIds } of wanted)
    for (const mentionId of mentionIds) {
      const mention = facts.get(mentionId);
      if (!mention) continue;
      for (const rule of told.get(monitorId) ?? [])
        if (isWanted(rule, mention)) addItem(items, workspaceId, rule, mention, at);
    }
  if (items.size === 0) return 0;
  return db.transaction().execute((tx) => insertItems(withAlerts(tx), [...items.values()]));
}

const isWanted = (rule: Told, mention: Facts): boolean =>
  rule.pace !== "off" &&
  rule.news !== "spikes" &&
  (!rule.isNegativeOnly || mention.tone === "negative") &&
  (rule.leastHostility === 0 || (mention.hostility ?? 0) >= rule.leastHostility);

/** By which ways somebody is told. */
export const targetsOf = (rule: Pick<Told, "toDesk" | "toMail" | "receiverIds">): string[] => [
  ...(rule.toDesk ? ["desk"] : []),
  ...(rule.toMail ? ["mail"] : []),
  ...rule.receiverIds,
];

function addItem(
  items: Map<string, AlertItemTable>,
  workspaceId: string,
  rule: Told,
  mention: Facts,
  at: Date,
): void {
  const key = `${rule.userId} ${mention.id}`;
  const known = items.get(key);
  if (known) {
    known.level = strongestLevel([known.level, rule.level]);
    known.pace = quickestPace([known.pace, rule.pace]);
    known.targets = [...new Set([...known.targets, ...targetsOf(rule)])];
    known.monitor_ids = [...new Set([...known.monitor_ids, rule.monitorId])];
    return;
  }
  items.set(key, {
    workspace_id: workspaceId,
    user_id: rule.userId,
    mention_id: mention.id,
    published_at: mention.published_at,
    outlet: mention.outlet,
    channel: mention.channel,
    tone: mention.tone,
    monitor_ids: [rule.monitorId],
    level: rule.level,
    pace: rule.pace,
    targets: targetsOf(rule),
    heard_at: at,
    ready_at: new Date(at.getTime() + longestWaitSeconds * 1000),
    thread_id: null,
    alert_id: null,
  });
}

/**
 * Who is told of what each monitor finds. The rule for a monitor itself goes before those for all of ours, and these
 * before those for any; receivers of a monitor without a rule hear of it in the desk.
 */
export async function findTold(
  db: AlertDb,
  workspaceId: string,
  matches: readonly Pick<Heard, "monitorId">[],
): Promise<Told[]> {
  const ids = plainArray([...new Set(matches.map(({ monitorId }) => monitorId))]);
  const { rows } = await sql<Told>`
    select distinct on (monitor.id, member.user_id) monitor.id as "monitorId", member.user_id as "userId", rule.scope,
      coalesce(rule.news, 'all') as news, coalesce(rule.level, 'normal') as level, coalesce(rule.pace, 'instant') as pace,
      coalesce(rule.is_negative_only, false) as "isNegativeOnly",
      coalesce(rule.least_hostility, 0) as "leastHostility", coalesce(rule.to_desk, true) as "toDesk",
      coalesce(rule.to_mail, false) as "toMail", array(select id from listen.alert_receiver where id = any(rule.receiver_ids) and removed_at is null) as "receiverIds"
    from listen.monitor as monitor
    join platform.member as member on member.workspace_id = monitor.workspace_id
    left join listen.alert_rule as rule on rule.workspace_id = monitor.workspace_id and rule.user_id = member.user_id
      and case rule.scope when 'monitor' then rule.monitor_id = monitor.id
        when 'ours' then monitor.kind = 'ours' else rule.scope = 'any' end
    where monitor.workspace_id = ${workspaceId}::uuid and monitor.id = any(${ids}::uuid[])
      and monitor.removed_at is null
      and (rule.position is not null or member.user_id = any(monitor.receiver_ids))
    order by monitor.id, member.user_id,
      case when rule.scope = 'monitor' then 1 when rule.position is null then 2 when rule.scope = 'ours' then 3 else 4 end,
      rule.position`.execute(db);
  return rows;
}

async function readFacts(
  db: Db,
  workspaceId: string,
  since: Date,
  ids: readonly string[],
): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Facts>`
    select mention.id, mention.published_at, outlet, channel, tone, hostility from listen.mention_identity as identity
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${plainArray([...new Set(ids)])}::uuid[])
      and identity.published_at >= ${since.toISOString()}::timestamptz and gone_at is null`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

async function insertItems(tx: AlertDb, items: readonly AlertItemTable[]): Promise<number> {
  let added = 0;
  for (let from = 0; from < items.length; from += batchSize) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("listen.alert_item")
      .values(items.slice(from, from + batchSize))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    added += Number(numInsertedOrUpdatedRows ?? 0);
  }
  // What was put into a story before its match was heard of need not wait.
  const first = items[0];
  if (first)
    await sql`
      update listen.alert_item as item set ready_at = heard_at from listen.story_member as placed
      where item.workspace_id = ${first.workspace_id}::uuid and item.alert_id is null and item.ready_at > item.heard_at
        and item.mention_id = any(${plainArray(items.map(({ mention_id }) => mention_id))}::uuid[])
        and placed.workspace_id = item.workspace_id and placed.mention_id = item.mention_id`.execute(tx);
  return added;
}

/** Mentions were put into stories: what is to be told of them need wait no longer. @returns how many waited */
export async function hearPlaced(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update listen.alert_item set ready_at = heard_at
    where workspace_id = ${workspaceId}::uuid and mention_id = any(${plainArray(ids)}::uuid[])
      and alert_id is null and ready_at > heard_at`.execute(db);
  return Number(numAffectedRows ?? 0);
}
