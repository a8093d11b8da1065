import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { tagRuleContract } from "../../contract/tag-rule.ts";
import { createTagRule } from "./create-tag-rule.ts";
import { listTagRuleFirings } from "./list-tag-rule-firings.ts";
import { listTagRules } from "./list-tag-rules.ts";
import { removeTagRule } from "./remove-tag-rule.ts";
import { testTagRule } from "./test-tag-rule.ts";
import { updateTagRule } from "./update-tag-rule.ts";

/** Joins the operations of rules that give tags to their contract. */
export function tagRuleRoutes({ jobs }: { jobs: JobQueue }) {
  const api = implement(tagRuleContract).$context<RequestContext>();
  return {
    listTagRules: api.listTagRules.handler(({ context }) => listTagRules(context)),
    testTagRule: api.testTagRule.handler(({ context, input }) => testTagRule(context, input)),
    createTagRule: api.createTagRule.handler(({ context, input }) => createTagRule(context, input, jobs)),
    updateTagRule: api.updateTagRule.handler(({ context, input }) => updateTagRule(context, input, jobs)),
    removeTagRule: api.removeTagRule.handler(({ context, input }) => removeTagRule(context, input, jobs)),
    listTagRuleFirings: api.listTagRuleFirings.handler(({ context, input }) =>
      listTagRuleFirings(context, input),
    ),
  };
}
