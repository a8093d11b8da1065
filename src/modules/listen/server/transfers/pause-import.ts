import type { RequestContext } from "#platform/http/request-context.ts";
import type { Import } from "../../contract/imports.ts";
import type { TransferServices } from "./import-parts.ts";
import { moveImport } from "./move-import.ts";

/** An officer holds an import; it can go on later from the same row. */
export const pauseImport = (
  context: RequestContext,
  { id }: { id: string },
  services: TransferServices,
): Promise<Import> =>
  moveImport(context, id, services, { act: "paused", from: ["waiting", "running"], to: "paused" });
