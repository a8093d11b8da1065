import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { insightContract } from "../../contract/insights.ts";
import type { NetworkParts } from "../network-parts.ts";
import { listAccountInsights } from "./list-account-insights.ts";
import { listStatementInsights } from "./list-statement-insights.ts";
import { readStatementInsights } from "./read-statement-insights.ts";

/** Joins the operations on what became of what was said to their contracts. */
export function insightRoutes(parts: NetworkParts) {
  const api = implement(insightContract).$context<RequestContext>();
  return {
    listStatementInsights: api.listStatementInsights.handler(({ context, input }) =>
      listStatementInsights(context, input),
    ),
    readStatementInsights: api.readStatementInsights.handler(({ context, input }) =>
      readStatementInsights(context, input, parts),
    ),
    listAccountInsights: api.listAccountInsights.handler(({ context }) => listAccountInsights(context)),
  };
}
