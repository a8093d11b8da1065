import { z } from "zod";
import { readable } from "./bluesky-shapes.ts";

/** The chat service of Bluesky (https://github.com/bluesky-social/atproto, lexicons `chat.bsky.convo.*`). */
const words = z.string().catch("");
const member = z.object({
  did: z.string().startsWith("did:").max(2_048),
  handle: words,
  displayName: words,
});
export type ChatMember = z.infer<typeof member>;

/** What a person wrote; what was deleted, and what the service itself says, has no text. */
export const directMessage = z.object({
  id: z.string().min(1).max(200),
  text: z.string(),
  sender: z.object({ did: z.string() }),
  sentAt: words,
  embed: z
    .object({ record: z.object({ uri: z.string().startsWith("at://") }) })
    .optional()
    .catch(undefined),
});
export type DirectMessage = z.infer<typeof directMessage>;

export const chat = z.object({
  id: z.string().min(1).max(200),
  members: readable(member),
  kind: z.object({ name: z.string() }).optional().catch(undefined),
  lastMessage: z.object({ sentAt: words }).optional().catch(undefined),
});
export type Chat = z.infer<typeof chat>;

const cursor = z.string().max(8_192).optional();
export const chatsAnswer = z.object({ convos: readable(chat), cursor });
export const chatAnswer = z.object({ convo: chat });
export const messagesAnswer = z.object({ messages: readable(directMessage), cursor });

const happened = z.object({ $type: z.string(), convoId: z.string() });
const logEntry = z.union([
  happened.extend({
    $type: z.literal("chat.bsky.convo.defs#logCreateMessage"),
    message: directMessage,
    relatedProfiles: readable(member).optional().catch(undefined),
  }),
  happened.extend({
    $type: z.literal("chat.bsky.convo.defs#logDeleteMessage"),
    message: z.object({ id: z.string().min(1).max(200) }),
  }),
]);
export type LogEntry = z.infer<typeof logEntry>;
/** `count`: how much there was, also of what is nothing to us. */
export const logAnswer = z.object({
  logs: z.array(z.unknown()).transform((logs) => ({
    count: logs.length,
    entries: readable(logEntry).parse(logs),
  })),
  cursor,
});
