import { sql } from "kysely";
import type { JobKind } from "#platform/contract/operations-room.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { visibleJobs } from "./job-view.ts";

/**
 * An admin sees the kinds of background work of this office at a glance: when each last ran and how that ended, what
 * waits and what failed. What failed stands first, then the latest; sweeps of every minute take one line each.
 */
export async function listJobKinds({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ items: JobKind[] }> {
  const rows = await (await visibleJobs(db, workspaceId))
    .select([
      "name",
      sql<number>`(count(*) filter (where state in ('created', 'retry') and start_after <= now()))::int`.as(
        "waiting",
      ),
      sql<number>`(count(*) filter (where state = 'active'))::int`.as("active"),
      sql<number>`(count(*) filter (where state = 'failed'))::int`.as("failed"),
      sql<Date | null>`max(completed_on) filter (where state in ('completed', 'failed'))`.as("finished"),
      sql<"completed" | "failed" | null>`(array_agg(state order by completed_on desc)
        filter (where state in ('completed', 'failed') and completed_on is not null))[1]`.as("last"),
    ])
    .groupBy("name")
    .orderBy(sql`count(*) filter (where state = 'failed') > 0`, "desc")
    .orderBy("finished", (order) => order.desc().nullsLast())
    .orderBy("name")
    .execute();
  return {
    items: rows.map(({ finished, last, ...kind }) => ({
      ...kind,
      lastFinishedAt: finished?.toISOString() ?? null,
      lastState: last,
    })),
  };
}
