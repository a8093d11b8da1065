import type { Member } from "#platform/contract/workspaces.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { selectMembers } from "./member-store.ts";

/** A member sees who works in this office, in which role, and when each was last here. */
export const listMembers = async ({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ items: Member[] }> => ({
  items: await selectMembers(db, workspaceId),
});
