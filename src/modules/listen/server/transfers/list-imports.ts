import type { RequestContext } from "#platform/http/request-context.ts";
import type { Import } from "../../contract/imports.ts";
import type { TransferServices } from "./import-parts.ts";
import { findImports } from "./import-store.ts";
import { importView } from "./import-view.ts";

/** An officer sees the files that were brought, the latest hundred, newest first. */
export async function listImports(
  context: RequestContext,
  { translate }: Pick<TransferServices, "translate">,
): Promise<{ items: Import[] }> {
  const records = await findImports(context.db, context.workspaceId);
  return { items: records.map((record) => importView(record, context, translate)) };
}
