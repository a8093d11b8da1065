import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { sourcesRenamed } from "../../contract/events.ts";
import { backfillKind, findAbandonedBackfills, queueBackfill } from "../monitors/backfill-store.ts";
import { followRenamedSources } from "../monitors/follow-renamed-sources.ts";
import { withMonitors } from "../monitors/monitor-tables.ts";
import { runBackfill } from "../monitors/run-backfill.ts";

type MonitorJobParts = { db: Db; jobs: JobQueue; log: Logger; now: () => Date; stopping: AbortSignal };

/**
 * The background work of monitors: going through what is stored with one that is new or was changed, and clearing away
 * what a removed one has found. Work whose worker died is found within two minutes and goes on where it was.
 */
export function monitorJobs(parts: MonitorJobParts): AnyJobKind[] {
  const { db, jobs, log, stopping } = parts;
  const runParts = {
    ...parts,
    pause: async (ms: number) => {
      await pause(ms);
    },
  };
  const backfillMonitor = defineJob({
    ...backfillKind,
    // A backfill that ends early is found by the sweep.
    retryLimit: 0,
    concurrency: 2,
    expireInSeconds: 12 * 3600,
    run: async ({ payload, signal }) => {
      const decided = await runBackfill(runParts, payload.monitorId, AbortSignal.any([signal, stopping]));
      log.info({ decided }, "monitor asked of what is stored");
    },
  });
  const sweep = defineJob({
    name: "listen.sweep-backfills",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    run: async () => {
      for (const monitorId of await findAbandonedBackfills(withMonitors(db)))
        await queueBackfill(jobs, monitorId);
    },
  });
  return [backfillMonitor, sweep];
}

/** What monitors hear: that sources are called otherwise. */
export const monitorSubscriptions = ({ db, jobs, now }: MonitorJobParts): Subscription[] => [
  onEvent(sourcesRenamed, "listen.follow-renamed-sources", ({ workspaceId }) =>
    followRenamedSources(db, jobs, workspaceId, now()),
  ),
];
