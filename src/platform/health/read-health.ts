import { sql } from "kysely";
import { freeBytes } from "#platform/data-folder.ts";
import type { Db } from "#platform/db/database.ts";

/** How the desk is, in ages and amounts: "ok" alone says nothing while a worker is dead. */
export type Health = {
  status: "ok" | "late" | "down";
  version: string;
  uptimeSeconds: number;
  database: { answeredInMs: number | null };
  /** How long the oldest job that should have run has been waiting. */
  oldestDueJobSeconds: number | null;
  failedJobs: number;
  /** How long ago a source last answered; null before the first poll. */
  lastSuccessfulPollSeconds: number | null;
  diskFreeBytes: number;
  /** What should have gone out and did not, because nothing sends; the age is that of the oldest. */
  sending: { status: "ok" | "late"; overdue: number; oldestOverdueSeconds: number | null };
};

export type HealthParts = {
  db: Db;
  dataDir: string;
  version: string;
  startedAt: Date;
  now: () => Date;
  lastSuccessfulPollAt(): Promise<Date | null>;
  /** What is overdue of everything that is to be said; null where nothing is. */
  overdueStatements(): Promise<{ count: number; since: Date } | null>;
};

/** A job waiting longer than this means that nobody works. */
const lateAfterSeconds = 300;
const lowDiskBytes = 200 * 1024 * 1024;

/** Asks the database and the disk; never throws, so that a probe always gets an answer. */
export async function readHealth({
  db,
  dataDir,
  version,
  startedAt,
  now,
  lastSuccessfulPollAt,
  overdueStatements,
}: HealthParts): Promise<Health> {
  const uptimeSeconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
  const diskFreeBytes = await freeBytes(dataDir).catch(() => 0);
  const askedAt = performance.now();
  try {
    const { rows } = await sql<{ oldest: number | null; failed: string }>`
      select extract(epoch from now() - min(start_after) filter (where state in ('created', 'retry') and start_after <= now()))::float8 as oldest,
             count(*) filter (where state = 'failed') as failed
        from jobs.job`.execute(db);
    const answeredInMs = Math.round(performance.now() - askedAt);
    const polledAt = await lastSuccessfulPollAt();
    const oldestDueJobSeconds = rows[0]?.oldest == null ? null : Math.round(rows[0].oldest);
    const overdue = await overdueStatements();
    const isLate =
      (oldestDueJobSeconds ?? 0) > lateAfterSeconds || diskFreeBytes < lowDiskBytes || overdue !== null;
    return {
      status: isLate ? "late" : "ok",
      version,
      uptimeSeconds,
      database: { answeredInMs },
      oldestDueJobSeconds,
      failedJobs: Number(rows[0]?.failed ?? 0),
      lastSuccessfulPollSeconds: polledAt
        ? // Another process may have polled a moment ago by a clock that is a little ahead.
          Math.max(0, Math.round((now().getTime() - polledAt.getTime()) / 1000))
        : null,
      diskFreeBytes,
      sending: {
        status: overdue === null ? "ok" : "late",
        overdue: overdue?.count ?? 0,
        oldestOverdueSeconds: overdue && Math.round((now().getTime() - overdue.since.getTime()) / 1000),
      },
    };
  } catch {
    return {
      status: "down",
      version,
      uptimeSeconds,
      database: { answeredInMs: null },
      oldestDueJobSeconds: null,
      failedJobs: 0,
      lastSuccessfulPollSeconds: null,
      diskFreeBytes,
      // Nobody can tell.
      sending: { status: "ok", overdue: 0, oldestOverdueSeconds: null },
    };
  }
}
