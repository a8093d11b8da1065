import { z } from "zod";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import { type DeliverParts, deliverClippings } from "../clippings/deliver-clippings.ts";
import { makeDueClippings } from "../clippings/make-clipping.ts";
import { sendUneditedClippings } from "../clippings/send-clipping.ts";

/** A round of sending ends in time for others to go on. Milliseconds. */
const roundMs = 150_000;

/** The background work of clippings: making those that are due, sending those that nobody edits, delivering mails. */
export function clippingJobs(parts: DeliverParts & { stopping: AbortSignal }): AnyJobKind[] {
  const { log, stopping } = parts;
  const waiting = new Map<string, number>();
  const make = defineJob({
    name: "listen.make-clippings",
    payload: z.object({}),
    cron: "* * * * *",
    // What fails is still due in the next minute.
    retryLimit: 0,
    expireInSeconds: 300,
    run: async ({ signal }) => {
      const made = await makeDueClippings({ ...parts, waiting }, AbortSignal.any([signal, stopping]));
      if (made.length > 0) log.info({ made: made.length }, "clippings made");
    },
  });
  const send = defineJob({
    name: "listen.send-clippings",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 300,
    run: async ({ signal }) => {
      await sendUneditedClippings(parts);
      const end = AbortSignal.any([signal, stopping, AbortSignal.timeout(roundMs)]);
      const arrived = await deliverClippings(parts, end);
      if (arrived > 0) log.info({ arrived }, "clippings sent");
    },
  });
  return [make, send];
}
