import type { ColumnType, Generated, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { FollowedPageTable } from "./followed-pages/followed-page-table.ts";
import type { HoldReleaseTable, HoldTable } from "./holds/hold-table.ts";
import type { InboxTables } from "./inbox/inbox-tables.ts";
import type { DeclarationTable } from "./register/declaration-table.ts";
import type { PracticePostTable, WorkspaceSettingTable } from "./sandbox/sandbox-table.ts";
import type { StatementTable } from "./statements/statement-table.ts";

type Json<T> = ColumnType<T, string, string>;

export type AccountTable = {
  id: string;
  workspace_id: string;
  network: string;
  way: string;
  external_id: string;
  handle: string;
  name: string;
  url: string | null;
  scopes: string[];
  settings: Json<Record<string, unknown>>;
  secrets: string | null;
  state: "connected" | "broken" | "disconnected";
  cause: string | null;
  broken_since: Date | null;
  expires_at: Date | null;
  refreshing_until: Date | null;
  /** A worker speaks through the account until then. */
  speaking_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
  last_ok_at: Date | null;
  created_by_name: string;
  created_at: Date;
};

export type CallTable = {
  id: Generated<string>;
  account_id: string;
  at: Date;
  what: string;
  status: number | null;
  took_ms: number;
};

type AccountsTables = {
  "accounts.account": AccountTable;
  "accounts.quota": {
    account_id: string;
    bucket: string;
    call_limit: number;
    remaining: number;
    resets_at: Date;
  };
  "accounts.pause": { account_id: string; until: Date };
  "accounts.call": CallTable;
  "accounts.declaration": DeclarationTable;
  "accounts.statement": StatementTable;
  "accounts.followed_page": FollowedPageTable;
  "accounts.hold": HoldTable;
  "accounts.hold_release": HoldReleaseTable;
  "accounts.workspace_setting": WorkspaceSettingTable;
  "accounts.practice_post": PracticePostTable;
  "accounts.program_key": { is_only: Generated<boolean>; sealed: string; created_at: Date };
  "accounts.consent": {
    state_hash: string;
    workspace_id: string;
    user_id: string;
    user_name: string;
    network: string;
    way: string;
    settings: Json<Record<string, unknown>>;
    callback: string;
    keep: string;
    ends_at: Date;
  };
};

export type AccountsDb = Kysely<PlatformTables & AccountsTables & InboxTables>;

/** The database with this module's tables. */
export const withAccounts = (db: Db | Tx): AccountsDb => db.withTables<AccountsTables & InboxTables>();
