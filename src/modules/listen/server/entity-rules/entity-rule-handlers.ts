import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { EntityRuleDraft } from "../../contract/entity-rules.ts";
import { createEntityRule } from "./create-entity-rule.ts";
import { listEntityRules } from "./list-entity-rules.ts";
import { moveEntityRule } from "./move-entity-rule.ts";
import { removeEntityRule } from "./remove-entity-rule.ts";
import { tryEntityRules } from "./try-entity-rules.ts";
import { updateEntityRule } from "./update-entity-rule.ts";

/** One handler for each operation of `entityRuleContract`. */
export const entityRuleHandlers = ({ analyst }: { analyst: Analyst }) => ({
  listEntityRules: (context: RequestContext) => listEntityRules(context),
  createEntityRule: (context: RequestContext, input: EntityRuleDraft) =>
    createEntityRule(context, input, analyst),
  updateEntityRule: (context: RequestContext, input: EntityRuleDraft & { id: string }) =>
    updateEntityRule(context, input, analyst),
  moveEntityRule: (context: RequestContext, input: Parameters<typeof moveEntityRule>[1]) =>
    moveEntityRule(context, input),
  removeEntityRule: (context: RequestContext, input: { id: string }) => removeEntityRule(context, input),
  tryEntityRules: (context: RequestContext, input: { text: string }) =>
    tryEntityRules(context, input, analyst),
});
