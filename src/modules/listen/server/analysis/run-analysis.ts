import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { forgetChangedNames } from "../entity-rules/changed-names.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { nextOfRun } from "./next-of-run.ts";
import { readAgain, type WaitingMention } from "./read-again.ts";
import { type AnalysisRun, countAnalysed, findOpenRun } from "./run-store.ts";

export type RunParts = {
  db: Db;
  analyst: Pick<Analyst, "summarise" | "version">;
  now: () => Date;
  /** Leaves the database to the desk between two batches. */
  pause: (ms: number) => Promise<void>;
};

const pauseMs = 30;

/**
 * Goes on with a workspace's run of reading again until it is done or `end` says stop: newest first, in small batches,
 * each of which notes how far it has come in its own transaction, so that a killed process loses nothing. Of two workers
 * at one run one steps back.
 * @returns how many mentions were read
 */
export async function runAnalysis(parts: RunParts, workspaceId: string, end: AbortSignal): Promise<number> {
  const db = withMentions(parts.db);
  const { version } = parts.analyst;
  let read = 0;
  for (;;) {
    const run = await findOpenRun(db, workspaceId);
    if (!run || end.aborted) return read;
    if (run.version !== version) {
      await beginAnew(db, run, version);
      continue;
    }
    const batch = await nextOfRun(db, run);
    const done = await readAgain(parts.db, workspaceId, batch, parts.analyst, parts.now(), (tx) =>
      batch.length > 0 ? noteProgress(tx, run, batch) : endPart(tx, run, parts.now()),
    );
    if (done === undefined) return read;
    read += done;
    if (batch.length > 0) await parts.pause(pauseMs);
  }
}

/** The desk was given another engine while the run went on: everything is to be read, whatever the run was for. */
async function beginAnew(db: MentionDb, run: AnalysisRun, version: string): Promise<void> {
  const { mentions, analysed } = await countAnalysed(db, run.workspace_id, version);
  await db
    .updateTable("listen.analysis_run")
    .set({
      version,
      scope: "engine",
      total: mentions - analysed,
      done: 0,
      read_until: null,
      read_until_id: null,
    })
    .where("id", "=", run.id)
    .where("version", "=", run.version)
    .execute();
}

/** Writes down how far a run has come. @returns false when another worker is at it */
async function noteProgress(
  platformTx: Tx,
  run: AnalysisRun,
  batch: readonly WaitingMention[],
): Promise<boolean> {
  const last = batch.at(-1);
  if (!last) return false;
  const done = Number(run.done) + batch.length;
  const { rows } = await sql<{ id: string }>`
    update listen.analysis_run set done = ${done}, worked_at = now(),
      read_until = ${last.published_at.toISOString()}::timestamptz, read_until_id = ${last.id}::uuid
    where id in (${turnAt(run)}) returning id`.execute(platformTx);
  if (rows.length === 0) return false;
  await announceRun(platformTx, run, done, false);
  return true;
}

/** Nothing is left of what the run reads at present: names follow on the engine, then it is done. */
async function endPart(platformTx: Tx, run: AnalysisRun, at: Date): Promise<boolean> {
  const hasNames = run.scope === "engine" && run.names_until !== null;
  const { rows } = await sql<{ id: string }>`
    update listen.analysis_run set worked_at = now(), ${
      hasNames
        ? sql`scope = 'names', read_until = null, read_until_id = null`
        : sql`finished_at = ${at.toISOString()}::timestamptz`
    }
    where id in (${turnAt(run)}) returning id`.execute(platformTx);
  if (rows.length === 0) return false;
  if (run.scope === "names" && run.names_until !== null)
    await forgetChangedNames(withMentions(platformTx), run.workspace_id, run.names_until);
  await announceRun(platformTx, run, Number(run.done), !hasNames);
  return true;
}

/** The run as it was seen, locked; nothing when another worker has gone on with it, or is about to. */
const turnAt = (run: AnalysisRun) => sql`
  select id from listen.analysis_run where id = ${run.id}::uuid and finished_at is null
    and version = ${run.version} and scope = ${run.scope}
    and read_until_id is not distinct from ${run.read_until_id}::uuid
  for update skip locked`;

async function announceRun(platformTx: Tx, run: AnalysisRun, done: number, isDone: boolean): Promise<void> {
  const total = Math.max(Number(run.total), done);
  await announceLive(platformTx, run.workspace_id, { type: "analysis", done, total, isDone });
}
