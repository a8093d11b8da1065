import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { id } from "#shared/ids.ts";
import { type TagDb, withTags } from "../tags/tag-tables.ts";

/** A run that nobody has worked on for so long is taken up by another worker. Seconds of the wall's clock. */
const abandonedSeconds = 60;

export const ruleRunKind = { name: "listen.run-tag-rule", payload: z.object({ ruleId: id }) };

/** Has a rule's run gone on with as soon as a worker is free. */
export async function queueRuleRun(jobs: JobQueue, ruleId: string, tx?: Tx): Promise<void> {
  await jobs.send(ruleRunKind, { ruleId }, { singletonKey: ruleId, ...(tx ? { tx } : {}) });
}

/** Has everything that is stored gone through, newest first: with a rule as it is now, or to take off what it gave. */
export async function beginRuleRun(
  platformTx: Tx,
  jobs: JobQueue,
  ruleId: string,
  kind: "apply" | "clear",
): Promise<void> {
  await sql`
    update listen.tag_rule as rule set run_kind = ${kind}, run_revision = rule.revision, run_done = 0,
      run_until = null, run_until_id = null, run_worked_at = now(),
      run_total = (select coalesce(sum(count), 0) from listen.mention_total as sums
        where sums.workspace_id = rule.workspace_id and grain = 'month')
    where id = ${ruleId}::uuid`.execute(withTags(platformTx));
  await queueRuleRun(jobs, ruleId, platformTx);
}

/** The same for every rule that gives its tag to what a monitor finds. */
export async function beginRunsOfMonitor(platformTx: Tx, jobs: JobQueue, monitorId: string): Promise<void> {
  const rules = await withTags(platformTx)
    .selectFrom("listen.tag_rule")
    .select("id")
    .where("monitor_id", "=", monitorId)
    .where("removed_at", "is", null)
    .where("state", "=", "on")
    .orderBy("id")
    .execute();
  for (const rule of rules) await beginRuleRun(platformTx, jobs, rule.id, "apply");
}

/** Rules whose run lies still: its worker died, or the desk was stopped. */
export async function findAbandonedRuns(db: TagDb): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from listen.tag_rule
    where run_kind is not null and run_worked_at < now() - make_interval(secs => ${abandonedSeconds})
    order by id`.execute(db);
  return rows.map((row) => row.id);
}
