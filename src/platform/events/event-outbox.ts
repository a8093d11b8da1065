import { z } from "zod";
import type { Db, Tx } from "#platform/db/database.ts";
import { defineJob, type JobQueue } from "#platform/jobs/define-job.ts";

/** A kind of event: its name and the shape of what it carries. Lives in the sending module's `contract/events.ts`. */
export type EventKind<P extends z.ZodType> = { readonly name: string; readonly payload: P };

export type HeardEvent<P> = { id: string; workspaceId: string; payload: P };

export type Subscription = {
  event: string;
  subscriber: string;
  hear(event: HeardEvent<unknown>): Promise<void>;
};

/** Says what to do when an event is heard. `subscriber` is stable and unique: it names the deliveries. */
export function onEvent<P extends z.ZodType>(
  kind: EventKind<P>,
  subscriber: string,
  hear: (event: HeardEvent<z.infer<P>>) => Promise<void>,
): Subscription {
  return {
    event: kind.name,
    subscriber,
    hear: (event) => hear({ ...event, payload: kind.payload.parse(event.payload) }),
  };
}

/** Puts an event into the outbox, in the transaction of the change it tells of. */
export async function publishEvent<P extends z.ZodType>(
  tx: Tx,
  workspaceId: string,
  kind: EventKind<P>,
  payload: z.input<P>,
): Promise<void> {
  await tx
    .insertInto("platform.event_outbox")
    .values({
      workspace_id: workspaceId,
      name: kind.name,
      payload: JSON.stringify(kind.payload.parse(payload)),
    })
    .execute();
}

const delivery = z.object({
  subscriber: z.string(),
  event: z.object({ id: z.string(), workspaceId: z.string(), payload: z.unknown() }),
});

/**
 * The jobs that carry events from the outbox to their hearers: at least once each, retried by the job runner, one dead
 * letter per hearer. A hearer must bear hearing the same event twice (its id tells).
 */
export function eventJobs(subscriptions: readonly Subscription[]) {
  const deliverEvent = defineJob({
    name: "platform.deliver-event",
    payload: delivery,
    retryLimit: 8,
    concurrency: 2,
    run: async ({ payload }) => {
      const subscription = subscriptions.find((candidate) => candidate.subscriber === payload.subscriber);
      await subscription?.hear(payload.event);
    },
  });

  /** Moves waiting events into deliveries; safe to run in many processes at once. Returns how many it moved. */
  async function relayEvents(db: Db, jobs: JobQueue): Promise<number> {
    return db.transaction().execute(async (tx) => {
      const waiting = await tx
        .selectFrom("platform.event_outbox")
        .selectAll()
        .orderBy("id")
        .limit(500)
        .forUpdate()
        .skipLocked()
        .execute();
      if (waiting.length === 0) return 0;
      for (const row of waiting) {
        for (const subscription of subscriptions.filter(({ event }) => event === row.name)) {
          await jobs.send(
            deliverEvent,
            {
              subscriber: subscription.subscriber,
              event: { id: row.id, workspaceId: row.workspace_id, payload: row.payload },
            },
            { tx },
          );
        }
      }
      await tx
        .deleteFrom("platform.event_outbox")
        .where(
          "id",
          "in",
          waiting.map((row) => row.id),
        )
        .execute();
      return waiting.length;
    });
  }
  return { deliverEvent, relayEvents };
}
