import { z } from "zod";
import type { Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import { mentionsCompared } from "../../contract/events.ts";
import { forgetNetworks, makeNetwork, makeNetworkKind } from "../network/make-network.ts";
import { readTies, tieQueue } from "../network/read-ties.ts";
import { type QueueJobParts, type QueueWork, queueJobs, queueSubscription } from "./queue-jobs.ts";

const work: QueueWork = { queue: tieQueue, name: "listen.read-ties", sweepName: "listen.sweep-ties" };

/** The background work of networks: accounts and their ties are read behind the comparison for copies. */
export function networkJobs(parts: QueueJobParts & { now: () => Date }): AnyJobKind[] {
  const { db, now, stopping } = parts;
  const make = defineJob({
    ...makeNetworkKind,
    retryLimit: 2,
    expireInSeconds: 300,
    run: ({ payload, signal }) => makeNetwork(parts, payload, AbortSignal.any([signal, stopping])),
  });
  const forget = defineJob({
    name: "listen.forget-networks",
    payload: z.object({}),
    // 03.05 in Jakarta.
    cron: "5 20 * * *",
    run: () => forgetNetworks(db, now()),
  });
  const readAll = (workspaceId: string, end: AbortSignal) => readTies(db, workspaceId, end);
  return [...queueJobs(parts, work, readAll), make, forget];
}

/** Has what was compared for copies, also once it was reworded, read for ties. */
export const tieSubscription = (parts: Pick<QueueJobParts, "db" | "jobs">): Subscription =>
  queueSubscription(parts, work, mentionsCompared, "listen.ties");
