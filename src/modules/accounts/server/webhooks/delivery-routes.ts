import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { webhookContract } from "../../contract/webhooks.ts";
import { getDelivery, listDeliveries, replayDelivery } from "./list-deliveries.ts";

/** Joins the operations on what networks brought to our door to their contracts. */
export function deliveryRoutes({ jobs, deskUrl }: { jobs: JobQueue; deskUrl: () => string }) {
  const api = implement(webhookContract).$context<RequestContext>();
  return {
    listDeliveries: api.listDeliveries.handler(({ context, input }) =>
      listDeliveries(context, input, deskUrl()),
    ),
    getDelivery: api.getDelivery.handler(({ context, input }) => getDelivery(context, input)),
    replayDelivery: api.replayDelivery.handler(({ context, input }) => replayDelivery(context, input, jobs)),
  };
}
