import type { RequestContext } from "#platform/http/request-context.ts";
import type { Source } from "../../contract/sources.ts";
import { listSourceViews } from "./source-store.ts";

/** A PR officer sees everything the desk listens to, with its health. */
export async function listSources({
  db,
  workspaceId,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "now">): Promise<{ items: Source[] }> {
  return { items: await listSourceViews(db, workspaceId, now()) };
}
