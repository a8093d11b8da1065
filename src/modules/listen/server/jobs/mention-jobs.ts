import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { applyRetention } from "../mentions/apply-retention.ts";

/** The background work of keeping mentions. */
export function mentionJobs(parts: { db: Db; log: Logger; now: () => Date }): AnyJobKind[] {
  const forgetOldMentions = defineJob({
    name: "listen.apply-retention",
    payload: z.object({}),
    // 02.20 in Jakarta, when offices sleep.
    cron: "20 19 * * *",
    expireInSeconds: 4 * 3_600,
    run: async () => {
      const removed = await applyRetention(parts.db, parts.now());
      parts.log.info({ removed }, "retention applied");
    },
  });
  return [forgetOldMentions];
}
