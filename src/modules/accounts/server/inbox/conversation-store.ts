import { type Selectable, sql } from "kysely";
import { connectors } from "#connectors/registry.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { Conversation, Message, MessageAuthor } from "../../contract/inbox.ts";
import { withAccounts } from "../account-tables.ts";
import { handleOn } from "../network-words.ts";
import type { WordCover } from "./cover-words.ts";
import type { ConversationTable } from "./inbox-tables.ts";
import { type MessageRow, webAddress } from "./message-draft.ts";

/** Of the last words, as many characters as a line of the list can show. */
const shownWords = 240;

/** A conversation with what the list needs of its account and its messages. */
export type ConversationRow = Selectable<ConversationTable> & {
  network: string;
  account_handle: string;
  last: Pick<MessageRow, "kind" | "is_ours" | "text" | "removed_at" | "media"> | null;
  other: Pick<MessageRow, "author_handle" | "author_name" | "author_url" | "author_followers"> | null;
};

export type ConversationReader = Pick<RequestContext, "workspaceId" | "membership"> & { db: Db | Tx };

/** Private conversations are for whoever may see personal data. */
export const maySeePrivate = ({ membership }: Pick<RequestContext, "membership">): boolean =>
  membership.permissions.includes("mentions.personal");

/** The conversations that somebody may see, with what the list shows of each. */
export function conversationsFor(reader: ConversationReader) {
  return withAccounts(reader.db)
    .selectFrom("accounts.conversation as conversation")
    .innerJoin("accounts.account as account", "account.id", "conversation.account_id")
    .where("conversation.workspace_id", "=", reader.workspaceId)
    .$if(!maySeePrivate(reader), (query) => query.where("conversation.is_private", "=", false));
}

export const selectConversation = (reader: ConversationReader) =>
  conversationsFor(reader)
    .selectAll("conversation")
    .select(["account.network", "account.handle as account_handle"])
    .select(
      sql<ConversationRow["last"]>`(select to_jsonb(said) from (
        select kind, is_ours, left(text, ${shownWords}) as text, removed_at, media
        from accounts.message where id = conversation.last_message_id) as said)`.as("last"),
    )
    .select(
      sql<ConversationRow["other"]>`(select to_jsonb(said) from (
        select author_handle, author_name, author_url, author_followers from accounts.message
        where conversation_id = conversation.id and not is_ours
        order by (kind = 'context'), received_at desc, published_at desc limit 1) as said)`.as("other"),
    );

/** @throws AppError not_found, also for one of another workspace or one that the reader may not see */
export async function findConversation(reader: ConversationReader, id: string): Promise<ConversationRow> {
  const row = await selectConversation(reader).where("conversation.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("conversation");
  return row;
}

/** A conversation as people see it. */
export function shownConversation(row: ConversationRow, cover: WordCover): Conversation {
  const { last, other } = row;
  return {
    id: row.id,
    accountId: row.account_id,
    network: row.network,
    accountHandle: handleOn(row.network, row.account_handle),
    kind: row.kind,
    isPrivate: row.is_private,
    title: row.title === null ? null : cover(row.title),
    with: other && shownAuthor(other, row.network),
    messageCount: row.message_count,
    last: {
      kind: last?.kind ?? "post",
      isOurs: last?.is_ours ?? false,
      text: cover(last?.text ?? ""),
      at: (row.last_at ?? new Date(0)).toISOString(),
      isRemoved: (last?.removed_at ?? null) !== null,
      mediaCount: last?.media.length ?? 0,
    },
    waitingSince: row.waiting_since?.toISOString() ?? null,
  };
}

/** A message as people see it. */
export function shownMessage(row: MessageRow, cover: WordCover, network: string): Message {
  return {
    id: row.id,
    kind: row.kind,
    isOurs: row.is_ours,
    author: shownAuthor(row, network),
    text: cover(row.text),
    folded: row.folded === null ? null : cover(row.folded),
    automatic: row.automatic,
    language: row.language,
    url: row.url,
    replyTo: row.reply_to,
    externalId: row.external_id,
    media: row.media.map(({ kind, url, alt = "", name = "", bytes }) => ({
      kind,
      url: webAddress(url),
      alt: cover(alt),
      name: cover(name),
      bytes: bytes ?? null,
      canFetch: webAddress(url) !== null || givesFiles(network),
    })),
    publishedAt: row.published_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    removedAt: row.removed_at?.toISOString() ?? null,
    former: row.former.map(({ text, until }) => ({ text: cover(text), until })),
    statementId: row.statement_id,
  };
}

/** The desk fetches files that have no address on the web. */
const givesFiles = (network: string): boolean =>
  connectors.find(({ manifest }) => manifest.key === network)?.manifest.abilities.inbox.files?.can === true;

const shownAuthor = (
  {
    author_handle: handle,
    author_name: name,
    author_url: url,
    author_followers: followers,
  }: Pick<MessageRow, "author_handle" | "author_name" | "author_url" | "author_followers">,
  network: string,
): MessageAuthor => ({
  handle,
  shownHandle: handle === name ? "" : handleOn(network, handle),
  name,
  url,
  followers,
});
