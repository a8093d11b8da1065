import type { RequestContext } from "#platform/http/request-context.ts";
import type { Export } from "../../contract/exports.ts";
import type { ImportMapping } from "../../contract/imports.ts";
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
