import type { ApiKey } from "#platform/contract/workspaces.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { selectApiKeys } from "./api-key-store.ts";

/** An admin sees which programs may reach this office's data, what each may do, and when it last did. */
export const listApiKeys = async ({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ items: ApiKey[] }> => ({
  items: await selectApiKeys(db, workspaceId),
});
