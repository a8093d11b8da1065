import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { countRenamed, findChangedNames } from "../entity-rules/changed-names.ts";
import { takeTurn } from "../mentions/retention-store.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { queueRun } from "./run-queue.ts";
import { countAnalysed, findOpenRun } from "./run-store.ts";

const hourMs = 3_600_000;

/**
 * An admin has mentions read again: those that another version of the engine has read, or none, and those that say a
 * name whose meaning was changed; or, after teaching, all of the last days. It goes on in the background; what people
 * decided stays. While a run goes on, asking again starts no second one.
 * @param input.days reads what was published in so many days, whoever has read it before
 * @returns how many mentions there are to read
 */
export async function analyseAgain(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { days?: number | undefined },
  jobs: JobQueue,
  { version }: Pick<Analyst, "version">,
): Promise<{ total: number }> {
  const { workspaceId, actor } = context;
  const { days } = input;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await takeTurn(tx, workspaceId);
    const open = await findOpenRun(tx, workspaceId);
    if (open) {
      await queueRun(jobs, workspaceId, platformTx);
      return { total: Number(open.total) };
    }
    const task =
      days === undefined
        ? await whatWaits(tx, workspaceId, version)
        : await lastDays(tx, workspaceId, days, at);
    const { total } = task;
    if (total === 0) return { total };
    await tx
      .insertInto("listen.analysis_run")
      .values({
        id: randomUUID(),
        workspace_id: workspaceId,
        version,
        started_by: actor.id,
        started_at: at,
        done: 0,
        read_until: null,
        read_until_id: null,
        finished_at: null,
        ...task,
      })
      .execute();
    await queueRun(jobs, workspaceId, platformTx);
    const facts = {
      action: "analysis.restarted",
      subjectKind: "workspace",
      subjectId: workspaceId,
      details: { version, scope: task.scope, total, ...(days === undefined ? {} : { days }) },
    };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return { total };
  });
}

/** What another engine has read comes first; names follow in the same run. */
async function whatWaits(tx: MentionDb, workspaceId: string, version: string) {
  const { mentions, analysed } = await countAnalysed(tx, workspaceId, version);
  const changed = await findChangedNames(tx, workspaceId);
  const saying = changed ? await countRenamed(tx, workspaceId, changed, false) : 0;
  const scope = mentions > analysed ? ("engine" as const) : ("names" as const);
  return { scope, total: mentions - analysed + saying, names_until: changed?.until ?? null };
}

async function lastDays(tx: MentionDb, workspaceId: string, days: number, at: Date) {
  const since = new Date(Math.floor((at.getTime() - days * 24 * hourMs) / hourMs) * hourMs);
  const { rows } = await sql<{ count: string }>`
    select coalesce(sum(count), 0) as count from listen.mention_total
    where workspace_id = ${workspaceId}::uuid and grain = 'hour' and at >= ${since.toISOString()}::timestamptz`.execute(
    tx,
  );
  return { scope: "days" as const, total: Number(rows[0]?.count ?? 0), since };
}
