import { sql } from "kysely";
import type { AccountsDb } from "../account-tables.ts";
import type { ConversationTable } from "./inbox-tables.ts";
import type { MessageRow } from "./message-draft.ts";

/** What a change adds to its conversation: messages, and such that others said to us. */
export type ConversationGain = {
  readonly conversationId: string;
  readonly messages: number;
  readonly received: number;
};

/**
 * Keeps what the list of conversations shows: how many messages, the last one, and since when somebody waits for a word of
 * ours. What we said counts as an answer to everything that reached us before it.
 */
export async function recountConversations(
  accounts: AccountsDb,
  gains: readonly ConversationGain[],
): Promise<void> {
  const added = new Map<string, { messages: number; received: number }>();
  for (const { conversationId, messages, received } of gains) {
    const before = added.get(conversationId) ?? { messages: 0, received: 0 };
    added.set(conversationId, {
      messages: before.messages + messages,
      received: before.received + received,
    });
  }
  if (added.size === 0) return;
  const counts = [...added.values()];
  await sql`
    update accounts.conversation set
      message_count = conversation.message_count + added.messages,
      received_count = conversation.received_count + added.received,
      last_message_id = last.id,
      last_at = last.published_at,
      waiting_since = waiting.published_at
    from unnest(
      ${[...added.keys()]}::uuid[],
      ${counts.map(({ messages }) => messages)}::int[],
      ${counts.map(({ received }) => received)}::int[]
    ) as added (id, messages, received)
    left join lateral (
      select id, published_at from accounts.message where conversation_id = added.id
      order by received_at desc, published_at desc, seq desc limit 1
    ) as last on true
    left join lateral (
      select received_at, published_at from accounts.message
      where conversation_id = added.id and is_ours and removed_at is null
      order by received_at desc, published_at desc limit 1
    ) as ours on true
    left join lateral (
      select published_at from accounts.message as theirs
      where conversation_id = added.id and not is_ours and removed_at is null and kind not in ('post', 'context')
        and automatic is null
        and (ours.received_at is null
          or (theirs.received_at, theirs.published_at) > (ours.received_at, ours.published_at))
      order by received_at, published_at limit 1
    ) as waiting on true
    where conversation.id = added.id`.execute(accounts);
}

type Counted = Pick<
  MessageRow,
  "id" | "kind" | "is_ours" | "automatic" | "received_at" | "published_at" | "removed_at"
>;

type Figures = Pick<ConversationTable, "last_message_id" | "last_at" | "waiting_since"> & {
  message_count: number;
  received_count: number;
};

/**
 * The figures of a conversation that has no other messages than these: what `recountConversations` would find.
 * @param messages in the order in which they are stored
 */
export function countFirst(messages: readonly Counted[]): Figures {
  const inOrder = messages.toSorted(byReceipt);
  const last = inOrder.at(-1);
  const ours = inOrder.findLast(({ is_ours, removed_at }) => is_ours && removed_at === null);
  const waiting = inOrder.find(
    (one) =>
      !one.is_ours &&
      one.removed_at === null &&
      one.kind !== "post" &&
      one.kind !== "context" &&
      one.automatic === null &&
      (!ours || byReceipt(one, ours) > 0),
  );
  return {
    message_count: messages.length,
    received_count: messages.filter(({ is_ours, kind }) => !is_ours && kind !== "context").length,
    last_message_id: last?.id ?? null,
    last_at: last?.published_at ?? null,
    waiting_since: waiting?.published_at ?? null,
  };
}

const byReceipt = (one: Counted, other: Counted): number =>
  one.received_at.getTime() - other.received_at.getTime() ||
  one.published_at.getTime() - other.published_at.getTime();
