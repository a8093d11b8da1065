import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import type { Job, JobState } from "#platform/contract/operations-room.ts";
import type { Db } from "#platform/db/database.ts";
import { findHomeWorkspaceId } from "#platform/workspaces/require-home-workspace.ts";

/** What the desk reads of pg-boss's table (version 12); it never writes there. */
type JobTable = {
  id: string;
  name: string;
  state: BossState;
  data: unknown;
  retry_count: number;
  created_on: Date;
  start_after: Date;
  started_on: Date | null;
  completed_on: Date | null;
  output: unknown;
};
type BossState = "created" | "retry" | "active" | "completed" | "cancelled" | "failed";
type JobTables = { "jobs.job": JobTable };

type State = z.infer<typeof JobState>;

export const stateOfBoss: Record<BossState, State> = {
  created: "waiting",
  retry: "retrying",
  active: "active",
  completed: "completed",
  cancelled: "cancelled",
  failed: "failed",
};

export const bossStateOf = (state: State): BossState => {
  const found = Object.entries(stateOfBoss).find(([, ours]) => ours === state);
  return (found?.[0] ?? "created") as BossState;
};

/**
 * The jobs a workspace may see: those whose payload names it. Jobs of the installation itself (clean-up, backups) name
 * none; the home workspace sees them too. The library's own housekeeping is nobody's.
 */
export async function visibleJobs(db: Db, workspaceId: string) {
  const isHome = (await findHomeWorkspaceId(db)) === workspaceId;
  const owner = sql<string | null>`coalesce(data ->> 'workspaceId', data -> 'event' ->> 'workspaceId')`;
  return withJobTables(db)
    .selectFrom("jobs.job")
    .where("name", "not like", "\\_\\_pgboss%")
    .where((eb) =>
      isHome ? eb.or([eb(owner, "=", workspaceId), eb(owner, "is", null)]) : eb(owner, "=", workspaceId),
    );
}

const withJobTables = (db: Db): Kysely<JobTables> => db.withTables<JobTables>();

/** The columns `toJob` reads; the payload is not among them. */
export const jobColumns = [
  "id",
  "name",
  "state",
  "retry_count",
  "created_on",
  "start_after",
  "started_on",
  "completed_on",
  "output",
] as const;

const longestError = 500;

/** A row as people see it. Of what a run left behind only the error's sentence is shown. */
export function toJob(row: Omit<JobTable, "data">): Job {
  return {
    id: row.id,
    name: row.name,
    state: stateOfBoss[row.state],
    createdAt: row.created_on.toISOString(),
    dueAt: row.start_after.toISOString(),
    startedAt: row.started_on?.toISOString() ?? null,
    finishedAt: row.completed_on?.toISOString() ?? null,
    attempts: row.started_on === null ? row.retry_count : row.retry_count + 1,
    error: row.state === "failed" || row.state === "retry" ? errorIn(row.output) : null,
  };
}

function errorIn(output: unknown): string | null {
  if (typeof output !== "object" || output === null) return null;
  const text = "message" in output ? output.message : "value" in output ? output.value : null;
  return typeof text === "string" ? text.slice(0, longestError) : null;
}
