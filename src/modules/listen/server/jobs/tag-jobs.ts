import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { findAbandonedRuns, queueRuleRun, ruleRunKind } from "../tag-rules/rule-run-store.ts";
import { runTagRule } from "../tag-rules/run-tag-rule.ts";
import { withTags } from "../tags/tag-tables.ts";

type TagJobParts = { db: Db; jobs: JobQueue; log: Logger; now: () => Date; stopping: AbortSignal };

/** What rules gave and took is told for so long. */
const keptDays = 90;

/**
 * The background work of rules that give tags: going through what is stored, and forgetting what they did long ago. A
 * run whose worker died is found within two minutes and goes on where it was.
 */
export function tagJobs(parts: TagJobParts): AnyJobKind[] {
  const { db, jobs, log, now, stopping } = parts;
  const runParts = {
    db,
    now,
    pause: async (ms: number) => {
      await pause(ms);
    },
  };
  const runRule = defineJob({
    ...ruleRunKind,
    // A run that ends early is found by the sweep.
    retryLimit: 0,
    concurrency: 1,
    expireInSeconds: 12 * 3600,
    run: async ({ payload, signal }) => {
      const looked = await runTagRule(runParts, payload.ruleId, AbortSignal.any([signal, stopping]));
      log.info({ looked }, "tag rule asked of what is stored");
    },
  });
  const sweep = defineJob({
    name: "listen.sweep-tag-rules",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    run: async () => {
      for (const ruleId of await findAbandonedRuns(withTags(db))) await queueRuleRun(jobs, ruleId);
    },
  });
  const forget = defineJob({
    name: "listen.forget-tag-firings",
    payload: z.object({}),
    cron: "17 2 * * *",
    retryLimit: 0,
    run: async () => {
      const before = new Date(now().getTime() - keptDays * 86_400_000);
      await withTags(db).deleteFrom("listen.tag_rule_firing").where("at", "<", before).execute();
    },
  });
  return [runRule, sweep, forget];
}
