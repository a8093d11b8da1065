/** The process that is killed: it polls as a desk does, on a clock that runs faster. */
import { setTimeout as pause } from "node:timers/promises";
import { createRobotsMemory } from "#connectors/page/robots-memory.ts";
import { queueSweepJob, sourceJobs } from "#modules/listen/server/jobs/source-jobs.ts";
import { openDatabase } from "#platform/db/database.ts";
import { createSafeFetch } from "#platform/fetch/safe-fetch.ts";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { createLogger } from "#platform/log/logger.ts";
import { fastClock } from "./fast-clock.ts";

const [, , connectionString = "", hosts = "", beganAt = "0"] = process.argv;
const { db } = openDatabase(connectionString, 8);
const log = createLogger("fatal");
const jobs = await openJobs(connectionString, log);
const kinds = sourceJobs(
  {
    db,
    fetch: createSafeFetch({ userAgent: "Gaung/faults", allowedPrivateHosts: hosts.split(",") }),
    now: fastClock(Number(beganAt)),
    random: Math.random,
    robots: createRobotsMemory("Gaung"),
    pause: async (ms) => {
      await pause(ms);
    },
    log,
    push: null,
  },
  jobs,
);
await jobs.work(kinds);
console.log("ready");
for (;;) {
  await queueSweepJob(jobs);
  await pause(100);
}
