import { z } from "zod";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import { findOrphanedExports } from "../transfers/export-store.ts";
import { forgetOldTransfers } from "../transfers/forget-old-transfers.ts";
import type { TransferParts } from "../transfers/import-parts.ts";
import { queueExport, queueImport, runExportKind, runImportKind } from "../transfers/import-queue.ts";
import { findOrphanedImports, firstLeaseEnd, leaseSeconds } from "../transfers/import-store.ts";
import { runExport } from "../transfers/run-export.ts";
import { runImport } from "../transfers/run-import.ts";

const sweepKind = { name: "listen.sweep-transfers", payload: z.object({}) } as const;

/**
 * The background work of files that come in and go out. Each is worked on by one process at a time; one whose worker
 * died is found when its lease has run out and goes on where it was.
 */
export function transferJobs(parts: TransferParts): AnyJobKind[] {
  const { stopping } = parts;
  const ending = (signal: AbortSignal): AbortSignal =>
    stopping === undefined ? signal : AbortSignal.any([signal, stopping]);
  /**
   * Has the sweep look when a lease held now will have run out, so that an import whose process is killed goes on half a
   * minute later. By the wall's clock: leases and the queue know no other.
   */
  const sweepAfter = (leaseEnd: Date) =>
    parts.jobs.send(
      sweepKind,
      {},
      { singletonKey: "lease", startAfter: new Date(leaseEnd.getTime() + 1000) },
    );
  const runOneImport = defineJob({
    ...runImportKind,
    // What goes wrong is on the import's page; a lost run is swept up.
    retryLimit: 0,
    expireInSeconds: 12 * 3600,
    run: async ({ payload, signal }) => {
      await sweepAfter(new Date(Date.now() + leaseSeconds * 1000));
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
    ...sweepKind,
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 60,
    run: async () => {
      for (const orphan of await findOrphanedImports(parts.db)) await queueImport(parts.jobs, orphan);
      for (const orphan of await findOrphanedExports(parts.db)) await queueExport(parts.jobs, orphan);
      const leaseEnd = await firstLeaseEnd(parts.db);
      if (leaseEnd !== undefined) await sweepAfter(leaseEnd);
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
