import type { RequestContext } from "#platform/http/request-context.ts";
import type { Import } from "../../contract/imports.ts";
import type { TransferServices } from "./import-parts.ts";
import { moveImport } from "./move-import.ts";

/** An officer has a paused or failed import go on from the row where it stopped. */
export const resumeImport = (
  context: RequestContext,
  { id }: { id: string },
  services: TransferServices,
): Promise<Import> =>
  moveImport(context, id, services, { act: "resumed", from: ["paused", "failed"], to: "waiting" });
