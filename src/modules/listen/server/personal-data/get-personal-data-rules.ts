import type { RequestContext } from "#platform/http/request-context.ts";
import type { PersonalDataRules } from "../../contract/personal-data.ts";
import { readRules } from "./rules-store.ts";

/** An officer sees which personal data their office covers, and where. */
export const getPersonalDataRules = ({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<PersonalDataRules> => readRules(db, workspaceId);
