import type { Member } from "#platform/contract/workspaces.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { type Role, role } from "#shared/permissions.ts";

/** Makes somebody a member; who is one already keeps their role. @returns whether they are new */
export async function insertMember(
  tx: Tx,
  workspaceId: string,
  userId: string,
  as: Role,
  at: Date,
): Promise<boolean> {
  const inserted = await tx
    .insertInto("platform.member")
    .values({ workspace_id: workspaceId, user_id: userId, role: as, joined_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning("user_id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The members of a workspace, in the order of joining, or just the one asked for. */
export async function selectMembers(db: Db | Tx, workspaceId: string, userId?: string): Promise<Member[]> {
  let query = db
    .selectFrom("platform.member as member")
    .innerJoin("auth.user as user", "user.id", "member.user_id")
    .select(["user.id", "user.name", "user.email", "user.twoFactorEnabled"])
    .select(["member.role", "member.joined_at", "member.last_seen_at"])
    .where("member.workspace_id", "=", workspaceId)
    .orderBy("member.joined_at")
    .orderBy("user.id");
  if (userId !== undefined) query = query.where("member.user_id", "=", userId);
  return (await query.execute()).map((row) => ({
    userId: row.id,
    name: row.name,
    email: row.email,
    role: role.parse(row.role),
    hasTwoFactor: row.twoFactorEnabled === true,
    joinedAt: row.joined_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }));
}

/** How many owners a workspace has, held still for the rest of the transaction so that two cannot leave at once. */
export async function countOwners(tx: Tx, workspaceId: string): Promise<number> {
  const owners = await tx
    .selectFrom("platform.member")
    .select("user_id")
    .where("workspace_id", "=", workspaceId)
    .where("role", "=", "owner")
    .orderBy("user_id")
    .forUpdate()
    .execute();
  return owners.length;
}
