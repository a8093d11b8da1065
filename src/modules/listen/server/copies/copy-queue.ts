import { sql } from "kysely";
import { makeMentionQueue } from "../mentions/mention-queue.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { withCopies } from "./copy-tables.ts";

/** Mentions that wait to be compared with the others. */
export const copyQueue = makeMentionQueue("listen.copy_queue");

/** Has reworded mentions compared anew, by what they say now; the sweep finds them. */
export async function compareAgain(
  tx: MentionDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await withCopies(tx)
    .deleteFrom("listen.copy_sketch")
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`mention_id = any(${[...ids]}::uuid[])`)
    .execute();
  await copyQueue.add(tx, workspaceId, ids);
}
