import { createChildRunner } from "#platform/child/child-runner.ts";
import { type FeedAnswer, type FeedBody, readFeedBody } from "./read-feed-body.ts";

/**
 * Larger bodies are read in a process of their own. An ordinary feed of this size takes some 40 ms, for which the desk
 * may pause; starting the process takes ten times that, so it is worth it only for more. Bytes.
 */
const largeBytes = 300_000;

/**
 * The longest body that may be fetched (10 MiB) takes two or three seconds, and the most that an honest one of that
 * length was seen to need is 130 MB.
 */
const child = createChildRunner<FeedBody, FeedAnswer>(new URL("./feed-child.ts", import.meta.url), {
  timeMs: 20_000,
  memoryMb: 256,
  idleMs: 10_000,
});

/**
 * Reads what a feed's address answered, without holding up anything else.
 * @throws ChildError when a large body takes more time or memory than any honest one needs; `signal.reason`
 */
export async function readFeed(given: FeedBody, signal?: AbortSignal): Promise<FeedAnswer> {
  return given.body.byteLength > largeBytes ? child.run(given, signal) : readFeedBody(given);
}
