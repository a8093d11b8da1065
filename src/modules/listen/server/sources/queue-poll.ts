import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { queuePollJob } from "../jobs/source-jobs.ts";
import { findSourceRow } from "./source-store.ts";

/**
 * A PR officer wants a source looked at now, also one that is paused or was given up.
 * @returns whether it was queued; false when it already waits for its turn
 * @throws AppError not_found
 */
export async function queuePoll(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
  jobs: JobQueue,
): Promise<{ queued: boolean }> {
  return db.transaction().execute(async (tx) => {
    await findSourceRow(tx, workspaceId, id);
    const queued = await queuePollJob(jobs, { workspaceId, sourceId: id, isForced: true }, tx);
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "source.polled", subjectKind: "source", subjectId: id },
      now(),
    );
    return { queued };
  });
}
