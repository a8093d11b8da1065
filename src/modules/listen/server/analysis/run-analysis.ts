import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { readAgain, type WaitingMention } from "./read-again.ts";
import { type AnalysisRun, countAnalysed, findOpenRun } from "./run-store.ts";
import { readingVersion } from "./taught-reader.ts";

export type RunParts = {
  db: Db;
  analyst: Pick<Analyst, "summarise" | "version">;
  now: () => Date;
  /** Leaves the database to the desk between two batches. */
  pause: (ms: number) => Promise<void>;
};

/** Few enough that whoever wants one of them does not wait. */
const batchSize = 100;
const pauseMs = 30;

/**
 * Goes on with a workspace's run of reading everything again until it is done or `end` says stop: newest first, in small
 * batches, each of which notes how far it has come in its own transaction, so that a killed process loses nothing. Of
 * two workers at one run one steps back.
 * @returns how many mentions were read
 */
export async function runAnalysis(parts: RunParts, workspaceId: string, end: AbortSignal): Promise<number> {
  const db = withMentions(parts.db);
  let read = 0;
  for (;;) {
    const run = await findOpenRun(db, workspaceId);
    if (!run || end.aborted) return read;
    const version = await readingVersion(db, workspaceId, parts.analyst);
    if (run.version !== version) {
      await beginAnew(db, run, version);
      continue;
    }
    const batch = await nextOf(db, run);
    const done = await readAgain(parts.db, workspaceId, batch, parts.analyst, (tx) =>
      noteProgress(tx, run, batch, parts.now()),
    );
    if (done === undefined || batch.length === 0) return read;
    read += done;
    await parts.pause(pauseMs);
  }
}

/** The desk was given another engine, or other rules on names, while the run went on. */
async function beginAnew(db: MentionDb, run: AnalysisRun, version: string): Promise<void> {
  const { mentions, analysed } = await countAnalysed(db, run.workspace_id, version);
  await db
    .updateTable("listen.analysis_run")
    .set({ version, total: mentions - analysed, done: 0, read_until: null, read_until_id: null })
    .where("id", "=", run.id)
    .where("version", "=", run.version)
    .execute();
}

async function nextOf(db: MentionDb, run: AnalysisRun): Promise<WaitingMention[]> {
  const { rows } = await sql<WaitingMention>`
    select id, published_at, title, text from listen.mention
    where workspace_id = ${run.workspace_id}::uuid and analysis_version is distinct from ${run.version}
      ${
        run.read_until === null
          ? sql``
          : sql`and (published_at, id) < (${run.read_until.toISOString()}::timestamptz, ${run.read_until_id}::uuid)`
      }
    order by published_at desc, id desc limit ${batchSize}`.execute(db);
  return rows;
}

/** Writes down how far a run has come. @returns false when another worker is at it */
async function noteProgress(
  platformTx: Tx,
  run: AnalysisRun,
  batch: readonly WaitingMention[],
  at: Date,
): Promise<boolean> {
  const last = batch.at(-1);
  const done = Number(run.done) + batch.length;
  const { rows } = await sql<{ id: string }>`
    update listen.analysis_run set done = ${done}, worked_at = now(),
      read_until = ${(last?.published_at ?? run.read_until)?.toISOString() ?? null}::timestamptz,
      read_until_id = ${last?.id ?? run.read_until_id}::uuid,
      finished_at = ${last ? null : at.toISOString()}::timestamptz
    where id in (select id from listen.analysis_run where id = ${run.id}::uuid and finished_at is null
      and version = ${run.version} and read_until_id is not distinct from ${run.read_until_id}::uuid
      for update skip locked)
    returning id`.execute(platformTx);
  if (rows.length === 0) return false;
  const total = Math.max(Number(run.total), done);
  await announceLive(platformTx, run.workspace_id, { type: "analysis", done, total, isDone: !last });
  return true;
}
