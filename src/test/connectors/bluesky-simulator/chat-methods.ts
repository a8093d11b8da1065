import { z } from "zod";
import { accountOf, Refusal, type SimulatedCall, type SimulatedMethod, scopeOf } from "./simulated-call.ts";
import { writeSimulated } from "./simulated-chats.ts";
import type { ChatEvent, SimulatedAccount, SimulatedChat, SimulatedMessage } from "./simulated-network.ts";
import { viewOfAccount } from "./simulated-views.ts";

const chatService = "did:web:api.bsky.chat#bsky_chat";

/** Whose call it is; calls that are not passed on, or whose access is for posts only, get nowhere. */
function chatter(call: SimulatedCall): SimulatedAccount {
  const account = accountOf(call);
  if (call.proxied !== chatService) throw new Refusal(501, "MethodNotImplemented", "no service named");
  const scopes = scopeOf(call).split(" ");
  if (!scopes.some((one) => one === "transition:chat.bsky" || one === "com.atproto.appPassPrivileged"))
    throw new Refusal(400, "InvalidToken", "Bad token method");
  return account;
}

function chatOf(call: SimulatedCall, id: unknown): { us: SimulatedAccount; chat: SimulatedChat } {
  const us = chatter(call);
  const chat = call.network.chats.find((one) => one.id === id && one.members.includes(us));
  if (!chat) throw new Refusal(400, "InvalidRequest", "Convo not found");
  return { us, chat };
}

const viewOfMessage = ({ id, rev, sender, text, sentAt }: SimulatedMessage) => ({
  $type: "chat.bsky.convo.defs#messageView",
  ...{ id, rev, text, sender: { did: sender.did }, sentAt: sentAt.toISOString() },
});

const viewOfChat = ({ id, members, messages }: SimulatedChat) => {
  const last = messages.at(-1);
  return {
    ...{ id, rev: last?.rev ?? "2000000000000", members: members.map(viewOfAccount) },
    ...(last && { lastMessage: viewOfMessage(last) }),
    ...{ muted: false, status: "accepted", unreadCount: 0 },
  };
};

const viewOfEvent = ({ rev, kind, chat, message }: ChatEvent) => ({
  $type: `chat.bsky.convo.defs#log${kind === "create" ? "Create" : "Delete"}Message`,
  ...{ rev, convoId: chat.id },
  message: kind === "create" ? viewOfMessage(message) : gone(message),
});

const gone = ({ id, rev, sender, sentAt }: SimulatedMessage) => ({
  $type: "chat.bsky.convo.defs#deletedMessageView",
  ...{ id, rev, sender: { did: sender.did }, sentAt: sentAt.toISOString() },
});

const paged = z.object({ limit: z.number().default(50), cursor: z.string().optional() });
/** So much happens at a time on a page of the log. */
const logPage = 20;

export const chatMethods: [string, SimulatedMethod][] = [
  [
    "chat.bsky.convo.getLog",
    (call) => {
      const us = chatter(call);
      const { cursor } = paged.parse(call.params);
      const ours = call.network.chatLog.filter(
        ({ chat, onlyFor }) => chat.members.includes(us) && (onlyFor === null || onlyFor === us),
      );
      // Without a place it only tells which one is now.
      if (cursor === undefined) return { cursor: ours.at(-1)?.rev ?? "2000000000000", logs: [] };
      const page = ours.filter(({ rev }) => rev > cursor).slice(0, logPage);
      return { cursor: page.at(-1)?.rev ?? cursor, logs: page.map(viewOfEvent) };
    },
  ],
  [
    "chat.bsky.convo.listConvos",
    (call) => {
      const us = chatter(call);
      return { convos: call.network.chats.filter(({ members }) => members.includes(us)).map(viewOfChat) };
    },
  ],
  ["chat.bsky.convo.getConvo", (call) => ({ convo: viewOfChat(chatOf(call, call.params["convoId"]).chat) })],
  [
    "chat.bsky.convo.getMessages",
    (call) => {
      const { chat } = chatOf(call, call.params["convoId"]);
      const { limit, cursor } = paged.parse(call.params);
      const from = Number(cursor ?? 0);
      const page = chat.messages.toReversed().slice(from, from + limit);
      const hasMore = from + limit < chat.messages.length;
      return { messages: page.map(viewOfMessage), ...(hasMore && { cursor: String(from + limit) }) };
    },
  ],
  [
    "chat.bsky.convo.sendMessage",
    (call) => {
      const { convoId, message } = z
        .object({ convoId: z.string(), message: z.object({ text: z.string() }) })
        .parse(call.body);
      const { us, chat } = chatOf(call, convoId);
      return viewOfMessage(writeSimulated(call.network, chat, us, message.text));
    },
  ],
];
