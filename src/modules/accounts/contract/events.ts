import { z } from "zod";
import { id } from "#shared/ids.ts";

/** What a network calls a message; `post` was said to nobody in particular, `context` stands around one that was. */
export const messageKind = z.enum([
  "mention",
  "reply",
  "comment",
  "quote",
  "direct",
  "mail",
  "post",
  "context",
]);
export type MessageKind = z.infer<typeof messageKind>;

/**
 * Sent once for each batch of messages of an account that others said and that were stored for the first time, at most a
 * thousand; `readMessages` reads them. Edits and removals are not told.
 */
export const messageReceived = {
  name: "accounts.message_received",
  payload: z.object({
    accountId: id,
    messages: z.array(
      z.object({ messageId: id, conversationId: id, kind: messageKind, isPublic: z.boolean() }),
    ),
  }),
} as const;

/** Something is to be said through this account: the sender hears it. */
export const statementKept = {
  name: "accounts.statement_kept",
  payload: z.object({ accountId: id }),
} as const;

/** Somebody said where a statement was posted by hand: the page is looked at. */
export const addressGiven = {
  name: "accounts.address_given",
  payload: z.object({ statementId: id }),
} as const;

/** A statement stands on its network: what was said, or a change of what was said. Sandboxed ones stand for nobody. */
export const statementSent = {
  name: "accounts.statement_sent",
  payload: z.object({
    statementId: id,
    accountId: id,
    kind: z.enum(["say", "edit", "remove"]),
    /** The network's own id of the post; null where a person found it by its address. */
    externalId: z.string().nullable(),
    url: z.string().nullable(),
    /** The received message that it answers. */
    messageId: id.nullable(),
    isSandboxed: z.boolean(),
  }),
} as const;

/** A statement did not go out and waits for a person; `cause` is one of the contract's `statementCauses`. */
export const statementFailed = {
  name: "accounts.statement_failed",
  payload: z.object({
    statementId: id,
    accountId: id,
    kind: z.enum(["say", "edit", "remove"]),
    cause: z.string(),
    messageId: id.nullable(),
    isSandboxed: z.boolean(),
  }),
} as const;

/** A statement was called off before it went out. */
export const statementCancelled = {
  name: "accounts.statement_cancelled",
  payload: z.object({ statementId: id, accountId: id }),
} as const;
