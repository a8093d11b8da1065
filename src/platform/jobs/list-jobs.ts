import { sql } from "kysely";
import { z } from "zod";
import { type Job, JobState } from "#platform/contract/operations-room.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import { bossStateOf, jobColumns, stateOfBoss, toJob, visibleJobs } from "./job-view.ts";

type State = z.infer<typeof JobState>;
type JobPage = Page<Job> & { counts: Record<State, number>; oldestDueSeconds: number | null };

/**
 * An admin sees the background work of this office, newest first: what waits, runs or failed, and how long the oldest
 * job that is due has been waiting (real seconds, by the database's clock).
 * @throws AppError invalid `bad_cursor`
 */
export async function listJobs(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  input: { cursor?: string | undefined; limit: number; state?: State | undefined; name?: string | undefined },
): Promise<JobPage> {
  const visible = await visibleJobs(db, workspaceId);
  let page = visible
    .select(jobColumns)
    // Microseconds, which a JavaScript date would drop: jobs are made in batches.
    .select(sql<string>`created_on::text`.as("position"))
    .orderBy("created_on", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  if (input.state !== undefined) page = page.where("state", "=", bossStateOf(input.state));
  if (input.name !== undefined) page = page.where("name", "=", input.name);
  if (input.cursor !== undefined) {
    const [createdOn, id] = positionOf(input.cursor);
    page = page.where(sql<boolean>`(created_on, id) < (${createdOn}::timestamptz, ${id}::uuid)`);
  }
  const rows = await page.execute();
  const counted = await visible
    .select(["state", sql<number>`count(*)::int`.as("jobs")])
    .select(
      sql<number | null>`extract(epoch from now() - min(start_after) filter (
        where state in ('created', 'retry') and start_after <= now()))::float8`.as("seconds"),
    )
    .groupBy("state")
    .execute();
  const counts = Object.fromEntries(JobState.options.map((state) => [state, 0])) as Record<State, number>;
  for (const { state, jobs } of counted) counts[stateOfBoss[state]] = jobs;
  const ages = counted.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(toJob),
    nextCursor: rows.length > input.limit && last ? writeCursor([last.position, last.id]) : null,
    counts,
    oldestDueSeconds: ages.length === 0 ? null : Math.round(Math.max(...ages)),
  };
}

function positionOf(cursor: string): [string, string] {
  const shape = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d [\d:.+-]+$/), z.uuid()]);
  const parsed = shape.safeParse(readCursor(cursor));
  if (!parsed.success) throw new AppError("invalid", "bad_cursor");
  return parsed.data;
}
