import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { webhookContract } from "../../contract/webhooks.ts";
import type { ReadOwnContacts } from "../inbox/cover-words.ts";
import { getWebhook, type WebhookParts } from "./get-webhook.ts";
import { getDelivery, listDeliveries, replayDelivery } from "./list-deliveries.ts";
import { registerWebhook, unregisterWebhook } from "./register-webhook.ts";

/** Joins the operations on what networks brought to our door to their contracts. */
export function deliveryRoutes(parts: WebhookParts & { jobs: JobQueue; readOwnContacts: ReadOwnContacts }) {
  const { jobs, deskUrl } = parts;
  const api = implement(webhookContract).$context<RequestContext>();
  return {
    getWebhook: api.getWebhook.handler(({ context, input }) => getWebhook(context, input, parts)),
    registerWebhook: api.registerWebhook.handler(({ context, input }) =>
      registerWebhook(context, input, parts),
    ),
    unregisterWebhook: api.unregisterWebhook.handler(({ context, input }) =>
      unregisterWebhook(context, input, parts),
    ),
    listDeliveries: api.listDeliveries.handler(({ context, input }) =>
      listDeliveries(context, input, deskUrl()),
    ),
    getDelivery: api.getDelivery.handler(({ context, input }) =>
      getDelivery(context, input, parts.readOwnContacts),
    ),
    replayDelivery: api.replayDelivery.handler(({ context, input }) => replayDelivery(context, input, jobs)),
  };
}
