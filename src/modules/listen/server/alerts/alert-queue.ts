import { z } from "zod";
import type { JobQueue } from "#platform/jobs/define-job.ts";

/** Gathers and plans what waits for people. */
export const tellPeopleKind = { name: "listen.tell-people", payload: z.object({}) };

/** Sends what waits for one way: `mail`, or the id of a receiver. */
export const sendAlertsKind = { name: "listen.send-alerts", payload: z.object({ target: z.string() }) };

export async function queueTelling(jobs: JobQueue): Promise<void> {
  await jobs.send(tellPeopleKind, {}, { singletonKey: "all" });
}

export async function queueSending(jobs: JobQueue, target: string): Promise<void> {
  await jobs.send(sendAlertsKind, { target }, { singletonKey: target });
}
