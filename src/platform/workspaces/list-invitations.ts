import type { Invitation } from "#platform/contract/workspaces.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { selectOpenInvitations } from "./invitation-store.ts";

/** An admin sees who was invited and has not come yet. */
export const listInvitations = async ({
  db,
  workspaceId,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "now">): Promise<{ items: Invitation[] }> => ({
  items: await selectOpenInvitations(db, workspaceId, now()),
});
