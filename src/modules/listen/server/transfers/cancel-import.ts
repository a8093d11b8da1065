import type { RequestContext } from "#platform/http/request-context.ts";
import type { Import } from "../../contract/imports.ts";
import type { TransferServices } from "./import-parts.ts";
import { moveImport } from "./move-import.ts";

/** An officer gives an import up; the rows stored so far stay. */
export const cancelImport = (
  context: RequestContext,
  { id }: { id: string },
  services: TransferServices,
): Promise<Import> =>
  moveImport(context, id, services, {
    act: "cancelled",
    from: ["uploaded", "waiting", "running", "paused", "failed"],
    to: "cancelled",
  });
