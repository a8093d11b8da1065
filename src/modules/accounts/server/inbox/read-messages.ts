import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { withAccounts } from "../account-tables.ts";
import type { ConversationTable } from "./inbox-tables.ts";
import type { MessageRow } from "./message-draft.ts";

/** A message as other modules read it: nothing of it is covered. */
export type StoredMessage = {
  readonly id: string;
  readonly accountId: string;
  readonly network: string;
  readonly accountHandle: string;
  readonly conversation: {
    readonly id: string;
    readonly externalId: string;
    readonly kind: ConversationTable["kind"];
    readonly title: string | null;
  };
  readonly externalId: string;
  readonly kind: MessageRow["kind"];
  readonly isOurs: boolean;
  readonly isPublic: boolean;
  /** No person wrote it to us. */
  readonly automatic: MessageRow["automatic"];
  readonly author: {
    readonly externalId: string;
    readonly handle: string;
    readonly name: string;
    readonly url: string | null;
    readonly followers: number | null;
  };
  readonly text: string;
  readonly language: string | null;
  readonly url: string | null;
  readonly replyTo: string | null;
  readonly rootId: string | null;
  readonly media: MessageRow["media"];
  readonly engagement: MessageRow["engagement"];
  readonly publishedAt: Date;
  readonly receivedAt: Date;
  readonly editedAt: Date | null;
  readonly removedAt: Date | null;
};

/** Messages by their ids, for other modules; those of another workspace are left out. In the order in which they were stored. */
export async function readMessages(
  db: Db | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<StoredMessage[]> {
  if (ids.length === 0) return [];
  const rows = await withAccounts(db)
    .selectFrom("accounts.message as message")
    .innerJoin("accounts.conversation as conversation", "conversation.id", "message.conversation_id")
    .innerJoin("accounts.account as account", "account.id", "message.account_id")
    .selectAll("message")
    .select([
      "conversation.external_id as conversation_external_id",
      "conversation.kind as conversation_kind",
      "conversation.title",
      "account.network",
      "account.handle as account_handle",
    ])
    .where("message.workspace_id", "=", workspaceId)
    .where(sql<boolean>`message.id = any(${ids}::uuid[])`)
    .orderBy("message.seq")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    network: row.network,
    accountHandle: row.account_handle,
    conversation: {
      id: row.conversation_id,
      externalId: row.conversation_external_id,
      kind: row.conversation_kind,
      title: row.title,
    },
    externalId: row.external_id,
    kind: row.kind,
    isOurs: row.is_ours,
    isPublic: !row.is_private,
    automatic: row.automatic,
    author: {
      externalId: row.author_id,
      handle: row.author_handle,
      name: row.author_name,
      url: row.author_url,
      followers: row.author_followers,
    },
    text: row.text,
    language: row.language,
    url: row.url,
    replyTo: row.reply_to,
    rootId: row.root_id,
    media: row.media,
    engagement: row.engagement,
    publishedAt: row.published_at,
    receivedAt: row.received_at,
    editedAt: row.edited_at,
    removedAt: row.removed_at,
  }));
}
