import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { trendContract } from "../../contract/trend.ts";
import { listSlowTrends } from "./list-slow-trends.ts";
import { listTrends } from "./list-trends.ts";

/** Joins the operations of trends to their contract. */
export function trendRoutes() {
  const api = implement(trendContract).$context<RequestContext>();
  return {
    listTrends: api.listTrends.handler(({ context, input }) => listTrends(context, input)),
    listSlowTrends: api.listSlowTrends.handler(({ context, input }) => listSlowTrends(context, input)),
  };
}
