import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { findCopyGroups } from "../copies/copy-groups.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { withAlerts } from "./alert-tables.ts";
import type { Whose } from "./person-store.ts";

/**
 * To what each mention belongs as a person hears of it: one group of copies is one thread. Found by the other members of
 * the group, of whom the person has heard, and not by the group's id: groups merge, and a mention that stood alone when
 * somebody heard of it may have copies since.
 * @returns thread ids by mention; threads that are new are stored
 */
export async function findThreads(
  tx: Tx,
  { workspaceId, userId }: Whose,
  items: readonly { mention_id: string }[],
  now: Date,
): Promise<Map<string, string>> {
  const ids = items.map(({ mention_id }) => mention_id);
  const groups = await findCopyGroups(tx, workspaceId, ids);
  const known = await threadsOfGroups(tx, { workspaceId, userId }, [...new Set(groups.values())]);
  const threads = new Map<string, string>();
  const fresh: string[] = [];
  for (const id of ids) {
    const key = groups.get(id) ?? id;
    let thread = known.get(key);
    if (thread === undefined) {
      thread = randomUUID();
      fresh.push(thread);
      known.set(key, thread);
    }
    threads.set(id, thread);
  }
  if (fresh.length > 0)
    await withAlerts(tx)
      .insertInto("listen.alert_thread")
      .values(
        fresh.map((id) => ({
          id,
          workspace_id: workspaceId,
          user_id: userId,
          started_at: now,
          snoozed_until: null,
        })),
      )
      .execute();
  return threads;
}

/** Of each group of copies, the oldest thread in which the person has heard of a member. */
async function threadsOfGroups(
  tx: Tx,
  { workspaceId, userId }: Whose,
  groupIds: readonly string[],
): Promise<Map<string, string>> {
  if (groupIds.length === 0) return new Map();
  const { rows } = await sql<{ group_id: string; thread_id: string }>`
    select distinct on (member.group_id) member.group_id, item.thread_id
    from listen.copy_member as member
    join listen.alert_item as item on item.workspace_id = member.workspace_id and item.user_id = ${userId}::uuid
      and item.mention_id = member.mention_id
    where member.workspace_id = ${workspaceId}::uuid and member.group_id = any(${plainArray(groupIds)}::uuid[])
      and item.thread_id is not null
    order by member.group_id, item.heard_at, item.mention_id`.execute(tx);
  return new Map(rows.map((row) => [row.group_id, row.thread_id]));
}
