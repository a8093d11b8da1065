import type { ColumnType, Generated, GeneratedAlways, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { AlertMessage, AlertReceiver, LostBrowser } from "../../contract/alert.ts";
import type { AlertLevel, AlertPace, AlertRule } from "../../contract/alert-rule.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";
import type { MonitorTables } from "../monitors/monitor-tables.ts";
import type { MessageContent, SpikeNews } from "./message-content.ts";

/** Whose alerts: a person in a workspace. */
type Owned = { workspace_id: string; user_id: string };

export type AlertPersonTable = Owned & {
  quiet_from: number | null;
  quiet_until: number | null;
  urgent_breaks_through: Generated<boolean>;
  digest_at: Generated<number>;
  escalate_after: number | null;
  escalate_to: string | null;
  mail_verified_at: Date | null;
};

export type AlertRuleTable = Owned & {
  position: number;
  scope: AlertRule["scope"];
  monitor_id: string | null;
  subject: Generated<string | null>;
  news: Generated<AlertRule["news"]>;
  level: AlertLevel;
  pace: AlertPace;
  is_negative_only: boolean;
  least_hostility: number;
  to_desk: boolean;
  to_mail: boolean;
  receiver_ids: string[];
};

export type AlertReceiverTable = Owned & {
  id: string;
  kind: AlertReceiver["kind"];
  name: string;
  address: string;
  sealed: string;
  created_at: Date;
  verified_at: Date | null;
  failures: Generated<number>;
  paused_until: Date | null;
  leased_until: Generated<Date>;
  removed_at: Date | null;
  session_id: string | null;
  end_reason: LostBrowser["reason"] | null;
};

export type VapidKeyTable = {
  is_only: Generated<boolean>;
  public_key: string;
  sealed: string;
  created_at: Date;
};

export type AlertThreadTable = Owned & {
  id: string;
  started_at: Date;
  snoozed_until: Date | null;
  story_id: Generated<string | null>;
};

export type AlertItemTable = Owned & {
  mention_id: string;
  published_at: Date;
  outlet: string;
  channel: string;
  tone: string | null;
  monitor_ids: string[];
  level: AlertLevel;
  pace: AlertPace;
  targets: string[];
  heard_at: Date;
  ready_at: Date;
  thread_id: string | null;
  alert_id: string | null;
};

export type AlertTable = Owned & {
  id: string;
  thread_id: string;
  number: number;
  level: AlertLevel;
  pace: AlertPace;
  monitor_ids: string[];
  mentions: number;
  outlets: number;
  total_mentions: number;
  total_outlets: number;
  negative: number;
  new_channels: string[];
  lead_id: string | null;
  lead_published_at: Date | null;
  created_at: Date;
  due_at: Date;
  is_open: boolean;
  read_at: Date | null;
  escalated_at: Date | null;
  escalated_to: string | null;
  escalated_from: string | null;
  spike_id: string | null;
  explanation: ColumnType<SpikeNews | null, string | null, never>;
};

export type AlertTargetTable = Owned & {
  alert_id: string;
  target: string;
  due_at: Date;
  message_id: string | null;
};

export type AlertMessageTable = Owned & {
  id: string;
  target: string;
  reason: AlertMessage["reason"];
  alerts: number;
  mentions: number;
  content: ColumnType<MessageContent | null, string | null, string | null>;
  state: AlertMessage["state"];
  tries: Generated<number>;
  is_uncertain: Generated<boolean>;
  created_at: Date;
  next_try_at: Date;
  leased_until: Date | null;
  sent_at: Date | null;
};

export type AlertAttemptTable = {
  message_id: string;
  seq: GeneratedAlways<string>;
  at: Date;
  took_ms: number;
  status: number | null;
  error: string | null;
};

export type AlertTables = {
  "listen.alert_person": AlertPersonTable;
  "listen.alert_rule": AlertRuleTable;
  "listen.alert_receiver": AlertReceiverTable;
  "listen.vapid_key": VapidKeyTable;
  "listen.alert_thread": AlertThreadTable;
  "listen.alert_item": AlertItemTable;
  "listen.alert": AlertTable;
  "listen.alert_target": AlertTargetTable;
  "listen.alert_message": AlertMessageTable;
  "listen.alert_attempt": AlertAttemptTable;
};

export type AlertDb = Kysely<PlatformTables & MentionTables & MonitorTables & AlertTables>;

/** The database, or a transaction, as alerts see it. */
export const withAlerts = (db: Db | Tx | MentionDb): AlertDb =>
  (db as Db).$extendTables<MentionTables & MonitorTables & AlertTables>();

/** The strongest of levels and paces. */
export const strongestLevel = (levels: readonly AlertLevel[]): AlertLevel =>
  levels.includes("urgent") ? "urgent" : "normal";

const paces = ["instant", "hourly", "daily"] as const;
export const quickestPace = (given: readonly AlertPace[]): AlertPace =>
  paces.find((pace) => given.includes(pace)) ?? "off";
