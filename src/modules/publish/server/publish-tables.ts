import type { ColumnType, Kysely, Selectable } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { Content, OwnContent } from "../contract/content.ts";
import type { VariantState } from "../contract/variants.ts";

type Json<T> = ColumnType<T, string, string>;

export type DraftTable = {
  id: string;
  workspace_id: string;
  title: string;
  why_now: string;
  objective: string;
  content: Json<Content>;
  revision: number;
  by_name: string;
  created_at: Date;
  updated_at: Date;
};
export type DraftRow = Selectable<DraftTable>;

export type VariantTable = {
  id: string;
  workspace_id: string;
  draft_id: string;
  account_id: string;
  own: Json<OwnContent>;
  options: Json<Record<string, unknown>>;
  state: VariantState;
  version: number;
  approval_id: string | null;
  statement_id: string | null;
  times_scheduled: number;
  not_before: Date | null;
  give_up_at: Date | null;
  asked_by_name: string | null;
  cause: string | null;
  url: string | null;
  sent_at: Date | null;
  created_at: Date;
};
export type VariantRow = Selectable<VariantTable>;

export type VersionTable = {
  variant_id: string;
  workspace_id: string;
  version: number;
  content: Json<Content>;
  author_key: string;
  by_name: string;
  at: Date;
};

export type ApprovalTable = {
  id: string;
  workspace_id: string;
  variant_id: string;
  version: number;
  author_key: string;
  approver_key: string;
  by_name: string;
  at: Date;
  expires_at: Date;
  ended_at: Date | null;
};
export type ApprovalRow = Selectable<ApprovalTable>;

type PublishTables = {
  "publish.draft": DraftTable;
  "publish.source_document": {
    id: string;
    workspace_id: string;
    draft_id: string;
    position: number;
    title: string;
    url: string | null;
  };
  "publish.variant": VariantTable;
  "publish.variant_version": VersionTable;
  "publish.approval": ApprovalTable;
  "publish.refusal": {
    id: string;
    workspace_id: string;
    variant_id: string;
    version: number;
    reason: string;
    by_name: string;
    at: Date;
  };
  "publish.override": {
    id: string;
    workspace_id: string;
    draft_id: string;
    kind: string;
    quote: string;
    reason: string;
    by_name: string;
    at: Date;
  };
};

/** The database with this module's tables. */
export const withPublish = (db: Db | Tx): Kysely<PlatformTables & PublishTables> =>
  db.withTables<PublishTables>();
