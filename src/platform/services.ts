import type pg from "pg";
import type { Config } from "#config.ts";
import type { Db } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { LiveHub } from "#platform/live/live-hub.ts";
import type { Logger } from "#platform/log/logger.ts";

/**
 * What the composition root hands to each module, once. A module passes on to each operation only what it uses; nothing
 * below a module's front door takes the whole bundle.
 */
export type Services = {
  config: Config;
  db: Db;
  /** The raw pool, for COPY and cursors. */
  pool: pg.Pool;
  log: Logger;
  jobs: JobQueue;
  live: LiveHub;
  /** The desk's clock. The demo runs an accelerated one. */
  now: () => Date;
};
