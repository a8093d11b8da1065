import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrationSets } from "#migration-sets.ts";
import { startEmbeddedPostgres } from "#platform/db/embedded-postgres.ts";
import { migrate } from "#platform/db/migrate.ts";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { createLogger } from "#platform/log/logger.ts";
import { claimRunFolder, endDeadRuns, runFolderPrefix } from "./dead-runs.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the template database that every test file clones. */
    templateDatabase: string;
    /** Of this run alone: whatever is left in it goes with it, also when the run is killed. */
    runFolder: string;
  }
}

/**
 * Starts one PostgreSQL for the whole run, with a migrated template database in it. Durability is off: speed only. Runs
 * that were killed and left theirs running are cleared up first.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await endDeadRuns(os.tmpdir());
  const folder = await mkdtemp(path.join(os.tmpdir(), runFolderPrefix));
  await claimRunFolder(folder);
  // As root the server runs as another user: where it may not enter, its programs would be copied elsewhere and stay.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres(folder, {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: "200",
  });
  await migrate(server.connectionString, migrationSets);
  const jobs = await openJobs(server.connectionString, createLogger("silent"));
  await jobs.stop();
  project.provide("templateDatabase", server.connectionString);
  project.provide("runFolder", folder);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
