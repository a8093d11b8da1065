import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { beginBackfill } from "../monitors/backfill-store.ts";
import { incomingTree, outsideOf } from "../monitors/monitor-tree.ts";
import { readMonitorQuery } from "../monitors/read-monitor-query.ts";
import { beginRuleRun } from "../tag-rules/rule-run-store.ts";
import { withTags } from "./tag-tables.ts";

/** Has monitors and rules that ask for tags asked anew of everything that is stored. */
export async function beginTagBackfills(
  platformTx: Tx,
  jobs: JobQueue,
  workspaceId: string,
  at: Date,
): Promise<void> {
  const tx = withTags(platformTx);
  const monitors = await tx
    .selectFrom("listen.monitor")
    .select(["id", "q", "exclude", "zone", "set_revision"])
    .where("workspace_id", "=", workspaceId)
    .where("removed_at", "is", null)
    .where("state", "=", "on")
    .orderBy("id")
    .execute();
  const asksTags = (row: { q: string; exclude: string; zone: string }): boolean =>
    outsideOf(incomingTree(readMonitorQuery(row), row.zone)).has("tag");
  for (const row of monitors)
    if (asksTags(row))
      await beginBackfill(platformTx, jobs, workspaceId, {
        id: row.id,
        setRevision: Number(row.set_revision),
        at,
      });
  const { rows: rules } = await sql<{ id: string; q: string; exclude: string; zone: string }>`
    select rule.id, coalesce(monitor.q, rule.q) as q, coalesce(monitor.exclude, rule.exclude) as exclude, rule.zone
    from listen.tag_rule as rule left join listen.monitor as monitor on monitor.id = rule.monitor_id
    where rule.workspace_id = ${workspaceId}::uuid and rule.removed_at is null and rule.state = 'on'
    order by rule.id`.execute(tx);
  for (const rule of rules) if (asksTags(rule)) await beginRuleRun(platformTx, jobs, rule.id, "apply");
}
