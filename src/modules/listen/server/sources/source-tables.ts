import type { ColumnType, Generated, Kysely, Transaction } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";

type Json<T> = ColumnType<T, string, string>;
type Count = ColumnType<string, number | undefined, number | string>;

export type OutcomeValues = Record<string, string | number>;
export type OutcomeNote = { key: string; values: OutcomeValues };

export type SourceTable = {
  id: string;
  workspace_id: string;
  kind: string;
  title: string;
  outlet: string;
  channel: string;
  url: string;
  url_key: string;
  site_url: string | null;
  folder: Generated<string>;
  state: Generated<string>;
  completes_items: Generated<boolean>;
  fixed_interval_minutes: number | null;
  interval_seconds: Generated<number>;
  created_at: Date;
  next_poll_at: Date | null;
  queued_until: Date | null;
  lease_id: string | null;
  leased_until: Date | null;
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  polled_at: Date | null;
  last_success_at: Date | null;
  failures_in_a_row: Generated<number>;
  failing_since: Date | null;
  mention_count: Count;
};

export type PollTable = {
  id: string;
  workspace_id: string;
  source_id: string;
  at: Date;
  is_ok: boolean;
  outcome_key: string;
  outcome_values: Json<OutcomeValues>;
  notes: Json<OutcomeNote[]>;
  http_status: number | null;
  found: number;
  fresh: number;
  took_ms: number;
};

export type SourceDayTable = { source_id: string; workspace_id: string; day: string; fresh: number };

export type ArticleVisitTable = {
  source_id: string;
  workspace_id: string;
  url_key: string;
  url: string;
  state: string;
  tries: Generated<number>;
  found_at: Date;
  listed_at: Date;
  published_at: Date | null;
  draft: ColumnType<unknown, string | null, string | null>;
  draft_hash: string | null;
};

export type HostTurnTable = { host: string; holder: string; until: Date };

export type PushSubscriptionTable = {
  source_id: string;
  workspace_id: string;
  hub_url: string;
  topic_url: string;
  token: string;
  sealed_secret: string;
  state: string;
  asked_at: Date;
  expires_at: Date | null;
  pushed_at: Date | null;
};

/** The tables of sources and their polls. */
export type SourceTables = {
  "listen.source": SourceTable;
  "listen.poll": PollTable;
  "listen.source_day": SourceDayTable;
  "listen.article_visit": ArticleVisitTable;
  "listen.host_turn": HostTurnTable;
  "listen.push_subscription": PushSubscriptionTable;
};

export type SourceDb = Kysely<PlatformTables & SourceTables>;
export type SourceTx = Transaction<PlatformTables & SourceTables>;

/** The database, or a transaction, as the stores of this half of the module see it. */
export const withSources = (db: Db | Tx): SourceDb => db.$extendTables<SourceTables>();
