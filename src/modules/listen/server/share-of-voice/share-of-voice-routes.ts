import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { shareOfVoiceContract } from "../../contract/share-of-voice.ts";
import { getShareOfVoice } from "./get-share-of-voice.ts";

/** Joins the operations of the share of voice to their contract. */
export function shareOfVoiceRoutes() {
  const api = implement(shareOfVoiceContract).$context<RequestContext>();
  return {
    getShareOfVoice: api.getShareOfVoice.handler(({ context, input }) => getShareOfVoice(context, input)),
  };
}
