import type { Db } from "#platform/db/database.ts";
import type { Membership } from "#platform/http/request-context.ts";
import { zone } from "#shared/ids.ts";
import { permissionsOf, role } from "#shared/permissions.ts";

type Wanted =
  | { userId: string; workspaceSlug: string | null }
  | { workspaceId: string; workspaceSlug: string | null };

/** Finds under which membership somebody acts: the named workspace, or the one joined first. */
export async function findMembership(db: Db, wanted: Wanted): Promise<Membership | null> {
  const bySlug = wanted.workspaceSlug;
  if ("workspaceId" in wanted) {
    let query = db.selectFrom("platform.workspace").selectAll().where("id", "=", wanted.workspaceId);
    if (bySlug !== null) query = query.where("slug", "=", bySlug);
    const row = await query.executeTakeFirst();
    return row
      ? {
          workspaceId: row.id,
          slug: row.slug,
          name: row.name,
          zone: zone.parse(row.zone),
          role: "viewer",
          permissions: [],
        }
      : null;
  }
  const [first] = await listMemberships(db, wanted.userId, bySlug);
  return first ?? null;
}

/** The workspaces somebody belongs to, in the order of joining. */
export async function listMemberships(
  db: Db,
  userId: string,
  workspaceSlug: string | null = null,
): Promise<Membership[]> {
  let query = db
    .selectFrom("platform.member as member")
    .innerJoin("platform.workspace as workspace", "workspace.id", "member.workspace_id")
    .select(["workspace.id", "workspace.slug", "workspace.name", "workspace.zone", "member.role"])
    .where("member.user_id", "=", userId)
    .orderBy("member.joined_at")
    .orderBy("workspace.id");
  if (workspaceSlug !== null) query = query.where("workspace.slug", "=", workspaceSlug);
  const rows = await query.execute();
  return rows.map((row) => {
    const held = role.parse(row.role);
    return {
      workspaceId: row.id,
      slug: row.slug,
      name: row.name,
      zone: zone.parse(row.zone),
      role: held,
      permissions: permissionsOf(held),
    };
  });
}
