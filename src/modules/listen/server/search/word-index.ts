import { sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";

/** Whether the word index can narrow a tsquery at all: it cannot find what only lacks a word ("NOT yang"). */
export async function isAnsweredByIndex(db: MentionDb, tsquery: string): Promise<boolean> {
  const { rows } = await sql<{ indexable: string }>`
    select querytree(${tsquery}::tsquery) as indexable`.execute(db);
  return !["", "T"].includes(rows[0]?.indexable ?? "");
}

/**
 * A tsquery as the word index sees it: weights and distances are checked only on the rows it fetches. Right for
 * estimating costs, not for finding.
 */
export const looseWords = (tsquery: string): string =>
  tsquery.replace(/'(?:[^'\\]|''|\\.)*'|<\d+>|:\*?[A-D]+/gs, (part) => {
    if (part.startsWith("<")) return "&";
    return part.startsWith(":") ? (part.includes("*") ? ":*" : "") : part;
  });

/**
 * Runs a statement that must go through the word index. Left to itself, the planner walks the time index for a rare
 * phrase, for it takes every phrase for equally common.
 */
export async function withWordIndex<T>(db: MentionDb, run: (tx: MentionDb) => Promise<T>): Promise<T> {
  if (db.isTransaction) return run(db);
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
      set_config('enable_indexonlyscan', 'off', true)`.execute(tx);
    return run(tx);
  });
}
