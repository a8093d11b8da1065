import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { NewSource } from "../../contract/sources.ts";
import { queueSweepJob } from "../jobs/source-jobs.ts";
import { insertSource, refuseTooMany } from "./create-source.ts";

/** A PR officer adds many addresses at once; those the desk listens to already are left as they are. */
export async function createSources(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { sources }: { sources: readonly NewSource[] },
  jobs: JobQueue,
): Promise<{ created: number; known: number }> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    await refuseTooMany(tx, workspaceId, sources.length);
    let created = 0;
    // In one order, so that two people who add the same list do not block each other.
    for (const source of sources.toSorted((a, b) => (a.url < b.url ? -1 : 1)))
      if ((await insertSource(tx, workspaceId, source, at)) !== undefined) created += 1;
    if (created > 0) {
      await queueSweepJob(jobs, tx);
      await recordAudit(
        tx,
        workspaceId,
        actor,
        { action: "source.batch_created", subjectKind: "source", subjectId: null, details: { created } },
        at,
      );
    }
    return { created, known: sources.length - created };
  });
}
