import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { type MessageDraft, type MessageRow, type StoredItem, storable } from "./message-draft.ts";
import { countFirst } from "./recount-conversations.ts";

/** A message that is being stored: new ones know their conversation by the network's name for it. */
export type Heard = MessageDraft & { conversation: StoredItem["conversation"] };

export type StoredRow = Omit<MessageRow, "seq">;

type Placed = Omit<StoredRow, "conversation_id"> & Pick<Heard, "conversation">;

const mostRows = 500;

/**
 * Writes new messages, and the conversations of those that begin one.
 * @returns the rows, in the order in which they are stored, and whether a row's conversation counts it already
 */
export async function insertMessages(
  tx: Tx,
  account: { readonly id: string; readonly workspace_id: string },
  heard: readonly Heard[],
  now: Date,
): Promise<{ rows: StoredRow[]; isCounted: (row: StoredRow) => boolean }> {
  if (heard.length === 0) return { rows: [], isCounted: () => false };
  const placed = heard.map((one) => ({
    ...one,
    workspace_id: account.workspace_id,
    account_id: account.id,
    // What was fetched around a message was said when it was said, and does not count as the latest.
    received_at: one.kind === "context" ? one.published_at : now,
  }));
  const conversations = await findConversations(tx, account, placed);
  const rows = placed.map(({ conversation, ...row }) => ({
    ...row,
    conversation_id: conversations.get(conversationKey(conversation))?.id ?? "",
  }));
  // One value for all rows: thousands of parameters would take longer to lay out than to store.
  const columns = sql.raw(messageColumns.join(", "));
  for (let at = 0; at < rows.length; at += mostRows)
    await sql`
      insert into accounts.message (${columns})
      select ${columns} from jsonb_populate_recordset(null::accounts.message, ${JSON.stringify(rows.slice(at, at + mostRows))}::jsonb)
        with ordinality as said order by said.ordinality`.execute(tx);
  const counted = new Set([...conversations.values()].flatMap(({ id, is_new }) => (is_new ? id : [])));
  return { rows, isCounted: ({ conversation_id }) => counted.has(conversation_id) };
}

const conversationKey = ({ externalId }: StoredItem["conversation"]): string => storable(externalId, 2_000);

const messageColumns = [
  "id",
  "workspace_id",
  "account_id",
  "conversation_id",
  "external_id",
  "kind",
  "is_ours",
  "is_private",
  "automatic",
  "statement_id",
  "author_id",
  "author_handle",
  "author_name",
  "author_url",
  "author_followers",
  "text",
  "folded",
  "language",
  "url",
  "reply_to",
  "root_id",
  "quotes",
  "media",
  "engagement",
  "published_at",
  "received_at",
  "edited_at",
  "removed_at",
  "former",
] as const satisfies readonly (keyof StoredRow)[];

/**
 * The conversations of new messages by the network's names. Where there is none one is made, with its figures: most that
 * comes begins a conversation, and looking its messages up again would cost as much as storing them.
 */
async function findConversations(
  tx: Tx,
  account: { readonly id: string; readonly workspace_id: string },
  placed: readonly Placed[],
): Promise<Map<string, { id: string; is_new: boolean }>> {
  const wanted = Map.groupBy(placed, ({ conversation }) => conversationKey(conversation));
  const made = [...wanted].flatMap(([externalId, messages]) => {
    const last = messages.at(-1);
    if (!last) return [];
    const { conversation, is_private } = last;
    return {
      id: randomUUID(),
      workspace_id: account.workspace_id,
      account_id: account.id,
      external_id: externalId,
      kind: conversation.kind,
      title: conversation.title === undefined ? null : storable(conversation.title, 300),
      is_private,
      ...countFirst(messages),
    };
  });
  const { rows } = await sql<{ id: string; external_id: string; is_new: boolean }>`
    insert into accounts.conversation (id, workspace_id, account_id, external_id, kind, title, is_private,
      message_count, received_count, last_message_id, last_at, waiting_since)
    select id, workspace_id, account_id, external_id, kind, title, is_private,
      message_count, received_count, last_message_id, last_at, waiting_since
    from jsonb_populate_recordset(null::accounts.conversation, ${JSON.stringify(made)}::jsonb)
    on conflict (account_id, external_id) do update set
      title = coalesce(excluded.title, conversation.title),
      is_private = conversation.is_private or excluded.is_private
    returning id, external_id, xmax = 0 as is_new`.execute(tx);
  return new Map(rows.map((row) => [row.external_id, row]));
}
