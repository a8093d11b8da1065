import type { ColumnType, Generated, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { NetworkSettings } from "../../contract/network.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";
import type { BuiltNetwork } from "./network-task.ts";

export type AccountTable = {
  workspace_id: string;
  channel: string;
  handle: string;
  name: string;
  named_at: Date;
};

export type AccountPostTable = {
  workspace_id: string;
  published_at: Date;
  mention_id: string;
  channel: string;
  handle: string;
};

export type TieKind = "repost" | "reply" | "mention";

export type AccountTieTable = AccountPostTable & {
  kind: TieKind;
  to_handle: string;
  parent_key: string | null;
};

export type NetworkTable = {
  id: string;
  workspace_id: string;
  settings_key: string;
  settings: ColumnType<NetworkSettings, string, string>;
  state: "waiting" | "done" | "failed";
  progress: Generated<number>;
  result: ColumnType<BuiltNetwork | null, string | null, string | null>;
  asked_at: Date;
  finished_at: Date | null;
};

type NetworkTables = {
  "listen.account": AccountTable;
  "listen.account_post": AccountPostTable;
  "listen.account_tie": AccountTieTable;
  "listen.network": NetworkTable;
};

export type NetworkDb = Kysely<PlatformTables & MentionTables & NetworkTables>;

/** The database, or a transaction, as those see it who know accounts and what ties them. */
export const withNetworks = (db: Db | Tx | MentionDb): NetworkDb =>
  (db as Db).$extendTables<MentionTables & NetworkTables>();
