import type { ColumnType, Generated } from "kysely";
import type { FeedPingTable, FeedSubscriberTable } from "#platform/websub/subscriber-table.ts";

type Json = ColumnType<Record<string, unknown>, string, string>;

export type WorkspaceTable = {
  id: string;
  slug: string;
  name: string;
  zone: string;
  created_at: Generated<Date>;
};

export type MemberTable = {
  workspace_id: string;
  user_id: string;
  role: string;
  joined_at: Generated<Date>;
  last_seen_at: Date | null;
};

export type InvitationTable = {
  id: string;
  workspace_id: string;
  email: string;
  role: string;
  token_hash: string;
  invited_by: string;
  created_at: Generated<Date>;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
};

export type ApiKeyTable = {
  id: string;
  workspace_id: string;
  name: string;
  start: string;
  key_hash: string;
  scopes: string[];
  created_by: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
};

export type AuditEntryTable = {
  workspace_id: string;
  seq: ColumnType<string, string | number, never>;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  details: Json;
  prev_hash: string;
  hash: string;
};

export type AuditHeadTable = {
  workspace_id: string;
  seq: ColumnType<string, string | number, string | number>;
  hash: string;
};

export type OutboxTable = {
  id: Generated<string>;
  workspace_id: string;
  name: string;
  payload: Json;
  created_at: Generated<Date>;
};

export type IdempotencyTable = {
  workspace_id: string;
  actor_id: string;
  key: string;
  request_hash: string;
  status: number | null;
  body: ColumnType<unknown, string | null, string | null>;
  created_at: Generated<Date>;
  lease_id: string | null;
  leased_until: Date | null;
  committed_at: Date | null;
};

export type SettingTable = {
  workspace_id: string;
  key: string;
  value: ColumnType<unknown, string, string>;
  updated_at: Generated<Date>;
};

export type BackupTable = {
  id: string;
  state: string;
  requested_by: string;
  created_at: Generated<Date>;
  finished_at: Date | null;
  bytes: string | null;
  file_name: string | null;
  error: string | null;
};

export type NoticeTable = {
  id: string;
  workspace_id: string;
  thread: string;
  kind: string;
  severity: string;
  values: ColumnType<Record<string, string | number>, string, string>;
  subject_kind: string;
  subject_id: string;
  at: Date;
  permission: string | null;
  user_ids: string[] | null;
};
export type NoticeReadTable = { notice_id: string; reader_id: string; read_at: Date };

export type DeskTable = { key: string; value: string };

export type UserTable = {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  image: string | null;
  locale: string | null;
  twoFactorEnabled: boolean | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
};

/** Columns of the sign-in library's tables that the platform itself reads or writes. */
export type AccountTable = {
  id: string;
  userId: string;
  accountId: string;
  providerId: string;
  password: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
};
export type SessionTable = { id: string; userId: string; expiresAt: Date };
export type VerificationTable = { id: string; expiresAt: Date };
export type RateLimitTable = { id: string; key: string; lastRequest: number };

/** Tables owned by the platform: schema `platform`, and `auth` for sign-in. */
export type PlatformTables = {
  "platform.workspace": WorkspaceTable;
  "platform.member": MemberTable;
  "platform.invitation": InvitationTable;
  "platform.api_key": ApiKeyTable;
  "platform.audit_entry": AuditEntryTable;
  "platform.audit_head": AuditHeadTable;
  "platform.event_outbox": OutboxTable;
  "platform.idempotency": IdempotencyTable;
  "platform.setting": SettingTable;
  "platform.backup": BackupTable;
  "platform.notice": NoticeTable;
  "platform.notice_read": NoticeReadTable;
  "platform.desk": DeskTable;
  "platform.feed_subscriber": FeedSubscriberTable;
  "platform.feed_ping": FeedPingTable;
  "auth.user": UserTable;
  "auth.account": AccountTable;
  "auth.session": SessionTable;
  "auth.verification": VerificationTable;
  "auth.rateLimit": RateLimitTable;
};
