import { type Selectable, sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { invalidField, notFound } from "#shared/app-error.ts";
import { foldValue } from "#text/fold.ts";
import { type Monitor, MonitorSettings } from "../../contract/monitor.ts";
import type { MonitorDb, MonitorTable } from "./monitor-tables.ts";
import { joinedQuery } from "./read-monitor-query.ts";

export type MonitorRow = Selectable<MonitorTable>;
type LoadedRow = MonitorRow & {
  owner_name: string | null;
  backfill_done: string | null;
  backfill_total: string | null;
};

/** The monitors of a workspace that were not removed, by folder and name; or just the one asked for. */
export async function selectMonitors(db: MonitorDb, workspaceId: string, id?: string): Promise<Monitor[]> {
  const { rows } = await sql<LoadedRow>`
    select monitor.*, owner.name as owner_name, backfill.done as backfill_done, backfill.total as backfill_total
    from listen.monitor as monitor
    left join auth."user" as owner on owner.id = monitor.owner_id
    left join listen.monitor_backfill as backfill
      on backfill.monitor_id = monitor.id and backfill.finished_at is null
    where monitor.workspace_id = ${workspaceId}::uuid and monitor.removed_at is null
      ${id === undefined ? sql`` : sql`and monitor.id = ${id}::uuid`}
    order by monitor.folder = '', monitor.folder, monitor.name_key`.execute(db);
  return rows.map((row) => ({
    ...settingsOf(row),
    id: row.id,
    joined: joinedQuery(row),
    ownerName: row.owner_name,
    revision: row.revision_count,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    backfill:
      row.backfill_total === null
        ? null
        : { done: Number(row.backfill_done), total: Number(row.backfill_total) },
  }));
}

/** @throws AppError `not_found` */
export async function loadMonitor(db: MonitorDb, workspaceId: string, id: string): Promise<Monitor> {
  const [monitor] = await selectMonitors(db, workspaceId, id);
  if (!monitor) throw notFound("monitor");
  return monitor;
}

/** The row of a monitor that was not removed. @throws AppError `not_found` */
export async function findMonitorRow(db: MonitorDb, workspaceId: string, id: string): Promise<MonitorRow> {
  const row = await db
    .selectFrom("listen.monitor")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound("monitor");
  return row;
}

/** What people decided about a monitor, as the contract has it. */
export const settingsOf = (row: MonitorRow): MonitorSettings => ({
  name: row.name,
  folder: row.folder,
  colour: row.colour,
  kind: row.kind,
  q: row.q,
  exclude: row.exclude,
  ownerId: row.owner_id,
  receiverIds: row.receiver_ids,
  state: row.state,
});

/** The columns that people decide. */
export const settingColumns = (settings: MonitorSettings) => ({
  name: settings.name,
  name_key: foldValue(settings.name),
  folder: settings.folder,
  colour: settings.colour,
  kind: settings.kind,
  q: settings.q,
  exclude: settings.exclude,
  owner_id: settings.ownerId,
  receiver_ids: settings.receiverIds,
  state: settings.state,
});

/** Another revision of what a workspace's monitors find. The caller has taken the monitors (`takeMonitors`). */
export async function nextSetRevision(tx: MonitorDb, workspaceId: string): Promise<number> {
  const { rows } = await sql<{ revision: string }>`
    insert into listen.monitor_set as known (workspace_id, revision) values (${workspaceId}::uuid, 1)
    on conflict (workspace_id) do update set revision = known.revision + 1
    returning revision`.execute(tx);
  return Number(rows[0]?.revision);
}

/**
 * Checks names and people of a monitor's settings.
 * @param id the monitor that is being changed
 * @throws AppError `invalid` that names the field: a name that is taken, an owner or receiver who is no member
 */
export async function checkMonitorSettings(
  tx: MonitorDb,
  workspaceId: string,
  settings: MonitorSettings,
  id: string | null,
): Promise<void> {
  const namesake = await tx
    .selectFrom("listen.monitor")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("name_key", "=", foldValue(settings.name))
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (namesake && namesake.id !== id)
    throw invalidField("name", "monitor.name_taken", { name: settings.name });
  const people = [...settings.receiverIds, ...(settings.ownerId === null ? [] : [settings.ownerId])];
  const members = await tx
    .selectFrom("platform.member")
    .select("user_id")
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`user_id = any(${people}::uuid[])`)
    .execute();
  const known = new Set(members.map((member) => member.user_id));
  if (settings.ownerId !== null && !known.has(settings.ownerId))
    throw invalidField("ownerId", "monitor.no_member");
  const stranger = settings.receiverIds.findIndex((receiver) => !known.has(receiver));
  if (stranger >= 0) throw invalidField(`receiverIds.${stranger}`, "monitor.no_member");
}

/** Writes down who made a monitor what it is. */
export async function addRevision(
  tx: MonitorDb,
  actor: RequestContext["actor"],
  row: Pick<MonitorRow, "id" | "workspace_id" | "revision_count">,
  change: { before: MonitorSettings | null; after: MonitorSettings | null; at: Date },
): Promise<void> {
  await tx
    .insertInto("listen.monitor_revision")
    .values({
      monitor_id: row.id,
      number: row.revision_count,
      workspace_id: row.workspace_id,
      changed_by: actor.kind === "user" ? actor.id : null,
      changed_by_name: actor.name,
      changed_at: change.at,
      before: change.before && JSON.stringify(change.before),
      after: change.after && JSON.stringify(change.after),
    })
    .execute();
}

/** Settings as they were kept; what has been added to them since has its usual value. */
export const readSettings = (kept: unknown): MonitorSettings => MonitorSettings.parse(kept);
