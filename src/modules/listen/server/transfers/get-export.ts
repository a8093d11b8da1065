import type { RequestContext } from "#platform/http/request-context.ts";
import type { Export } from "../../contract/exports.ts";
import { findExport } from "./export-store.ts";
import { exportView } from "./export-view.ts";
import type { TransferServices } from "./import-parts.ts";

/** An officer sees how far an export is. */
export async function getExport(
  context: RequestContext,
  { id }: { id: string },
  { translate }: Pick<TransferServices, "translate">,
): Promise<Export> {
  return exportView(await findExport(context.db, context.workspaceId, id), context, translate);
}
