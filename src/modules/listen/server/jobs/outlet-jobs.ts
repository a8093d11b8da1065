import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { lookForGaps, workspacesWithRhythm } from "../outlets/look-for-gaps.ts";

type OutletJobParts = { db: Db; log: Logger; now: () => Date; stopping: AbortSignal };

/** The background work of outlets: four times an hour it is looked who fell silent. */
export function outletJobs({ db, log, now, stopping }: OutletJobParts): AnyJobKind[] {
  const look = defineJob({
    name: "listen.look-for-gaps",
    payload: z.object({}),
    cron: "*/15 * * * *",
    // The next look sees what a lost one should have seen.
    retryLimit: 0,
    expireInSeconds: 600,
    run: async () => {
      for (const workspaceId of await workspacesWithRhythm(db, now())) {
        if (stopping.aborted) return;
        const changes = await lookForGaps({ db, now }, workspaceId);
        if (changes !== null && changes.began + changes.ended > 0)
          log.info(changes, "silences of outlets changed");
      }
    },
  });
  return [look];
}
