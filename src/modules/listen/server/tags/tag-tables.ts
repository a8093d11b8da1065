import type { ColumnType, Generated, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { MonitorColour } from "../../contract/monitor.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";
import type { MonitorDb, MonitorTables } from "../monitors/monitor-tables.ts";

type Big = ColumnType<string | null, number | string | null, number | string | null>;

export type TagTable = {
  id: string;
  workspace_id: string;
  key: string;
  name: string;
  parent_id: string | null;
  colour: MonitorColour;
  description: string;
  merged_into: string | null;
  created_at: Date;
  updated_at: Date;
};

export type TagNameTable = {
  workspace_id: string;
  name_key: string;
  tag_id: string;
  name: string;
  kind: "name" | "former" | "synonym";
};

export type TagRuleTable = {
  id: string;
  workspace_id: string;
  name: string;
  name_key: string;
  tag_id: string;
  monitor_id: string | null;
  q: string;
  exclude: string;
  zone: string;
  state: "on" | "paused";
  revision: number;
  created_by_name: string;
  created_at: Date;
  updated_at: Date;
  removed_at: Date | null;
  run_kind: "apply" | "clear" | null;
  run_revision: number | null;
  run_total: Big;
  run_done: Big;
  run_until: Date | null;
  run_until_id: string | null;
  run_worked_at: Date | null;
};

export type TagRuleFiringTable = {
  id: Generated<string>;
  workspace_id: string;
  rule_id: string;
  at: Date;
  cause: "arrived" | "changed" | "applied" | "cleared";
  given: number;
  taken: number;
  mention_ids: string[];
};

/** The tables of tags that were arranged and of the rules that give them. */
export type TagTables = {
  "listen.tag": TagTable;
  "listen.tag_name": TagNameTable;
  "listen.tag_rule": TagRuleTable;
  "listen.tag_rule_firing": TagRuleFiringTable;
};

export type TagDb = Kysely<PlatformTables & MentionTables & MonitorTables & TagTables>;

/** The database, or a transaction, as tags see it. */
export const withTags = (db: Db | Tx | MentionDb | MonitorDb): TagDb =>
  (db as Db).$extendTables<MentionTables & MonitorTables & TagTables>();
