import { z } from "zod";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import { findOrphanedExports } from "../export-store.ts";
import { forgetOldTransfers } from "../forget-old-transfers.ts";
import type { TransferParts } from "../import-parts.ts";
import { queueExport, queueImport, runExportKind, runImportKind } from "../import-queue.ts";
import { findOrphanedImports } from "../import-store.ts";
import { runExport } from "../run-export.ts";
import { runImport } from "../run-import.ts";

/**
 * The background work of files that come in and go out. Each is worked on by one process at a time; one whose worker
 * died is found within a minute and goes on where it was.
 */
export function transferJobs(parts: TransferParts): AnyJobKind[] {
  const { stopping } = parts;
  const ending = (signal: AbortSignal): AbortSignal =>
    stopping === undefined ? signal : AbortSignal.any([signal, stopping]);
  const runOneImport = defineJob({
    ...runImportKind,
    // What goes wrong is on the import's page; a lost run is swept up.
    retryLimit: 0,
    expireInSeconds: 12 * 3600,
    run: async ({ payload, signal }) => {
      await runImport(parts, payload, ending(signal));
    },
  });
  const runOneExport = defineJob({
    ...runExportKind,
    retryLimit: 0,
    expireInSeconds: 12 * 3600,
    run: ({ payload, signal }) => runExport(parts, payload, ending(signal)),
  });
  const sweepTransfers = defineJob({
    name: "listen.sweep-transfers",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 60,
    run: async () => {
      for (const orphan of await findOrphanedImports(parts.db)) await queueImport(parts.jobs, orphan);
      for (const orphan of await findOrphanedExports(parts.db)) await queueExport(parts.jobs, orphan);
    },
  });
  const forgetTransfers = defineJob({
    name: "listen.forget-transfers",
    payload: z.object({}),
    cron: "23 19 * * *",
    run: () => forgetOldTransfers(parts.db, parts.now()),
  });
  return [runOneImport, runOneExport, sweepTransfers, forgetTransfers];
}
