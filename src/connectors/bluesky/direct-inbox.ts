import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { InboxChange } from "#connectors/ports/inbox-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import { askChat, conversationOf, directId, directPost, mayChat } from "./direct-chat.ts";
import {
  type Chat,
  chatAnswer,
  chatsAnswer,
  type DirectMessage,
  type LogEntry,
  logAnswer,
  messagesAnswer,
} from "./direct-shapes.ts";
import type { XrpcClient } from "./xrpc-client.ts";

/** So many pages of what happened are read at a time; the rest comes with the next look. */
const mostPages = 10;
const mostChats = 100;
const pageSize = 100;
/** Of the time before the first look. */
const firstDaysMs = 7 * 24 * 60 * 60_000;

export interface DirectNews {
  readonly changes: readonly InboxChange[];
  /** What to go on from; the same as before where the service did not answer. */
  readonly cursor: string | undefined;
}

/**
 * Direct messages since the cursor, by the service's log of what happened; without one, those of the last days. Public
 * notifications must not wait for this service: what it does not answer now comes with a later look.
 */
export async function readDirect(
  client: XrpcClient,
  access: Access,
  from: string | undefined,
): Promise<DirectNews> {
  try {
    if (!(await mayChat(client))) return { changes: [], cursor: from };
    return await (from === undefined ? readFirst(client, access) : readLog(client, access, from));
  } catch (error) {
    if (error instanceof ConnectorError) return { changes: [], cursor: from };
    throw error;
  }
}

/** The whole chat around a message, as far as one page shows it, oldest first. */
export async function readChat(client: XrpcClient, access: Access, chatId: string): Promise<NetworkPost[]> {
  const { convo } = await askChat(client, "getConvo", chatAnswer, { params: { convoId: chatId } });
  const said = await messagesOf(client, chatId);
  return said.map((message) => directPost(chatId, message, convo.members, access.now()));
}

/** The place in the log comes first: what is written meanwhile comes twice, and is known by its id. */
async function readFirst(client: XrpcClient, access: Access): Promise<DirectNews> {
  const { cursor } = await askChat(client, "getLog", logAnswer, {});
  const since = access.now().getTime() - firstDaysMs;
  const { convos } = await askChat(client, "listConvos", chatsAnswer, { params: { limit: mostChats } });
  const ownDid = await client.did();
  const changes: InboxChange[] = [];
  for (const one of convos) {
    if (one.lastMessage === undefined || Date.parse(one.lastMessage.sentAt) < since) continue;
    for (const message of await messagesOf(client, one.id))
      if (Date.parse(message.sentAt) >= since) changes.push(itemOf(one, message, ownDid, access.now()));
  }
  return { changes, cursor: cursor ?? "" };
}

async function readLog(client: XrpcClient, access: Access, from: string): Promise<DirectNews> {
  const changes: InboxChange[] = [];
  const known = new Map<string, Chat>();
  const ownDid = await client.did();
  let cursor = from;
  for (let page = 0; page < mostPages; page += 1) {
    const params = cursor === "" ? {} : { cursor };
    const { logs, cursor: next } = await askChat(client, "getLog", logAnswer, { params });
    for (const entry of logs.entries) {
      if (entry.$type === "chat.bsky.convo.defs#logDeleteMessage")
        changes.push({ kind: "removed", externalId: directId(entry.convoId, entry.message.id) });
      else changes.push(itemOf(await chatOf(client, known, entry), entry.message, ownDid, access.now()));
    }
    if (next === undefined || next === cursor || logs.count === 0) break;
    cursor = next;
  }
  return { changes, cursor };
}

/** Who takes part in a chat: asked for once in a reading. */
async function chatOf(client: XrpcClient, known: Map<string, Chat>, { convoId }: LogEntry): Promise<Chat> {
  const found =
    known.get(convoId) ?? (await askChat(client, "getConvo", chatAnswer, { params: { convoId } })).convo;
  known.set(convoId, found);
  return found;
}

/** Oldest first; the service tells the newest first, also of one instant. */
async function messagesOf(client: XrpcClient, convoId: string): Promise<DirectMessage[]> {
  const params = { convoId, limit: pageSize };
  const { messages } = await askChat(client, "getMessages", messagesAnswer, { params });
  return messages.toReversed().toSorted((one, other) => Date.parse(one.sentAt) - Date.parse(other.sentAt));
}

const itemOf = (one: Chat, message: DirectMessage, ownDid: string, now: Date): InboxChange => ({
  kind: "item",
  item: {
    post: directPost(one.id, message, one.members, now),
    conversation: conversationOf(one),
    kind: "direct",
    isOurs: message.sender.did === ownDid,
  },
});
