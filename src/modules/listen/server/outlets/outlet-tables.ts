import type { ColumnType, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { ReachRange, VoiceKind } from "../../contract/outlet.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";
import type { MonitorTables } from "../monitors/monitor-tables.ts";
import type { StoryTables } from "../stories/story-tables.ts";

type Big = ColumnType<string, number | string, number | string>;

/** An outlet or an account of a workspace. */
export type VoiceId = { kind: VoiceKind; key: string };
type Owned = VoiceId & { workspace_id: string };

export type ReachRangeTable = Owned & {
  id: string;
  low: Big;
  high: Big;
  basis: ReachRange["basis"];
  certainty: ReachRange["certainty"];
  source: string;
  as_of: string;
  entered_by: string | null;
  entered_by_name: string;
  entered_at: Date;
};

export type OutletCardTable = Owned & {
  is_watched: boolean;
  note: string;
  note_by_name: string;
  note_at: Date | null;
};

export type OutletGapTable = {
  id: string;
  workspace_id: string;
  outlet_key: string;
  outlet: string;
  last_at: Date;
  noticed_at: Date;
  expected: number;
  chance: number;
  past_hours: number;
  ended_at: Date | null;
};

type OutletTables = {
  "listen.reach_range": ReachRangeTable;
  "listen.outlet_card": OutletCardTable;
  "listen.outlet_gap": OutletGapTable;
};

export type OutletDb = Kysely<PlatformTables & MentionTables & MonitorTables & StoryTables & OutletTables>;

/** The database, or a transaction, as those see it who know outlets and accounts. */
export const withOutlets = (db: Db | Tx | MentionDb): OutletDb =>
  (db as Db).$extendTables<MentionTables & MonitorTables & StoryTables & OutletTables>();
