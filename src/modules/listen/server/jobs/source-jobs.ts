import { z } from "zod";
import type { Tx } from "#platform/db/database.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import { id } from "#shared/ids.ts";
import { lookAgain } from "../network-sources/look-again.ts";
import type { PollParts } from "../sources/poll-parts.ts";
import { pollSource } from "../sources/poll-source.ts";
import { forgetOldPolls, type QueuedSource, takeDueSources } from "../sources/poll-store.ts";
import { renewHubs } from "../sources/subscribe-hub.ts";

const pollPayload = z.object({ workspaceId: id, sourceId: id, isForced: z.boolean().default(false) });
const pollKind = { name: "listen.poll-source", payload: pollPayload };
const sweepKind = { name: "listen.sweep-sources", payload: z.object({}) };

/** Milliseconds until a source is tried again whose site is busy with another one of its sources. */
const busyMs = 2_000;
const busySpreadMs = 3_000;

/** Has a source polled as soon as a worker is free. @returns false when it waits for that already */
export async function queuePollJob(jobs: JobQueue, source: QueuedSource, tx?: Tx): Promise<boolean> {
  const jobId = await jobs.send(pollKind, source, {
    singletonKey: source.sourceId,
    ...(tx ? { tx } : {}),
  });
  return jobId !== null;
}

/** Has all due sources queued now instead of at the next full minute. */
export async function queueSweepJob(jobs: JobQueue, tx?: Tx): Promise<void> {
  await jobs.send(sweepKind, {}, { singletonKey: "now", ...(tx ? { tx } : {}) });
}

/**
 * The background work of listening to sources. A source is polled by one worker at a time, however many processes run
 * these; a source whose job was lost is swept up again.
 */
export function sourceJobs(parts: PollParts, jobs: JobQueue): AnyJobKind[] {
  const sweepSources = defineJob({
    ...sweepKind,
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 60,
    run: async () => {
      await parts.db.transaction().execute(async (tx) => {
        for (const source of await takeDueSources(tx, parts.now())) await queuePollJob(jobs, source, tx);
      });
    },
  });
  const pollOne = defineJob({
    ...pollKind,
    concurrency: 6,
    // What goes wrong with a source is on its health page and tried again by its own schedule.
    retryLimit: 0,
    expireInSeconds: 300,
    run: async ({ payload }) => {
      const result = await pollSource(parts, payload);
      if (result.kind !== "host_busy") return;
      // pg-boss keeps the clock of the wall, whatever clock the desk runs on.
      const startAfter = new Date(Date.now() + busyMs + parts.random() * busySpreadMs);
      await jobs.send(pollKind, payload, { singletonKey: payload.sourceId, startAfter });
    },
  });
  const renewSubscriptions = defineJob({
    name: "listen.renew-hubs",
    payload: z.object({}),
    cron: "17 * * * *",
    run: async () => {
      if (parts.push) await renewHubs(parts, parts.push);
    },
  });
  const lookAtPosts = defineJob({
    name: "listen.look-again",
    payload: z.object({}),
    cron: "*/10 * * * *",
    retryLimit: 0,
    run: async () => {
      await lookAgain(parts);
    },
  });
  const forgetPolls = defineJob({
    name: "listen.forget-polls",
    payload: z.object({}),
    cron: "41 18 * * *",
    run: () => forgetOldPolls(parts.db, parts.now()),
  });
  return [sweepSources, pollOne, renewSubscriptions, lookAtPosts, forgetPolls];
}
