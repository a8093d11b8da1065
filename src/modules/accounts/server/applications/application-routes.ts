import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { applicationContract } from "../../contract/applications.ts";
import { endApplication } from "./end-application.ts";
import { keepApplication } from "./keep-application.ts";
import { listApplications } from "./list-applications.ts";

/** Joins the operations on what the office waits for at networks to their contracts. */
export function applicationRoutes() {
  const api = implement(applicationContract).$context<RequestContext>();
  return {
    listApplications: api.listApplications.handler(({ context }) => listApplications(context)),
    keepApplication: api.keepApplication.handler(({ context, input }) => keepApplication(context, input)),
    endApplication: api.endApplication.handler(({ context, input }) => endApplication(context, input)),
  };
}
