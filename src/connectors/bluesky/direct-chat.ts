import type { z } from "zod";
import { tidyLine, tidyLines } from "#connectors/page/plain-text.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { ConversationRef } from "#connectors/ports/inbox-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import type { Chat, ChatMember, DirectMessage } from "./direct-shapes.ts";
import { publishedAt } from "./network-posts.ts";
import { pageOfAccount } from "./post-address.ts";
import type { XrpcCall } from "./send-xrpc.ts";
import type { XrpcClient } from "./xrpc-client.ts";

/** Messages are kept by one service for the whole network; the account's server passes calls on to it. */
const chatService = "did:web:api.bsky.chat#bsky_chat";

/** What an access calls itself that may read messages: by consent, an app password made for it, or the main password. */
const chatScopes = new Set(["transition:chat.bsky", "com.atproto.appPassPrivileged", "com.atproto.access"]);

export const mayChat = async ({ session }: XrpcClient): Promise<boolean> =>
  (await session.scopes()).some((scope) => chatScopes.has(scope));

/** Asks the chat service. That it refuses us says nothing of the account, which works for all else. */
export async function askChat<Shape extends z.ZodType>(
  client: XrpcClient,
  method: string,
  shape: Shape,
  call: XrpcCall,
): Promise<z.infer<Shape>> {
  try {
    return await client.ask(`chat.bsky.convo.${method}`, shape, { ...call, through: chatService });
  } catch (error) {
    if (!(error instanceof ConnectorError && error.failure.kind === "reconnect")) throw error;
    throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, error.message, error);
  }
}

/** Names a message for later calls: its chat and its own id. */
export const directId = (chatId: string, messageId: string): string => `dm:${chatId}/${messageId}`;

/** Reads what `directId` wrote; null for a post. */
export function readDirectId(externalId: string): { chatId: string; messageId: string } | null {
  const [, chatId, messageId] = /^dm:([^/]+)\/(.+)$/.exec(externalId) ?? [];
  return chatId === undefined || messageId === undefined ? null : { chatId, messageId };
}

/** A message in the words of the ports. */
export function directPost(
  chatId: string,
  { id, text, sender, sentAt, embed }: DirectMessage,
  members: readonly ChatMember[],
  now: Date,
): NetworkPost {
  const author = members.find(({ did }) => did === sender.did);
  const isProven = author !== undefined && author.handle !== "" && author.handle !== "handle.invalid";
  return {
    externalId: directId(chatId, id),
    url: null,
    author: {
      externalId: sender.did,
      handle: isProven ? tidyLine(author.handle, 253) : sender.did,
      name: tidyLine(author?.displayName ?? "", 640),
      url: pageOfAccount(sender.did),
    },
    text: tidyLines(text),
    publishedAt: publishedAt(sentAt, "", now),
    ...(embed && { quotes: { externalId: embed.record.uri } }),
    media: [],
    engagement: {},
    isPrivate: true,
  };
}

export const conversationOf = ({
  id,
  members,
  kind,
}: Pick<Chat, "id" | "members" | "kind">): ConversationRef => ({
  externalId: `dm:${id}`,
  kind: kind !== undefined || members.length > 2 ? "group" : "direct",
  ...(kind && { title: tidyLine(kind.name, 300) }),
});
