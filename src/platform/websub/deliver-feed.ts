import { createHash, createHmac } from "node:crypto";
import { topicLinks } from "#platform/feeds-out/answer-feed.ts";
import { open } from "#platform/secrets/sealed-text.ts";
import { findSubscriber, forgetSubscriber, noteDelivered, noteFailed } from "./subscriber-store.ts";
import type { FeedSubscriberRow } from "./subscriber-table.ts";
import type { PublishedTopic } from "./topic.ts";
import { callMs, secretContext, type WebSubParts } from "./websub-parts.ts";

const minuteMs = 60_000;
/** How long is waited after each failure of one piece of news; then it is left until there is more. */
const pausesMs = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * minuteMs);
/** A subscriber that has failed so often in a row is forgotten. */
const mostFailures = 30;

/**
 * Brings a feed as it stands now to one subscriber (WebSub §7), unless it has just that already.
 * @param attempt how often this piece of news was tried before
 * @returns after how many milliseconds it is to be tried again; null when it arrived, or is given up
 */
export async function deliverFeed(
  parts: WebSubParts,
  { subscriberId, attempt }: { subscriberId: string; attempt: number },
): Promise<number | null> {
  const { db, now } = parts;
  const subscriber = await findSubscriber(db, subscriberId, now());
  if (!subscriber) return null;
  const topic = await parts.readTopic(subscriber.topic);
  // Switched off since, or told by another hub.
  if (topic === null || topic.hubUrl !== parts.hubUrl()) return null;
  const hash = createHash("sha256").update(topic.body).digest("hex");
  if (hash === subscriber.delivered_hash) return null;
  const status = await bring(parts, subscriber, topic);
  if (status !== null && status >= 200 && status < 300) {
    await noteDelivered(db, subscriberId, hash, now());
    return null;
  }
  if (status === 410) {
    await forgetSubscriber(db, subscriber);
    return null;
  }
  await noteFailed(db, subscriberId, mostFailures);
  return pausesMs[attempt] ?? null;
}

/** @returns what the subscriber answered; null where no answer came */
async function bring(
  { network, keys, log, stopping }: WebSubParts,
  { callback, secret, topic: address }: FeedSubscriberRow,
  topic: PublishedTopic,
): Promise<number | null> {
  try {
    const key = secret === null ? null : open(keys, secret, secretContext(address, callback));
    const answer = await network.call(callback, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": topic.mediaType,
        link: topicLinks(topic),
        ...(key !== null && {
          "x-hub-signature": `sha256=${createHmac("sha256", key).update(topic.body).digest("hex")}`,
        }),
      },
      body: topic.body,
      signal: AbortSignal.any([stopping, AbortSignal.timeout(callMs)]),
    });
    // What it says beside the status is of no use.
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    log.info({ err: error, host: new URL(callback).host }, "a subscriber of a feed could not be reached");
    return null;
  }
}
