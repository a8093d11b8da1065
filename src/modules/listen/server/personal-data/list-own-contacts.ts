import type { RequestContext } from "#platform/http/request-context.ts";
import type { OwnContact } from "../../contract/personal-data.ts";
import { readRules } from "./rules-store.ts";

/** An officer sees which contacts are the office's own, in the order in which they were listed. */
export async function listOwnContacts({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ items: OwnContact[] }> {
  const { contacts } = await readRules(db, workspaceId);
  return { items: contacts };
}
