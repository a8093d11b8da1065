import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { takeTurn } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { queueRun } from "./run-queue.ts";
import { countAnalysed, findOpenRun } from "./run-store.ts";
import { readingVersion } from "./taught-reader.ts";

/**
 * An admin has every mention read again that another version of the engine has read, or none, or with other rules on names. It goes on in the
 * background; what people decided stays. While a run goes on, asking again starts no second one.
 * @returns how many mentions there are to read
 */
export async function analyseAgain(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  jobs: JobQueue,
  analyst: Pick<Analyst, "version">,
): Promise<{ total: number }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await takeTurn(tx, workspaceId);
    const version = await readingVersion(tx, workspaceId, analyst);
    const open = await findOpenRun(tx, workspaceId);
    if (open) {
      await queueRun(jobs, workspaceId, platformTx);
      return { total: Number(open.total) };
    }
    const { mentions, analysed } = await countAnalysed(tx, workspaceId, version);
    const total = mentions - analysed;
    if (total === 0) return { total };
    const id = randomUUID();
    await tx
      .insertInto("listen.analysis_run")
      .values({
        id,
        workspace_id: workspaceId,
        version,
        started_by: actor.id,
        started_at: at,
        total,
        done: 0,
        read_until: null,
        read_until_id: null,
        finished_at: null,
      })
      .execute();
    await queueRun(jobs, workspaceId, platformTx);
    const facts = {
      action: "analysis.restarted",
      subjectKind: "workspace",
      subjectId: workspaceId,
      details: { version, total },
    };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return { total };
  });
}
