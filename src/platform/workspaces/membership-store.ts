import type { Db } from "#platform/db/database.ts";
import type { Membership } from "#platform/http/request-context.ts";
import { zone } from "#shared/ids.ts";
import { permissionsOf, role } from "#shared/permissions.ts";

/** A membership with when it was last used; null for an API key's. */
export type FoundMembership = Membership & { lastSeenAt: Date | null };

type Wanted =
  | { userId: string; workspaceSlug: string | null }
  | { workspaceId: string; workspaceSlug: string | null };

/** Finds under which membership somebody acts: the named workspace, or the one joined first. */
export async function findMembership(db: Db, wanted: Wanted): Promise<FoundMembership | null> {
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
          lastSeenAt: null,
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
): Promise<FoundMembership[]> {
  let query = db
    .selectFrom("platform.member as member")
    .innerJoin("platform.workspace as workspace", "workspace.id", "member.workspace_id")
    .select(["workspace.id", "workspace.slug", "workspace.name", "workspace.zone", "member.role"])
    .select("member.last_seen_at")
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
      lastSeenAt: row.last_seen_at,
    };
  });
}

const minuteMs = 60_000;

/** Notes that a member is at work, at most once a minute, so that reading costs no writing. */
export async function noteSeen(
  db: Db,
  membership: FoundMembership,
  userId: string,
  now: Date,
): Promise<void> {
  const { workspaceId, lastSeenAt } = membership;
  // Apart in either direction: the clock of a demo may have been set back.
  if (lastSeenAt !== null && Math.abs(now.getTime() - lastSeenAt.getTime()) < minuteMs) return;
  await db
    .updateTable("platform.member")
    .set({ last_seen_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .execute();
}
