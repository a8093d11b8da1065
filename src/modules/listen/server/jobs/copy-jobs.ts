import { z } from "zod";
import type { Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import { mentionsStored } from "../../contract/events.ts";
import { copyQueue } from "../copies/copy-queue.ts";
import { withCopies } from "../copies/copy-tables.ts";
import { expireSketches, makeCopyMemory } from "../copies/copy-window.ts";
import { findCopies } from "../copies/find-copies.ts";
import { type QueueJobParts, type QueueWork, queueJobs, queueSubscription } from "./queue-jobs.ts";

const work: QueueWork = { queue: copyQueue, name: "listen.find-copies", sweepName: "listen.sweep-copies" };

/** The background work of finding copies. */
export function copyJobs(parts: QueueJobParts & { now: () => Date }): AnyJobKind[] {
  const { db, now } = parts;
  const memory = makeCopyMemory();
  const forgetSketches = defineJob({
    name: "listen.forget-sketches",
    payload: z.object({}),
    // 02.50 in Jakarta.
    cron: "50 19 * * *",
    run: async () => {
      const states = await withCopies(db).selectFrom("listen.copy_state").select("workspace_id").execute();
      for (const { workspace_id } of states) await expireSketches(withCopies(db), workspace_id, now());
    },
  });
  const compare = (workspaceId: string, end: AbortSignal) =>
    findCopies({ db, memory, now }, workspaceId, end);
  return [...queueJobs(parts, work, compare), forgetSketches];
}

/** Has what the intake stored compared. */
export const copySubscription = (parts: Pick<QueueJobParts, "db" | "jobs">): Subscription =>
  queueSubscription(parts, work, mentionsStored, "listen.copies");
