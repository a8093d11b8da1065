import type { Generated, GeneratedAlways, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";

/** How a mention came to be among copies; see migration 010. */
export type CopyKind = "origin" | "same" | "edited" | "part" | "said";

export type CopyGroupTable = {
  workspace_id: string;
  id: string;
  created_at: Date;
  member_count: number;
  outlet_count: number;
  first_id: string;
  first_published_at: Date;
  first_outlet: string;
};

export type CopyMemberTable = {
  workspace_id: string;
  mention_id: string;
  published_at: Date;
  group_id: string;
  ordered_at: Date;
  outlet: string;
  kind: CopyKind;
  similarity: number | null;
  share: number | null;
  like_id: string | null;
  joined_at: Date;
};

export type CopySketchTable = {
  workspace_id: string;
  seq: string;
  mention_id: string;
  published_at: Date;
  taken_at: Date;
  sketch: Buffer;
};

export type CopyStateTable = { workspace_id: string; last_seq: Generated<string>; version: number };

export type CopyQueueTable = { workspace_id: string; seq: GeneratedAlways<string>; mention_ids: string[] };

export type CopyJudgementTable = {
  id: string;
  workspace_id: string;
  seq: GeneratedAlways<string>;
  mention_id: string;
  published_at: Date;
  verdict: "apart" | "joined";
  target_id: string;
  before_group_id: string | null;
  before_member: unknown;
  judge_id: string | null;
  judge_name: string;
  reason: string | null;
  judged_at: Date;
  undone_at: Date | null;
};

/** The tables of copies. */
export type CopyTables = {
  "listen.copy_group": CopyGroupTable;
  "listen.copy_member": CopyMemberTable;
  "listen.copy_sketch": CopySketchTable;
  "listen.copy_state": CopyStateTable;
  "listen.copy_queue": CopyQueueTable;
  "listen.copy_judgement": CopyJudgementTable;
};

export type CopyDb = Kysely<PlatformTables & MentionTables & CopyTables>;

/** The database, or a transaction, as the store of copies sees it. */
export const withCopies = (db: Db | Tx | MentionDb): CopyDb =>
  (db as Db).$extendTables<MentionTables & CopyTables>();
