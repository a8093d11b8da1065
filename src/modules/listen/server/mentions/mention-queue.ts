import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { type MentionDb, withMentions } from "./tables.ts";

/** Mentions that are worked off in one transaction. */
const batchSize = 200;
/** Polls bring few mentions at a time: so many of their rows make a batch at most. */
const rowsLookedAt = 50;

/** What was taken from a queue: the rows, and the mentions that they name. */
export type QueuedMentions = { seqs: string[]; ids: string[] };

/** Mentions that wait for work done behind the intake, in the order in which they came. */
export type MentionQueue = {
  /** Has mentions wait. Saying it twice of one does no harm. */
  add(db: Db | Tx | MentionDb, workspaceId: string, ids: readonly string[]): Promise<void>;
  /** Workspaces in which mentions wait. */
  findWaiting(db: Db | Tx | MentionDb): Promise<string[]>;
  /** The batches that waited longest, about as many mentions as are worked off at once. */
  next(tx: Tx | MentionDb, workspaceId: string): Promise<QueuedMentions>;
  /** Ends the wait of what `next` gave. */
  remove(tx: Tx | MentionDb, workspaceId: string, taken: QueuedMentions): Promise<void>;
};

/** The queue that is kept in a table with the columns workspace_id, seq and mention_ids. */
export function makeMentionQueue(
  tableName: "listen.copy_queue" | "listen.story_queue" | "listen.tie_queue",
): MentionQueue {
  const table = sql.table(tableName);
  return {
    async add(db, workspaceId, ids) {
      if (ids.length === 0) return;
      const batches = Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, at) =>
        ids.slice(at * batchSize, (at + 1) * batchSize),
      );
      const rows = batches.map((batch) => sql`(${workspaceId}::uuid, ${batch}::uuid[])`);
      await sql`insert into ${table} (workspace_id, mention_ids) values ${sql.join(rows)}`.execute(
        withMentions(db),
      );
    },
    async findWaiting(db) {
      const { rows } = await sql<{ id: string }>`
        select workspace.id from platform.workspace as workspace
        where exists (select from ${table} as waiting where waiting.workspace_id = workspace.id)`.execute(
        withMentions(db),
      );
      return rows.map((row) => row.id);
    },
    async next(tx, workspaceId) {
      const { rows } = await sql<{ seq: string; mention_ids: string[] }>`
        select seq, mention_ids from ${table} where workspace_id = ${workspaceId}::uuid
        order by seq limit ${rowsLookedAt}`.execute(withMentions(tx));
      const taken: QueuedMentions = { seqs: [], ids: [] };
      for (const row of rows) {
        if (taken.ids.length > 0 && taken.ids.length + row.mention_ids.length > batchSize) break;
        taken.seqs.push(row.seq);
        taken.ids.push(...row.mention_ids);
      }
      return taken;
    },
    async remove(tx, workspaceId, { seqs }) {
      await sql`delete from ${table}
        where workspace_id = ${workspaceId}::uuid and seq = any(${seqs}::bigint[])`.execute(withMentions(tx));
    },
  };
}
