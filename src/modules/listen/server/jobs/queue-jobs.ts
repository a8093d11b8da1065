import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { type EventKind, onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { id } from "#shared/ids.ts";
import type { MentionQueue } from "../mentions/mention-queue.ts";

const payload = z.object({ workspaceId: id });

/** Work on mentions that goes on behind the intake, so that a burst is stored as fast as without it. */
export type QueueWork = {
  queue: MentionQueue;
  /** The name of the job that works the queue off, and of the one that finds what a lost job left waiting. */
  name: string;
  sweepName: string;
};

export type QueueJobParts = { db: Db; jobs: JobQueue; log: Logger; stopping: AbortSignal };

/** Has a workspace's queue worked off as soon as a worker is free. */
const send = (jobs: JobQueue, { name }: QueueWork, workspaceId: string) =>
  jobs.send({ name, payload }, { workspaceId }, { singletonKey: workspaceId });

/**
 * The jobs that work a queue off. What a lost job left waiting is found within a minute.
 * @param workOff works off what waits in a workspace until nothing does or `end` says stop; gives how many mentions
 */
export function queueJobs(
  { db, jobs, log, stopping }: QueueJobParts,
  work: QueueWork,
  workOff: (workspaceId: string, end: AbortSignal) => Promise<number>,
): AnyJobKind[] {
  const workOffQueue = defineJob({
    name: work.name,
    payload,
    // What a run leaves waiting is swept up.
    retryLimit: 0,
    expireInSeconds: 3600,
    run: async ({ payload: { workspaceId }, signal }) => {
      const mentions = await workOff(workspaceId, AbortSignal.any([signal, stopping]));
      if (mentions > 0) log.debug({ job: work.name, mentions }, "waiting mentions worked off");
    },
  });
  const sweep = defineJob({
    name: work.sweepName,
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 60,
    run: async () => {
      for (const workspaceId of await work.queue.findWaiting(db)) await send(jobs, work, workspaceId);
    },
  });
  return [workOffQueue, sweep];
}

/** Has the mentions that an event names wait, and worked off. */
export const queueSubscription = (
  { db, jobs }: Pick<QueueJobParts, "db" | "jobs">,
  work: QueueWork,
  event: EventKind<z.ZodType<{ ids: string[] }>>,
  subscriber: string,
): Subscription =>
  onEvent(event, subscriber, async ({ workspaceId, payload: { ids } }) => {
    await work.queue.add(db, workspaceId, ids);
    await send(jobs, work, workspaceId);
  });
