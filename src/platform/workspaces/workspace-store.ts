import { randomUUID } from "node:crypto";
import type { Workspace } from "#platform/contract/workspaces.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import { type Zone, zone } from "#shared/ids.ts";
import { workspaceSlug } from "./workspace-slug.ts";

/** Stores a workspace under the first free address made from its name. */
export async function insertWorkspace(
  tx: Tx,
  input: { name: string; zone: Zone },
  at: Date,
): Promise<Workspace> {
  for (let attempt = 1; ; attempt += 1) {
    const row = await tx
      .insertInto("platform.workspace")
      .values({ id: randomUUID(), slug: workspaceSlug(input.name, attempt), ...input, created_at: at })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row) return toWorkspace(row);
  }
}

/** @throws AppError not_found */
export async function findWorkspace(db: Db | Tx, workspaceId: string): Promise<Workspace> {
  const row = await db
    .selectFrom("platform.workspace")
    .selectAll()
    .where("id", "=", workspaceId)
    .executeTakeFirst();
  if (!row) throw notFound("workspace", workspaceId);
  return toWorkspace(row);
}

export const toWorkspace = (row: {
  id: string;
  slug: string;
  name: string;
  zone: string;
  created_at: Date;
}): Workspace => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  zone: zone.parse(row.zone),
  createdAt: row.created_at.toISOString(),
});
