import type { Subscription } from "#platform/events/event-outbox.ts";
import type { AnyJobKind } from "#platform/jobs/define-job.ts";
import { mentionsCompared } from "../../contract/events.ts";
import { groupStories } from "../stories/group-stories.ts";
import { storyQueue } from "../stories/story-queue.ts";
import { makeStoryMemory } from "../stories/story-window.ts";
import { type QueueJobParts, type QueueWork, queueJobs, queueSubscription } from "./queue-jobs.ts";

const work: QueueWork = {
  queue: storyQueue,
  name: "listen.group-stories",
  sweepName: "listen.sweep-stories",
};

/** The background work of stories, behind the comparison for copies. */
export function storyJobs(parts: QueueJobParts & { now: () => Date }): AnyJobKind[] {
  const { db, now } = parts;
  const memory = makeStoryMemory();
  return queueJobs(parts, work, (workspaceId, end) => groupStories({ db, memory, now }, workspaceId, end));
}

/** Has what was compared for copies placed in stories. */
export const storySubscription = (parts: Pick<QueueJobParts, "db" | "jobs">): Subscription =>
  queueSubscription(parts, work, mentionsCompared, "listen.stories");
