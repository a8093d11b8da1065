/** The process that is killed: it imports as a desk does. */
import { setTimeout as pause } from "node:timers/promises";
import { queueImport } from "#modules/listen/server/import-queue.ts";
import { findOrphanedImports } from "#modules/listen/server/import-store.ts";
import { transferJobs } from "#modules/listen/server/jobs/transfer-jobs.ts";
import { openDatabase } from "#platform/db/database.ts";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { createLogger } from "#platform/log/logger.ts";

const [, , connectionString = "", dataDir = ""] = process.argv;
const { db } = openDatabase(connectionString, 8);
const log = createLogger("error");
const jobs = await openJobs(connectionString, log);
await jobs.work(
  transferJobs({ db, dataDir, jobs, log, now: () => new Date(), translate: (_locale, key) => key }),
);
console.log("ready");
for (;;) {
  for (const orphan of await findOrphanedImports(db)) await queueImport(jobs, orphan);
  await pause(100);
}
