import { implement } from "@orpc/server";
import { guardOperations } from "#platform/http/guard-operations.ts";
import type { IncomingRequest } from "#platform/http/incoming-request.ts";
import type { Logger } from "#platform/log/logger.ts";
import { exportContract } from "../../contract/exports.ts";
import { importContract } from "../../contract/imports.ts";
import type { TransferServices } from "./import-parts.ts";
import { exportHandlers, importHandlers } from "./import-export-handlers.ts";

type TransferParts = TransferServices & { log: Logger };

/** Joins the operations of exports to their contract. */
export function exportRoutes(parts: TransferParts) {
  const api = implement(exportContract).$context<IncomingRequest>().use(guardOperations(parts.log));
  const exports = exportHandlers(parts);
  return {
    createExport: api.createExport.handler(({ context, input }) => exports.createExport(context, input)),
    getExport: api.getExport.handler(({ context, input }) => exports.getExport(context, input)),
    listExports: api.listExports.handler(({ context }) => exports.listExports(context)),
  };
}

/** Joins the operations of imports to their contract. */
export function importRoutes(parts: TransferParts) {
  const api = implement(importContract).$context<IncomingRequest>().use(guardOperations(parts.log));
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
