import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { Logger } from "#platform/log/logger.ts";
import { type ReadingTurn, readUnread } from "../analysis/read-unread.ts";
import { runAnalysis } from "../analysis/run-analysis.ts";
import { analyseAgainKind, queueRun } from "../analysis/run-queue.ts";
import { findAbandonedRuns } from "../analysis/run-store.ts";
import { withMentions } from "../mentions/tables.ts";

/** A round of reading what was left unread ends before the next begins. Milliseconds. */
const roundMs = 45_000;

type AnalysisJobParts = {
  db: Db;
  jobs: JobQueue;
  log: Logger;
  analyst: Analyst;
  now: () => Date;
  stopping: AbortSignal;
};

/**
 * The background work of the language engine: reading again what another version has read, and reading what was stored
 * without the engine. A run whose worker died is found within two minutes and goes on where it was.
 */
export function analysisJobs(parts: AnalysisJobParts): AnyJobKind[] {
  const { db, jobs, log, stopping } = parts;
  const runParts = {
    ...parts,
    pause: async (ms: number) => {
      await pause(ms);
    },
  };
  const readEverythingAgain = defineJob({
    ...analyseAgainKind,
    // A run that ends early is found by the sweep.
    retryLimit: 0,
    expireInSeconds: 12 * 3600,
    run: async ({ payload, signal }) => {
      const read = await runAnalysis(runParts, payload.workspaceId, AbortSignal.any([signal, stopping]));
      log.info({ read }, "mentions read again");
    },
  });
  const turn: ReadingTurn = { last: null };
  const readTheUnread = defineJob({
    name: "listen.analyse-unread",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 120,
    run: async ({ signal }) => {
      for (const workspaceId of await findAbandonedRuns(withMentions(db))) await queueRun(jobs, workspaceId);
      const read = await readUnread(
        runParts,
        turn,
        AbortSignal.any([signal, stopping, AbortSignal.timeout(roundMs)]),
      );
      if (read > 0) log.info({ read }, "mentions read that were not yet");
    },
  });
  return [readEverythingAgain, readTheUnread];
}
