import { makeMentionQueue } from "../mentions/mention-queue.ts";

/** Mentions that wait to be placed in stories. */
export const storyQueue = makeMentionQueue("listen.story_queue");
