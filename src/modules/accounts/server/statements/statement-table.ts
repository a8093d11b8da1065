import type { ColumnType, Selectable } from "kysely";
import type { PostRef } from "#connectors/ports/network-post.ts";
import type { StatementKind, StatementMediaRef, StatementState } from "../../contract/statements.ts";

type Json<T> = ColumnType<T, string, string>;

/** The post that a statement answers, and where people find it. */
export type StatementReply = PostRef & { url?: string };

export type StatementTable = {
  id: string;
  workspace_id: string;
  account_id: string;
  kind: StatementKind;
  target_id: string | null;
  say_key: string;
  mark: string;
  text: string;
  title: string | null;
  reply_to: ColumnType<StatementReply | null, string | null, string | null>;
  message_id: string | null;
  media: Json<StatementMediaRef[]>;
  link: string | null;
  language: string | null;
  options: Json<Record<string, unknown>>;
  is_sandboxed: boolean;
  state: StatementState;
  token: number;
  leased_until: Date | null;
  attempts: number;
  not_before: Date;
  next_try_at: Date;
  give_up_at: Date;
  first_tried_at: Date | null;
  last_tried_at: Date | null;
  cause: string | null;
  said: string | null;
  external_id: string | null;
  url: string | null;
  sent_at: Date | null;
  edited_at: Date | null;
  removed_at: Date | null;
  /** A hold of words that was found to cover it. */
  held_by: ColumnType<string | null, string | null | undefined, string | null>;
  by_name: string;
  created_at: Date;
};

export type StatementRow = Selectable<StatementTable>;
