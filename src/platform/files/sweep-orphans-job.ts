import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { defineJob } from "#platform/jobs/define-job.ts";
import { sweepOrphans } from "./sweep-orphans.ts";

/** Removes, once a day, contents on disk that no row names. Ages are those of the disk, so the clock is the wall's. */
export const sweepOrphansJob = ({ db, dataDir }: { db: Db; dataDir: string }) =>
  defineJob({
    name: "platform.sweep-orphan-files",
    payload: z.object({}),
    cron: "23 19 * * *",
    run: async () => {
      await sweepOrphans(db, dataDir, { now: new Date() });
    },
  });
