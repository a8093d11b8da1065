import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import { openStoryReader } from "#platform/language/story-reader.ts";
import type { Logger } from "#platform/log/logger.ts";
import { mentionsCompared } from "../../contract/events.ts";
import { groupStories } from "../stories/group-stories.ts";
import {
  findWaitingStories,
  groupStoriesKind,
  queueForStories,
  queueStories,
} from "../stories/story-queue.ts";
import { withStories } from "../stories/story-tables.ts";
import { makeStoryMemory } from "../stories/story-window.ts";

type StoryJobParts = { db: Db; jobs: JobQueue; log: Logger; now: () => Date; stopping: AbortSignal };

/**
 * The background work of stories, behind the comparison for copies. What a lost job left waiting is found within a minute.
 */
export function storyJobs({ db, jobs, log, now, stopping }: StoryJobParts): AnyJobKind[] {
  const memory = makeStoryMemory(openStoryReader);
  const placeMentions = defineJob({
    ...groupStoriesKind,
    // What a run leaves waiting is swept up.
    retryLimit: 0,
    expireInSeconds: 3600,
    run: async ({ payload: { workspaceId }, signal }) => {
      const placed = await groupStories(
        { db, memory, now },
        workspaceId,
        AbortSignal.any([signal, stopping]),
      );
      if (placed > 0) log.debug({ placed }, "mentions placed in stories");
    },
  });
  const sweepStories = defineJob({
    name: "listen.sweep-stories",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 60,
    run: async () => {
      for (const workspaceId of await findWaitingStories(withStories(db)))
        await queueStories(jobs, workspaceId);
    },
  });
  return [placeMentions, sweepStories];
}

/** Has what was compared for copies placed in stories. */
export const storySubscription = ({ db, jobs }: Pick<StoryJobParts, "db" | "jobs">): Subscription =>
  onEvent(mentionsCompared, "listen.stories", async ({ workspaceId, payload }) => {
    await queueForStories(db, workspaceId, payload.ids);
    await queueStories(jobs, workspaceId);
  });
