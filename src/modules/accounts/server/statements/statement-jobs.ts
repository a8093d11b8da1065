import { z } from "zod";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import { statementKept } from "../../contract/events.ts";
import { silentUntil } from "../ask-network.ts";
import { type SendParts, sendStatements } from "./send-statements.ts";
import { findDueAccounts, loseAbandoned, nextDueAt, refuseLate } from "./take-statement.ts";

export type StatementJobParts = SendParts & { jobs: JobQueue };

const sendStatementsKind = {
  name: "accounts.send-statements",
  payload: z.object({ accountId: z.uuid() }),
};

/** Has what is due of an account sent, at an hour of the desk's clock. One that waits for the same hour is enough. */
async function queueSending({ jobs, now }: StatementJobParts, accountId: string, at?: Date): Promise<void> {
  if (at === undefined) {
    await jobs.send(sendStatementsKind, { accountId }, { singletonKey: accountId });
    return;
  }
  const waitMs = Math.max(0, at.getTime() - now().getTime());
  const singletonKey = `${accountId}@${at.toISOString()}`;
  await jobs.send(
    sendStatementsKind,
    { accountId },
    { singletonKey, startAfter: new Date(Date.now() + waitMs) },
  );
}

/**
 * The background work of sending. Each account is spoken through by one worker at a time; what a dead worker held, and
 * whatever else was forgotten, is found by the sweep of each minute.
 */
export function statementJobs(parts: StatementJobParts): AnyJobKind[] {
  const { db, now } = parts;
  return [
    defineJob({
      ...sendStatementsKind,
      retryLimit: 0,
      concurrency: 4,
      expireInSeconds: 900,
      run: async ({ payload: { accountId }, signal }) => {
        await sendStatements(parts, accountId, AbortSignal.any([signal, parts.stopping]));
        const silent = await silentUntil(db, accountId, now());
        const next = await nextDueAt(db, accountId, silent ? undefined : now());
        const at = next && silent && silent > next ? silent : next;
        if (at !== null && at > now()) await queueSending(parts, accountId, at);
      },
    }),
    defineJob({
      name: "accounts.sweep-statements",
      payload: z.object({}),
      cron: "* * * * *",
      retryLimit: 0,
      run: async () => {
        await refuseLate(db, now());
        await loseAbandoned(db, now());
        for (const accountId of await findDueAccounts(db, now())) await queueSending(parts, accountId);
      },
    }),
  ];
}

/** What is said goes out as soon as it is kept. */
export const statementSubscriptions = (parts: StatementJobParts): Subscription[] => [
  onEvent(statementKept, "accounts.send-kept", ({ payload }) => queueSending(parts, payload.accountId)),
];
