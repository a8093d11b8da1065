import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { Logger } from "#platform/log/logger.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { loadSampleKind } from "../mentions/load-sample.ts";
import { storeSample } from "../mentions/store-sample.ts";
import { type CheckParts, checkOriginals } from "../originals/check-originals.ts";

/** How long one round of looking at originals may take: the next begins an hour after it began. Milliseconds. */
const checkRoundMs = 40 * 60_000;

type MentionJobParts = {
  db: Db;
  analyst: Analyst;
  log: Logger;
  now: () => Date;
  /** What looking at originals needs; null where nothing outside may be asked (the demo). */
  originals: CheckParts | null;
  stopping: AbortSignal;
};

/** The background work of keeping mentions. */
export function mentionJobs(parts: MentionJobParts): AnyJobKind[] {
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
  const checkSavedOriginals = defineJob({
    name: "listen.check-originals",
    payload: z.object({}),
    cron: "37 * * * *",
    // What was not looked at in this round is due in the next.
    retryLimit: 0,
    expireInSeconds: 55 * 60,
    run: async ({ signal }) => {
      if (parts.originals === null) return;
      const end = AbortSignal.any([signal, parts.stopping, AbortSignal.timeout(checkRoundMs)]);
      const checked = await checkOriginals(parts.originals, end);
      parts.log.info(checked, "originals looked at");
    },
  });
  const fillWithSample = defineJob({
    ...loadSampleKind,
    retryLimit: 5,
    expireInSeconds: 300,
    run: async ({ payload, signal }) => {
      const end = AbortSignal.any([signal, parts.stopping]);
      const stored = await storeSample(parts, payload.workspaceId, end);
      parts.log.info({ stored }, "sample loaded");
      // The queue gives it to whoever runs next.
      end.throwIfAborted();
    },
  });
  return [forgetOldMentions, checkSavedOriginals, fillWithSample];
}
