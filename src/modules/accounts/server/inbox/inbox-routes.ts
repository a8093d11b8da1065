import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { inboxContract } from "../../contract/inbox.ts";
import type { NetworkParts } from "../network-parts.ts";
import { answerConversation } from "./answer-conversation.ts";
import type { ReadOwnContacts } from "./cover-words.ts";
import { fetchThread } from "./fetch-thread.ts";
import { getConversation, revealConversation } from "./get-conversation.ts";
import { listConversations } from "./list-conversations.ts";

/** Joins the operations on conversations to their contracts. */
export function inboxRoutes(parts: NetworkParts & { readOwnContacts: ReadOwnContacts }) {
  const api = implement(inboxContract).$context<RequestContext>();
  return {
    listConversations: api.listConversations.handler(({ context, input }) =>
      listConversations(context, input, parts.readOwnContacts),
    ),
    getConversation: api.getConversation.handler(({ context, input }) =>
      getConversation(context, input, parts.readOwnContacts),
    ),
    revealConversation: api.revealConversation.handler(({ context, input }) =>
      revealConversation(context, input),
    ),
    fetchThread: api.fetchThread.handler(({ context, input }) => fetchThread(context, input, parts)),
    answerConversation: api.answerConversation.handler(({ context, input }) =>
      answerConversation(context, input),
    ),
  };
}
