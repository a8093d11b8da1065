import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { findWaitingDoors, readDeliveries, readDeliveriesKind } from "../webhooks/read-deliveries.ts";
import { sweepInbox } from "./sweep-inbox.ts";

export type InboxJobParts = { db: Db; jobs: JobQueue; log: Logger; now: () => Date };

/** What receiving does besides its streams: reads what waits at the door, and forgets. */
export const inboxJobs = (parts: InboxJobParts): AnyJobKind[] => [
  defineJob({
    ...readDeliveriesKind,
    concurrency: 2,
    run: async ({ payload: { accountId } }) => {
      await readDeliveries(parts, accountId);
    },
  }),
  defineJob({
    name: "accounts.sweep-deliveries",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    run: async () => {
      for (const accountId of await findWaitingDoors(parts.db))
        await parts.jobs.send(readDeliveriesKind, { accountId }, { singletonKey: accountId });
    },
  }),
  defineJob({
    name: "accounts.sweep-inbox",
    payload: z.object({}),
    cron: "23 * * * *",
    run: () => sweepInbox(parts),
  }),
];
