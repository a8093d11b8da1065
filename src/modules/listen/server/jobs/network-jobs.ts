import type { Subscription } from "#platform/events/event-outbox.ts";
import type { AnyJobKind } from "#platform/jobs/define-job.ts";
import { mentionsCompared } from "../../contract/events.ts";
import { readTies, tieQueue } from "../network/read-ties.ts";
import { type QueueJobParts, type QueueWork, queueJobs, queueSubscription } from "./queue-jobs.ts";

const work: QueueWork = { queue: tieQueue, name: "listen.read-ties", sweepName: "listen.sweep-ties" };

/** The background work of networks: accounts and their ties are read behind the comparison for copies. */
export function networkJobs(parts: QueueJobParts): AnyJobKind[] {
  return queueJobs(parts, work, (workspaceId, end) => readTies(parts.db, workspaceId, end));
}

/** Has what was compared for copies, also once it was reworded, read for ties. */
export const tieSubscription = (parts: Pick<QueueJobParts, "db" | "jobs">): Subscription =>
  queueSubscription(parts, work, mentionsCompared, "listen.ties");
