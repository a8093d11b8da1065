import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { pageInput, pageOf } from "#shared/paging.ts";
import { messageKind } from "./events.ts";
import { statementCauses, statementStates } from "./statements.ts";

const tags = ["conversations"];

export const conversationKinds = ["thread", "direct", "group", "mail"] as const;

/** A file of a message, described; it stays where it is. */
export const MessageMedia = z.object({
  kind: z.enum(["image", "video", "audio", "file"]),
  /** Where it is on the web; null where only the network's own programs reach it. */
  url: z.string().nullable(),
  alt: z.string(),
  name: z.string(),
  bytes: z.number().nullable(),
  /** The desk can fetch it for whoever opens it. */
  canFetch: z.boolean(),
});
export type MessageMedia = z.infer<typeof MessageMedia>;

export const MessageAuthor = z.object({
  handle: z.string(),
  /** As people write it on that network; empty where there is none besides the name. */
  shownHandle: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  followers: z.number().nullable(),
});
export type MessageAuthor = z.infer<typeof MessageAuthor>;

/** Something that was said to an account, or by it. Words are covered unless somebody asked for them on record. */
export const Message = z.object({
  id,
  externalId: z.string(),
  kind: messageKind,
  isOurs: z.boolean(),
  author: MessageAuthor,
  text: z.string(),
  /** What it repeats of earlier messages, and signatures. */
  folded: z.string().nullable(),
  /** No person wrote it to us. */
  automatic: z.enum(["reply", "bounce", "list", "notice"]).nullable(),
  language: z.string().nullable(),
  url: z.string().nullable(),
  replyTo: z.string().nullable(),
  media: z.array(MessageMedia),
  publishedAt: instant,
  receivedAt: instant,
  editedAt: instant.nullable(),
  removedAt: instant.nullable(),
  /** Wordings before this one, oldest first. */
  former: z.array(z.object({ text: z.string(), until: instant })),
  statementId: id.nullable(),
});
export type Message = z.infer<typeof Message>;

/** A conversation in the list: who speaks with which account, and its last words. */
export const Conversation = z.object({
  id,
  accountId: id,
  network: z.string(),
  /** As people write it on that network. */
  accountHandle: z.string(),
  kind: z.enum(conversationKinds),
  isPrivate: z.boolean(),
  title: z.string().nullable(),
  /** Who speaks with us: the last one who did. */
  with: MessageAuthor.nullable(),
  messageCount: z.number(),
  last: z.object({
    kind: messageKind,
    isOurs: z.boolean(),
    text: z.string(),
    at: instant,
    isRemoved: z.boolean(),
    mediaCount: z.number(),
  }),
  /** Since when somebody waits for a word of ours; null where nobody does. */
  waitingSince: instant.nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

/** An answer that was written here and is not on the network, or not for anybody to see. */
export const PendingAnswer = z.object({
  statementId: id,
  text: z.string(),
  state: z.enum(statementStates),
  cause: z.enum(statementCauses).nullable(),
  isSandboxed: z.boolean(),
  byName: z.string(),
  createdAt: instant,
});
export type PendingAnswer = z.infer<typeof PendingAnswer>;

export const WholeConversation = z.object({
  conversation: Conversation,
  /** Oldest first; the newest five hundred. */
  messages: z.array(Message),
  answers: z.array(PendingAnswer),
  /** Personal data is covered in these words; false where there is none, or where it is shown on record. */
  isCovered: z.boolean(),
  /** The network can be asked for what stands around these messages. */
  canFetchThread: z.boolean(),
  /** The message that an answer goes to: the last that was said to us; null where we cannot answer there. */
  answersTo: id.nullable(),
});
export type WholeConversation = z.infer<typeof WholeConversation>;

export const inboxContract = {
  listConversations: operation("mentions.read")
    .route({
      method: "GET",
      path: "/conversations",
      tags,
      summary: "What people say to the office's accounts, by conversation, the latest first",
    })
    .input(
      z.object({
        accountId: id.optional(),
        /** Only those in which somebody waits for an answer. */
        isWaiting: z.stringbool().optional(),
        ...pageInput,
      }),
    )
    .output(pageOf(Conversation).extend({ waiting: z.number() })),
  getConversation: operation("mentions.read")
    .route({
      method: "GET",
      path: "/conversations/{id}",
      tags,
      summary: "A conversation, both sides, with personal data covered",
    })
    .input(z.object({ id }))
    .output(WholeConversation),
  revealConversation: operation("mentions.personal")
    .route({
      method: "POST",
      path: "/conversations/{id}/reveal",
      tags,
      summary: "A conversation as it was said; who looked is kept in the log of changes",
    })
    .input(z.object({ id }))
    .output(WholeConversation),
  fetchThread: operation("mentions.personal")
    .route({
      method: "POST",
      path: "/conversations/{id}/thread",
      tags,
      summary: "Ask the network for what stands around the messages of a conversation",
    })
    .input(z.object({ id }))
    .output(z.object({ fresh: z.number() })),
  answerConversation: operation("statements.send", { isCreate: true })
    .route({
      method: "POST",
      path: "/conversations/{id}/answers",
      tags,
      summary: "Answer the last that was said to us in a conversation",
      successStatus: 201,
    })
    .input(
      z.object({
        id,
        text: z.string().trim().min(1).max(200_000),
        /** The message that is answered; the last one where nothing is said. */
        messageId: id.optional(),
        /** The caller's own name for the wish: sent twice, it is said once. */
        key: z.string().min(8).max(100),
      }),
    )
    .output(z.object({ statementId: id })),
};
