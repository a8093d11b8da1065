import type { RequestContext } from "#platform/http/request-context.ts";
import type { Import } from "../../contract/imports.ts";
import type { TransferServices } from "./import-parts.ts";
import { findImport } from "./import-store.ts";
import { importView } from "./import-view.ts";

/** An officer sees how far an import is. */
export async function getImport(
  context: RequestContext,
  { id }: { id: string },
  { translate }: Pick<TransferServices, "translate">,
): Promise<Import> {
  return importView(await findImport(context.db, context.workspaceId, id), context, translate);
}
