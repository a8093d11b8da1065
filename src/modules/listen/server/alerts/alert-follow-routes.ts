import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { alertFollowContract } from "../../contract/alert-follow.ts";
import { getFollow } from "./get-follow.ts";
import { updateFollow } from "./update-follow.ts";

/** Joins the operations of following stories and names to their contract. */
export function alertFollowRoutes() {
  const api = implement(alertFollowContract).$context<RequestContext>();
  return {
    getFollow: api.getFollow.handler(({ context, input }) => getFollow(context, input)),
    updateFollow: api.updateFollow.handler(({ context, input }) => updateFollow(context, input)),
  };
}
