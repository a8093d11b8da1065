import type { Db } from "#platform/db/database.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";

/** What imports and exports need from outside. */
export type TransferParts = {
  db: Db;
  dataDir: string;
  jobs: JobQueue;
  log: Pick<Logger, "error">;
  now: () => Date;
  translate: Translate;
  /** Aborted when this process is about to end: work in progress is left at the next batch, for another one. */
  stopping?: AbortSignal;
};

/** What a handler of a request needs beyond its context. */
export type TransferServices = Pick<TransferParts, "dataDir" | "jobs" | "translate">;
