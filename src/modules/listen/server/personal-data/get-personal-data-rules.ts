import type { RequestContext } from "#platform/http/request-context.ts";
import type { PersonalDataRules } from "../../contract/personal-data.ts";
import { readRules } from "./rules-store.ts";

/** An officer sees which personal data their office covers, and where. */
export async function getPersonalDataRules({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<PersonalDataRules> {
  const { press, others } = await readRules(db, workspaceId);
  return { press, others };
}
