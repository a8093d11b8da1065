import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { Export } from "../../contract/exports.ts";
import { exportContract } from "../../contract/exports.ts";
import type { ImportMapping } from "../../contract/imports.ts";
import { importContract } from "../../contract/imports.ts";
import { cancelImport } from "./cancel-import.ts";
import { checkImport } from "./check-import.ts";
import { createExport } from "./create-export.ts";
import { createImport } from "./create-import.ts";
import { getExport } from "./get-export.ts";
import { getImport } from "./get-import.ts";
import type { TransferServices } from "./import-parts.ts";
import { listExports } from "./list-exports.ts";
import { listImports } from "./list-imports.ts";
import { pauseImport } from "./pause-import.ts";
import { previewImport } from "./preview-import.ts";
import { resumeImport } from "./resume-import.ts";
import { startImport } from "./start-import.ts";

type One = { id: string };

/** One handler for each operation of `importContract`. */
export function importHandlers(services: TransferServices) {
  return {
    createImport: (context: RequestContext, input: { fileId: string; fileName: string }) =>
      createImport(context, input, services),
    listImports: (context: RequestContext) => listImports(context, services),
    getImport: (context: RequestContext, input: One) => getImport(context, input, services),
    previewImport: (context: RequestContext, input: One & { sheet?: string | undefined }) =>
      previewImport(context, input, services),
    checkImport: (context: RequestContext, input: One & { mapping: ImportMapping }) =>
      checkImport(context, input, services),
    startImport: (context: RequestContext, input: One & { mapping: ImportMapping; isDryRun: boolean }) =>
      startImport(context, input, services),
    pauseImport: (context: RequestContext, input: One) => pauseImport(context, input, services),
    resumeImport: (context: RequestContext, input: One) => resumeImport(context, input, services),
    cancelImport: (context: RequestContext, input: One) => cancelImport(context, input, services),
  };
}

/** One handler for each operation of `exportContract`. */
export function exportHandlers(services: TransferServices) {
  return {
    createExport: (
      context: RequestContext,
      input: { q: string; format: Export["format"]; isPlain: boolean },
    ) => createExport(context, input, services),
    getExport: (context: RequestContext, input: One) => getExport(context, input, services),
    listExports: (context: RequestContext) => listExports(context, services),
  };
}

type TransferParts = TransferServices & { log: Logger };

/** Joins the operations of exports to their contract. */
export function exportRoutes(parts: TransferParts) {
  const api = implement(exportContract).$context<RequestContext>();
  const exports = exportHandlers(parts);
  return {
    createExport: api.createExport.handler(({ context, input }) => exports.createExport(context, input)),
    getExport: api.getExport.handler(({ context, input }) => exports.getExport(context, input)),
    listExports: api.listExports.handler(({ context }) => exports.listExports(context)),
  };
}

/** Joins the operations of imports to their contract. */
export function importRoutes(parts: TransferParts) {
  const api = implement(importContract).$context<RequestContext>();
  const imports = importHandlers(parts);
  return {
    createImport: api.createImport.handler(({ context, input }) => imports.createImport(context, input)),
    listImports: api.listImports.handler(({ context }) => imports.listImports(context)),
    getImport: api.getImport.handler(({ context, input }) => imports.getImport(context, input)),
    previewImport: api.previewImport.handler(({ context, input }) => imports.previewImport(context, input)),
    checkImport: api.checkImport.handler(({ context, input }) => imports.checkImport(context, input)),
    startImport: api.startImport.handler(({ context, input }) => imports.startImport(context, input)),
    pauseImport: api.pauseImport.handler(({ context, input }) => imports.pauseImport(context, input)),
    resumeImport: api.resumeImport.handler(({ context, input }) => imports.resumeImport(context, input)),
    cancelImport: api.cancelImport.handler(({ context, input }) => imports.cancelImport(context, input)),
  };
}
