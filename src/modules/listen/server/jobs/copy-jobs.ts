import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import { likenessWeights } from "#platform/language/likeness-weights.ts";
import type { Logger } from "#platform/log/logger.ts";
import { mentionsStored } from "../../contract/events.ts";
import { findCopiesKind, findWaiting, queueCopies, queueMentions } from "../copies/copy-queue.ts";
import { withCopies } from "../copies/copy-tables.ts";
import { expireSketches, makeCopyMemory } from "../copies/copy-window.ts";
import { findCopies } from "../copies/find-copies.ts";

type CopyJobParts = { db: Db; jobs: JobQueue; log: Logger; now: () => Date; stopping: AbortSignal };

/**
 * The background work of finding copies: behind the intake, so that a burst is stored as fast as before and compared as
 * fast as a worker can. What a lost job left waiting is found within a minute.
 */
export function copyJobs(parts: CopyJobParts): AnyJobKind[] {
  const { db, jobs, log, now, stopping } = parts;
  const memory = makeCopyMemory(likenessWeights());
  const compareMentions = defineJob({
    ...findCopiesKind,
    // What a run leaves waiting is swept up.
    retryLimit: 0,
    expireInSeconds: 3600,
    run: async ({ payload: { workspaceId }, signal }) => {
      const compared = await findCopies(
        { db, memory, now },
        workspaceId,
        AbortSignal.any([signal, stopping]),
      );
      if (compared > 0) log.debug({ compared }, "mentions compared for copies");
    },
  });
  const sweepCopies = defineJob({
    name: "listen.sweep-copies",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 60,
    run: async () => {
      for (const workspaceId of await findWaiting(withCopies(db))) await queueCopies(jobs, workspaceId);
    },
  });
  const forgetSketches = defineJob({
    name: "listen.forget-sketches",
    payload: z.object({}),
    // 02.50 in Jakarta.
    cron: "50 19 * * *",
    run: async () => {
      const states = await withCopies(db).selectFrom("listen.copy_state").select("workspace_id").execute();
      for (const { workspace_id } of states) await expireSketches(withCopies(db), workspace_id, now());
    },
  });
  return [compareMentions, sweepCopies, forgetSketches];
}

/** Has what the intake stored compared. */
export const copySubscription = ({ db, jobs }: Pick<CopyJobParts, "db" | "jobs">): Subscription =>
  onEvent(mentionsStored, "listen.copies", async ({ workspaceId, payload }) => {
    await queueMentions(db, workspaceId, payload.ids);
    await queueCopies(jobs, workspaceId);
  });
