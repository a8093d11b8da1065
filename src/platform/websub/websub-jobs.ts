import { z } from "zod";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import { announceKind, pingHub } from "./announce-topics.ts";
import { deliverFeed } from "./deliver-feed.ts";
import { findSubscribers, sweepSubscribers } from "./subscriber-store.ts";
import { intent, verifyIntent } from "./verify-intent.ts";
import type { WebSubParts } from "./websub-parts.ts";

export const verifyKind = { name: "platform.verify-subscriber", payload: intent };

const deliverKind = {
  name: "platform.deliver-feed",
  payload: z.object({ subscriberId: z.uuid(), attempt: z.number() }),
};

const pingKind = {
  name: "platform.ping-hub",
  payload: z.object({ topic: z.string(), workspaceId: z.uuid(), hub: z.string() }),
};

/** The hub's background work. What a stranger's server does wrong is never a failed job of ours. */
export function webSubJobs(parts: WebSubParts): AnyJobKind[] {
  const { db, jobs, now } = parts;
  return [
    defineJob({
      ...announceKind,
      run: async ({ payload: { topics } }) => {
        for (const address of topics) {
          const topic = await parts.readTopic(address);
          if (topic === null) continue;
          if (topic.hubUrl === parts.hubUrl())
            for (const subscriberId of await findSubscribers(db, address, now()))
              await jobs.send(
                deliverKind,
                { subscriberId, attempt: 0 },
                { singletonKey: `${subscriberId}:0` },
              );
          else {
            const told = { topic: address, workspaceId: topic.workspaceId, hub: topic.hubUrl };
            await jobs.send(pingKind, told, { singletonKey: address });
          }
        }
      },
    }),
    defineJob({
      ...verifyKind,
      retryLimit: 0,
      concurrency: 2,
      run: ({ payload }) => verifyIntent(parts, payload),
    }),
    defineJob({
      ...deliverKind,
      retryLimit: 2,
      concurrency: 4,
      run: async ({ payload: { subscriberId, attempt } }) => {
        const waitMs = await deliverFeed(parts, { subscriberId, attempt });
        if (waitMs === null) return;
        const next = { subscriberId, attempt: attempt + 1 };
        // By the wall's clock, as all jobs.
        const startAfter = new Date(Date.now() + waitMs);
        await jobs.send(deliverKind, next, { singletonKey: `${subscriberId}:${attempt + 1}`, startAfter });
      },
    }),
    defineJob({
      ...pingKind,
      retryLimit: 6,
      run: async ({ payload }) => {
        if (!(await pingHub(parts, payload))) throw new Error(`the hub ${payload.hub} did not take the news`);
      },
    }),
    defineJob({
      name: "platform.sweep-feed-subscribers",
      payload: z.object({}),
      cron: "41 * * * *",
      run: async () => sweepSubscribers(db, now()),
    }),
  ];
}
