import { z } from "zod";
import type { Tx } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { id } from "#shared/ids.ts";

/** The jobs of imports and exports by name and payload, for whoever sends them. */
export const runImportKind = {
  name: "listen.run-import",
  payload: z.object({ workspaceId: id, importId: id }),
} as const;
export const runExportKind = {
  name: "listen.run-export",
  payload: z.object({ workspaceId: id, exportId: id }),
} as const;

/** Has an import run as soon as a worker is free; once, however often it is asked for. */
export async function queueImport(
  jobs: JobQueue,
  payload: { workspaceId: string; importId: string },
  tx?: Tx,
): Promise<void> {
  await jobs.send(runImportKind, payload, { singletonKey: payload.importId, ...(tx ? { tx } : {}) });
}

/** Has an export run as soon as a worker is free. */
export async function queueExport(
  jobs: JobQueue,
  payload: { workspaceId: string; exportId: string },
  tx?: Tx,
): Promise<void> {
  await jobs.send(runExportKind, payload, { singletonKey: payload.exportId, ...(tx ? { tx } : {}) });
}
