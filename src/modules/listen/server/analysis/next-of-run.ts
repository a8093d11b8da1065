import { type RawBuilder, sql } from "kysely";
import { findChangedNames, saysChanged } from "../entity-rules/changed-names.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { withWordIndex } from "../search/word-index.ts";
import type { WaitingMention } from "./read-again.ts";
import type { AnalysisRun } from "./run-store.ts";

/** Few enough that whoever wants one of them does not wait. */
const batchSize = 100;
/** Above so many the time index, walked from the newest, meets the next hundred sooner than the word index sorts all. */
const mostSorted = 20_000;

/** The next mentions that a run reads, newest first, from where it stands. */
export async function nextOfRun(db: MentionDb, run: AnalysisRun): Promise<WaitingMention[]> {
  switch (run.scope) {
    case "engine":
      return select(db, run, sql`analysis_version is distinct from ${run.version}`);
    case "days":
      return select(db, run, sql`published_at >= ${run.since?.toISOString() ?? null}::timestamptz`);
    case "names": {
      const changed = await findChangedNames(db, run.workspace_id, run.names_until);
      if (!changed) return [];
      const says = saysChanged(changed);
      return Number(run.total) > mostSorted
        ? select(db, run, says)
        : withWordIndex(db, (tx) => select(tx, run, says));
    }
  }
}

async function select(
  db: MentionDb,
  run: AnalysisRun,
  condition: RawBuilder<unknown>,
): Promise<WaitingMention[]> {
  const { rows } = await sql<WaitingMention>`
    select id, published_at, title, text from listen.mention
    where workspace_id = ${run.workspace_id}::uuid and ${condition}
      ${
        run.read_until === null
          ? sql``
          : sql`and (published_at, id) < (${run.read_until.toISOString()}::timestamptz, ${run.read_until_id}::uuid)`
      }
    order by published_at desc, id desc limit ${batchSize}`.execute(db);
  return rows;
}
