import type { ColumnType, Generated } from "kysely";
import type { AutomaticKind, ConversationRef } from "#connectors/ports/inbox-port.ts";
import type { NetworkMedia } from "#connectors/ports/network-post.ts";
import type { MessageKind } from "../../contract/events.ts";
import type { DeliveryVerdict, deliveryStates } from "../../contract/webhooks.ts";

type Json<T> = ColumnType<T, string, string>;

/** A wording that a message had before. */
export type FormerWords = { text: string; until: string };

export type CursorTable = {
  account_id: string;
  cursor: string | null;
  lease_id: string | null;
  leased_until: Date | null;
  next_look_at: Date;
  failures: number;
};

export type ConversationTable = {
  id: string;
  workspace_id: string;
  account_id: string;
  external_id: string;
  kind: ConversationRef["kind"];
  title: string | null;
  is_private: boolean;
  received_count: Generated<number>;
  message_count: Generated<number>;
  last_message_id: string | null;
  last_at: Date | null;
  waiting_since: Date | null;
};

export type MessageTable = {
  id: string;
  /** The order in which messages were stored. */
  seq: Generated<string>;
  workspace_id: string;
  account_id: string;
  conversation_id: string;
  external_id: string;
  kind: MessageKind;
  is_ours: boolean;
  is_private: boolean;
  automatic: AutomaticKind | null;
  statement_id: string | null;
  author_id: string;
  author_handle: string;
  author_name: string;
  author_url: string | null;
  author_followers: number | null;
  text: string;
  folded: string | null;
  language: string | null;
  url: string | null;
  reply_to: string | null;
  root_id: string | null;
  quotes: string | null;
  media: Json<NetworkMedia[]>;
  engagement: Json<Record<string, number>>;
  published_at: Date;
  received_at: Date;
  edited_at: Date | null;
  removed_at: Date | null;
  former: Json<FormerWords[]>;
};

export type DeliveryTable = {
  id: string;
  seq: Generated<string>;
  workspace_id: string;
  account_id: string;
  received_at: Date;
  verdict: DeliveryVerdict;
  event_id: string | null;
  body: string;
  repeats: number;
  state: (typeof deliveryStates)[number];
  read_at: Date | null;
};

/** What receiving keeps. */
export type InboxTables = {
  "accounts.cursor": CursorTable;
  "accounts.conversation": ConversationTable;
  "accounts.message": MessageTable;
  "accounts.removal": { account_id: string; external_id: string; at: Date };
  "accounts.delivery": DeliveryTable;
};
