import type { RequestContext } from "#platform/http/request-context.ts";
import type { Application } from "../../contract/applications.ts";
import { readApplications } from "./application-store.ts";

/** A PR officer sees at which networks the office waits for the vendor, and since when. */
export const listApplications = async ({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ items: Application[] }> => ({
  items: await readApplications(db, workspaceId),
});
