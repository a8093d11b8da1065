import type { RequestContext } from "#platform/http/request-context.ts";
import type { PollOutcome, Source } from "../../contract/sources.ts";
import { findSourceView, listPolls } from "./source-store.ts";

/** As many polls as a health page shows; older ones are kept 14 days. */
const shownPolls = 200;

/**
 * A PR officer looks at one source and how its latest polls ended.
 * @throws AppError not_found
 */
export async function getSource(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  { id }: { id: string },
): Promise<Source & { polls: PollOutcome[] }> {
  const source = await findSourceView(db, workspaceId, id, now());
  return { ...source, polls: await listPolls(db, workspaceId, id, shownPolls) };
}
