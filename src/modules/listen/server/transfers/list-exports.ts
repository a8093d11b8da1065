import type { RequestContext } from "#platform/http/request-context.ts";
import type { Export } from "../../contract/exports.ts";
import { findExports } from "./export-store.ts";
import { exportView } from "./export-view.ts";
import type { TransferServices } from "./import-parts.ts";

/** An officer sees the latest fifty exports of the office, newest first. */
export async function listExports(
  context: RequestContext,
  { translate }: Pick<TransferServices, "translate">,
): Promise<{ items: Export[] }> {
  const records = await findExports(context.db, context.workspaceId);
  return { items: records.map((record) => exportView(record, context, translate)) };
}
