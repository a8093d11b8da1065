import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { networkContract } from "../../contract/network.ts";
import { askNetwork } from "./ask-network.ts";
import { getNetwork } from "./get-network.ts";

/** Joins the operations of networks to their contract. */
export function networkRoutes({ jobs }: { jobs: JobQueue }) {
  const api = implement(networkContract).$context<RequestContext>();
  return api.router({
    askNetwork: api.askNetwork.handler(({ context, input }) => askNetwork(context, input, jobs)),
    getNetwork: api.getNetwork.handler(({ context, input }) => getNetwork(context, input)),
  });
}
