import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { findFile } from "#platform/files/file-store.ts";
import { invalidField, notFound } from "#shared/app-error.ts";
import { type Zone, zone as zoneShape } from "#shared/ids.ts";
import { type ClippingPlan, ClippingSettings } from "../../contract/clipping.ts";
import { type ClippingDb, type ClippingPlanTable, withClippings } from "./clipping-tables.ts";

export type PlanRow = Selectable<ClippingPlanTable>;

/** A plan as the contract has it. */
export const toPlan = (row: PlanRow): ClippingPlan => ({
  ...ClippingSettings.parse(row.settings),
  id: row.id,
  revision: row.revision,
  nextAt: row.next_at?.toISOString() ?? null,
  madeUntil: row.made_until?.toISOString() ?? null,
});

/** A plan that was not removed, held until the transaction ends. @throws AppError `not_found` */
export async function holdPlan(tx: ClippingDb, workspaceId: string, id: string): Promise<PlanRow> {
  const row = await tx
    .selectFrom("listen.clipping_plan")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("clipping_plan");
  return row;
}

/** The name and zone of an office. */
export async function findOffice(db: Db | Tx, workspaceId: string): Promise<{ name: string; zone: Zone }> {
  const row = await db
    .selectFrom("platform.workspace")
    .select(["name", "zone"])
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return { name: row.name, zone: zoneShape.parse(row.zone) };
}

/** Names and folders of those of these monitors that there are. */
export async function findMonitors(
  db: ClippingDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, { name: string; folder: string }>> {
  const { rows } = await sql<{ id: string; name: string; folder: string }>`
    select id, name, folder from listen.monitor
    where workspace_id = ${workspaceId}::uuid and id = any(${[...ids]}::uuid[]) and removed_at is null`.execute(
    db,
  );
  return new Map(rows.map(({ id, name, folder }) => [id, { name, folder }]));
}

/** The mail addresses of members, by who they are. */
export async function findAddresses(db: Db | Tx, workspaceId: string, userIds: readonly string[]) {
  const { rows } = await sql<{ id: string; email: string }>`
    select person.id, person.email from platform.member as member
    join auth."user" as person on person.id = member.user_id
    where member.workspace_id = ${workspaceId}::uuid and member.user_id = any(${[...userIds]}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, email }) => [id, email.toLowerCase()]));
}

/** @throws AppError `invalid` that names the setting at fault */
export async function checkPlan(tx: Tx, workspaceId: string, settings: ClippingSettings): Promise<void> {
  const { monitorIds, receiverIds, addresses, logoId, sendAt } = settings;
  const monitors = await findMonitors(withClippings(tx), workspaceId, monitorIds);
  const unknown = monitorIds.findIndex((id) => !monitors.has(id));
  if (unknown >= 0) throw invalidField(`monitorIds.${unknown}`, "clipping.no_monitor");
  const members = await findAddresses(tx, workspaceId, receiverIds);
  const stranger = receiverIds.findIndex((id) => !members.has(id));
  if (stranger >= 0) throw invalidField(`receiverIds.${stranger}`, "monitor.no_member");
  if (sendAt !== null && receiverIds.length + addresses.length === 0)
    throw invalidField("sendAt", "clipping.nobody_by_itself");
  if (logoId !== null) {
    const { mediaType } = await findFile(tx, workspaceId, logoId);
    if (!mediaType.startsWith("image/")) throw invalidField("logoId", "clipping.no_image");
  }
}
