import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { briefContract } from "../../contract/brief.ts";
import { briefEditContract } from "../../contract/brief-edit.ts";
import { editBrief } from "./edit-brief.ts";
import { getBrief } from "./get-brief.ts";
import { sendBrief } from "./send-brief.ts";

/** Joins the operations of briefs to their contract. */
export function briefRoutes(parts: { translate: Translate }) {
  const api = implement({ ...briefContract, ...briefEditContract }).$context<RequestContext>();
  return {
    getBrief: api.getBrief.handler(({ context, input }) => getBrief(context, input, parts)),
    editBrief: api.editBrief.handler(({ context, input }) => editBrief(context, input, parts)),
    sendBrief: api.sendBrief.handler(({ context, input }) => sendBrief(context, input, parts)),
  };
}
