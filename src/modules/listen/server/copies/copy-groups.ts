import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { type CopyDb, type CopyMemberTable, withCopies } from "./copy-tables.ts";

/**
 * Which group of copies each of these mentions stands in; those that stand in none are left out. Groups can grow, merge
 * (one of the two ids goes) and end. For whoever builds on copies: a story counts a group once.
 */
export async function findCopyGroups(
  db: Db | Tx,
  workspaceId: string,
  mentionIds: readonly string[],
): Promise<Map<string, string>> {
  if (mentionIds.length === 0) return new Map();
  const rows = await withCopies(db)
    .selectFrom("listen.copy_member")
    .select(["mention_id", "group_id"])
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`mention_id = any(${[...mentionIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.mention_id, row.group_id]));
}

/** Waits until nobody else changes the workspace's groups, and holds them until the transaction ends. */
export async function holdCopies(tx: CopyDb, workspaceId: string, version: number): Promise<void> {
  await tx
    .insertInto("listen.copy_state")
    .values({ workspace_id: workspaceId, version })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await sql`select from listen.copy_state where workspace_id = ${workspaceId}::uuid for update`.execute(tx);
}

/** Writes members; one who stood elsewhere moves. */
export async function putMembers(tx: CopyDb, members: readonly CopyMemberTable[]): Promise<void> {
  if (members.length === 0) return;
  await tx
    .insertInto("listen.copy_member")
    .values([...members])
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "mention_id"]).doUpdateSet((of) => ({
        group_id: of.ref("excluded.group_id"),
        kind: of.ref("excluded.kind"),
        similarity: of.ref("excluded.similarity"),
        share: of.ref("excluded.share"),
        like_id: of.ref("excluded.like_id"),
        joined_at: of.ref("excluded.joined_at"),
      })),
    )
    .execute();
}

/** Counts groups anew and finds their first; a group of one is none any more. */
export async function refreshGroups(
  tx: CopyDb,
  workspaceId: string,
  groupIds: readonly string[],
  at: Date,
): Promise<void> {
  const ids = [...new Set(groupIds)].sort();
  if (ids.length === 0) return;
  await sql`
    insert into listen.copy_group as known (workspace_id, id, created_at, member_count, outlet_count, first_id,
      first_published_at, first_outlet)
    select ${workspaceId}::uuid, wanted.id, ${at.toISOString()}::timestamptz, counted.members, counted.outlets,
      first.mention_id, first.published_at, first.outlet
    from unnest(${ids}::uuid[]) as wanted (id)
    cross join lateral (
      select count(*)::int as members, count(distinct lower(outlet))::int as outlets from listen.copy_member
      where workspace_id = ${workspaceId}::uuid and group_id = wanted.id) as counted
    cross join lateral (
      select mention_id, published_at, outlet from listen.copy_member
      where workspace_id = ${workspaceId}::uuid and group_id = wanted.id
      order by ordered_at, mention_id limit 1) as first
    where counted.members > 1
    on conflict (workspace_id, id) do update set member_count = excluded.member_count,
      outlet_count = excluded.outlet_count, first_id = excluded.first_id,
      first_published_at = excluded.first_published_at, first_outlet = excluded.first_outlet`.execute(tx);
  await countFromFirst(tx, workspaceId, ids);
  await sql`
    with ended as (
      select wanted.id from unnest(${ids}::uuid[]) as wanted (id)
      where (select count(*) from (
        select from listen.copy_member where workspace_id = ${workspaceId}::uuid and group_id = wanted.id limit 2
      ) as pair) < 2),
    left_alone as (
      delete from listen.copy_member using ended where workspace_id = ${workspaceId}::uuid and group_id = ended.id)
    delete from listen.copy_group using ended
    where workspace_id = ${workspaceId}::uuid and copy_group.id = ended.id`.execute(tx);
}

/** Likenesses that are turned round at most when another mention becomes the first. */
const mostTurned = 50;

/**
 * The first of a group is what others are like, not the other way round: where another one has become the first, the
 * likenesses between it and the one that was there before are turned round.
 */
async function countFromFirst(tx: CopyDb, workspaceId: string, groupIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ group_id: string; mention_id: string }>`
    select member.group_id, member.mention_id from listen.copy_group as copies
    join listen.copy_member as member on member.workspace_id = copies.workspace_id and member.mention_id = copies.first_id
    where copies.workspace_id = ${workspaceId}::uuid and copies.id = any(${[...groupIds]}::uuid[])
      and member.group_id = copies.id and member.kind <> 'origin'`.execute(tx);
  for (const { group_id, mention_id } of rows) {
    let edge: Edge = { kind: "origin", similarity: null, share: null, like_id: null };
    let id: string | null = mention_id;
    for (let turned = 0; id !== null && turned < mostTurned; turned += 1) {
      const before: Edge | undefined = await tx
        .selectFrom("listen.copy_member")
        .select(["kind", "similarity", "share", "like_id"])
        .where("workspace_id", "=", workspaceId)
        .where("group_id", "=", group_id)
        .where("mention_id", "=", id)
        .executeTakeFirst();
      if (!before) break;
      await tx
        .updateTable("listen.copy_member")
        .set(edge)
        .where("workspace_id", "=", workspaceId)
        .where("mention_id", "=", id)
        .execute();
      edge = { ...before, like_id: id };
      id = before.like_id;
    }
  }
}

type Edge = Pick<CopyMemberTable, "kind" | "similarity" | "share" | "like_id">;
