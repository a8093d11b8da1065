import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import { mentionsPlaced, monitorsMatched, spikeGrown, spikeStarted } from "../../contract/events.ts";
import { queueSending, queueTelling, sendAlertsKind, tellPeopleKind } from "../alerts/alert-queue.ts";
import { escalateAlerts } from "../alerts/escalate-alerts.ts";
import { findWaitingPeople, gatherAlerts } from "../alerts/gather-alerts.ts";
import { hearMatches, hearPlaced } from "../alerts/hear-matches.ts";
import { hearSpike } from "../alerts/hear-spike.ts";
import { findDuePeople, planMessages } from "../alerts/plan-messages.ts";
import {
  findWaitingTargets,
  forgetOldAlerts,
  type SendParts,
  sendMessages,
} from "../alerts/send-messages.ts";

type AlertJobParts = SendParts & { jobs: JobQueue; stopping: AbortSignal };

/** Gathers what is ready, and writes down what is sent of it: of everybody who waits for something. */
export async function tellPeople(parts: { db: Db; now: () => Date }): Promise<void> {
  for (const whose of await findWaitingPeople(parts)) await gatherAlerts(parts, whose);
  for (const whose of await findDuePeople(parts)) await planMessages(parts, whose);
}

/**
 * The background work of alerts. Each step is a transaction that finds what the one before left, so that whatever dies
 * goes on elsewhere within a minute. Ways out do not wait for each other.
 */
export function alertJobs(parts: AlertJobParts): AnyJobKind[] {
  const { db, jobs, now, stopping } = parts;
  const sendWaiting = async () => {
    for (const target of await findWaitingTargets(parts)) await queueSending(jobs, target);
  };
  const tell = defineJob({
    ...tellPeopleKind,
    retryLimit: 0,
    run: async () => {
      await tellPeople(parts);
      await sendWaiting();
    },
  });
  const send = defineJob({
    ...sendAlertsKind,
    retryLimit: 0,
    concurrency: 6,
    expireInSeconds: 600,
    run: async ({ payload, signal }) => {
      await sendMessages(parts, payload.target, AbortSignal.any([signal, stopping]));
    },
  });
  const sweep = defineJob({
    name: "listen.sweep-alerts",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    run: async () => {
      await escalateAlerts(parts);
      await queueTelling(jobs);
      await sendWaiting();
    },
  });
  const forget = defineJob({
    name: "listen.forget-alerts",
    payload: z.object({}),
    // 03.10 in Jakarta.
    cron: "10 20 * * *",
    run: () => forgetOldAlerts(db, now()),
  });
  return [tell, send, sweep, forget];
}

/** What alerts hear: what monitors find as it comes in, and that it was put into stories. */
export const alertSubscriptions = ({ db, jobs, now }: AlertJobParts): Subscription[] => [
  onEvent(monitorsMatched, "listen.alert-matches", async ({ workspaceId, payload }) => {
    if ((await hearMatches(db, workspaceId, payload.matches, now())) > 0) await queueTelling(jobs);
  }),
  ...(
    [
      [spikeStarted, "listen.alert-spikes"],
      [spikeGrown, "listen.alert-grown-spikes"],
    ] as const
  ).map(([event, subscriber]) =>
    onEvent(event, subscriber, async ({ workspaceId, payload }) => {
      if ((await hearSpike(db, workspaceId, payload.spikeId, now())) > 0) await queueTelling(jobs);
    }),
  ),
  onEvent(mentionsPlaced, "listen.alert-placed", async ({ workspaceId, payload }) => {
    if ((await hearPlaced(db, workspaceId, payload.ids)) > 0) await queueTelling(jobs);
  }),
];
