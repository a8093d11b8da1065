import type { ColumnType, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { MonitorColour, MonitorKind, MonitorSettings } from "../../contract/monitor.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";

type Big = ColumnType<string, number | string, number | string>;

export type MonitorTable = {
  id: string;
  workspace_id: string;
  name: string;
  name_key: string;
  folder: string;
  colour: MonitorColour;
  kind: MonitorKind;
  q: string;
  exclude: string;
  zone: string;
  owner_id: string | null;
  receiver_ids: string[];
  state: "on" | "paused";
  set_revision: Big;
  revision_count: number;
  created_at: Date;
  updated_at: Date;
  removed_at: Date | null;
};

export type MonitorSetTable = { workspace_id: string; revision: Big };

type Settings = ColumnType<MonitorSettings | null, string | null, string | null>;

export type MonitorRevisionTable = {
  monitor_id: string;
  number: number;
  workspace_id: string;
  changed_by: string | null;
  changed_by_name: string;
  changed_at: Date;
  before: Settings;
  after: Settings;
};

export type MonitorBackfillTable = {
  monitor_id: string;
  workspace_id: string;
  set_revision: Big;
  started_at: Date;
  total: Big;
  done: Big;
  read_until: Date | null;
  read_until_id: string | null;
  worked_at: Date;
  finished_at: Date | null;
};

export type MonitorMatchTable = {
  workspace_id: string;
  monitor_id: string;
  published_at: Date;
  mention_id: string;
  matched_at: Date;
  is_backfilled: boolean;
  tone: string | null;
  channel: string;
  outlet_key: string;
  handle: string | null;
};

type ToneSums = { total: Big; negative: Big; neutral: Big; positive: Big; unsure: Big };

export type MonitorCountTable = { workspace_id: string; monitor_id: string; at: Date } & ToneSums;

export type MonitorOutletCountTable = MonitorCountTable & {
  outlet_key: string;
  channel: string;
  outlet: string;
};

/** The tables of monitors, what they find, and how much of it there is. */
export type MonitorTables = {
  "listen.monitor": MonitorTable;
  "listen.monitor_set": MonitorSetTable;
  "listen.monitor_revision": MonitorRevisionTable;
  "listen.monitor_backfill": MonitorBackfillTable;
  "listen.monitor_match": MonitorMatchTable;
  "listen.monitor_count": MonitorCountTable;
  "listen.monitor_outlet_count": MonitorOutletCountTable;
};

export type MonitorDb = Kysely<PlatformTables & MentionTables & MonitorTables>;

/** The database, or a transaction, as the monitors see it. */
export const withMonitors = (db: Db | Tx | MentionDb): MonitorDb =>
  (db as Db).$extendTables<MentionTables & MonitorTables>();
