import type { Kysely, Selectable } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { SpikeKind, SpikeVerdict } from "../../contract/spike.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";

/** See migration 015. */
export type SpikeTable = {
  id: string;
  workspace_id: string;
  kind: SpikeKind;
  subject: string;
  name: string;
  minutes: number;
  started_at: Date;
  raised_at: Date;
  seen_at: Date;
  raised_count: number;
  raised_expected: number;
  raised_weeks: number;
  past_hours: number;
  peak_at: Date;
  peak_count: number;
  peak_expected: number;
  peak_weeks: number;
  told_count: number;
  told_expected: number;
  last_up_at: Date;
  ended_at: Date | null;
  verdict: SpikeVerdict;
  told_at: Date | null;
};
export type SpikeRow = Selectable<SpikeTable>;

type SpikeTables = {
  "listen.spike": SpikeTable;
  "listen.spike_watch": { workspace_id: string; looked_until: Date };
};

export type SpikeDb = Kysely<PlatformTables & MentionTables & SpikeTables>;

/** The database, or a transaction, as the store of spikes sees it. */
export const withSpikes = (db: Db | Tx | MentionDb): SpikeDb =>
  (db as Db).$extendTables<MentionTables & SpikeTables>();
