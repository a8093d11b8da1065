import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Job } from "#platform/contract/operations-room.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import type { JobRunner } from "./job-runner.ts";
import { jobColumns, toJob, visibleJobs } from "./job-view.ts";

/**
 * An admin has a failed job tried once more.
 * @throws AppError not_found for a job that is not this workspace's to see; conflict `job_not_failed`
 */
export async function retryJob(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { id: string },
  jobs: Pick<JobRunner, "retry">,
): Promise<Job> {
  const visible = (await visibleJobs(db, workspaceId)).select(jobColumns).where("id", "=", input.id);
  const job = await visible.executeTakeFirst();
  if (!job) throw notFound("job", input.id);
  if (job.state !== "failed") throw new AppError("conflict", "job_not_failed");
  await db.transaction().execute(async (tx) => {
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "job.retried", subjectKind: "job", subjectId: job.id, details: { name: job.name } },
      now(),
    );
    // Last, and only if the entry stands: a job that runs twice is harmless, one without a trace is not.
    await jobs.retry(job.name, job.id);
  });
  const retried = await visible.executeTakeFirst();
  return toJob(retried ?? job);
}
