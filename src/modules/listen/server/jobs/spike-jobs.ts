import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { id } from "#shared/ids.ts";
import { mentionsStored } from "../../contract/events.ts";
import { lookForSpikes, workspacesToLook } from "../spikes/look-for-spikes.ts";
import type { SpikeMemory } from "../spikes/spike-volumes.ts";

type SpikeJobParts = { db: Db; jobs: JobQueue; log: Logger; now: () => Date };

const lookKind = { name: "listen.look-for-spikes", payload: z.object({ workspaceId: id }) };

/** The background work of spikes: every volume is looked at when mentions came in, and every minute. */
export function spikeJobs({ db, jobs, log, now }: SpikeJobParts): AnyJobKind[] {
  const memory: SpikeMemory = new Map();
  const look = defineJob({
    ...lookKind,
    // The next minute looks at what a lost look should have seen.
    retryLimit: 0,
    expireInSeconds: 600,
    run: async ({ payload: { workspaceId } }) => {
      const changes = await lookForSpikes({ db, memory, now }, workspaceId);
      if (changes !== null && changes > 0) log.info({ changes }, "spikes changed");
    },
  });
  const sweep = defineJob({
    name: "listen.sweep-spikes",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 60,
    run: async () => {
      for (const workspaceId of await workspacesToLook(db, now())) await queueLook(jobs, workspaceId);
    },
  });
  return [look, sweep];
}

/** Has a workspace's volumes looked at as soon as a worker is free. */
async function queueLook(jobs: JobQueue, workspaceId: string): Promise<void> {
  await jobs.send(lookKind, { workspaceId }, { singletonKey: workspaceId });
}

/** Has volumes looked at when mentions came in. */
export const spikeSubscription = ({ jobs }: Pick<SpikeJobParts, "jobs">): Subscription =>
  onEvent(mentionsStored, "listen.spikes", ({ workspaceId }) => queueLook(jobs, workspaceId));
