import type { RequestContext } from "#platform/http/request-context.ts";
import type { EntityRule } from "../../contract/entity-rules.ts";
import { withMentions } from "../mentions/tables.ts";
import { findEntityRules, toEntityRule } from "./entity-rule-store.ts";

/** Whoever reads mentions sees what names mean in this office. */
export async function listEntityRules({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ items: EntityRule[] }> {
  return { items: (await findEntityRules(withMentions(db), workspaceId)).map(toEntityRule) };
}
