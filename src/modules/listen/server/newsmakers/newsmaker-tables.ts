import type { GeneratedAlways, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";

export type NewsmakerKind = "person" | "organisation";
/** Who is meant, in all ways of writing the name. */
export type NewsmakerId = { kind: NewsmakerKind; key: string };

type Owned = NewsmakerId & { workspace_id: string };

export type NewsmakerMentionTable = Owned & {
  published_at: Date;
  mention_id: string;
  quotes: number;
  tone: string | null;
  outlet_key: string;
  outlet: string;
  name: string;
  role: string | null;
};

export type NewsmakerDayTable = Owned & {
  at: string;
  named: number;
  quoted: number;
  quotes: number;
  negative: number;
  neutral: number;
  positive: number;
  unsure: number;
};

export type NewsmakerTable = Owned & { initials: string | null; is_short: boolean };

export type NewsmakerLinkTable = Owned & { root: string; reason: "initials" | "person" };

export type NewsmakerDecisionTable = Owned & {
  id: string;
  seq: GeneratedAlways<string>;
  other_key: string;
  verdict: "same" | "apart";
  judge_id: string | null;
  judge_name: string;
  judged_at: Date;
  undone_at: Date | null;
};

type NewsmakerTables = {
  "listen.newsmaker_mention": NewsmakerMentionTable;
  "listen.newsmaker_day": NewsmakerDayTable;
  "listen.newsmaker": NewsmakerTable;
  "listen.newsmaker_link": NewsmakerLinkTable;
  "listen.newsmaker_decision": NewsmakerDecisionTable;
};

export type NewsmakerDb = Kysely<PlatformTables & MentionTables & NewsmakerTables>;

/** The database, or a transaction, as those see it who know newsmakers. */
export const withNewsmakers = (db: Db | Tx | MentionDb): NewsmakerDb =>
  (db as Db).$extendTables<MentionTables & NewsmakerTables>();
