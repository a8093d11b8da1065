import type { ColumnType, Generated, GeneratedAlways, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { TraitColumns } from "./mention-traits.ts";

/** bigint: read as text, written as number or text. */
type Big<T extends string | null = string> = ColumnType<T, number | string | null, number | string | null>;
type Json = ColumnType<unknown, string | null, string | null>;

export type MentionTable = {
  id: string;
  workspace_id: string;
  published_at: Date;
  received_at: Date;
  edited_at: Date | null;
  gone_at: Date | null;
  title_hash: Big<string | null>;
  likes: Big<string | null>;
  replies: Big<string | null>;
  shares: Big<string | null>;
  views: Big<string | null>;
  engagement_at: Date | null;
  parent_key: string | null;
  version_count: Generated<number>;
  channel: string;
  time_precision: string;
  language: string;
  outlet: string;
  author: string | null;
  url: string | null;
  image_url: string | null;
  thread_id: string | null;
  place: string | null;
  attachment_ids: string[] | null;
  title: string;
  text: string;
  search: string;
  judged: string[] | null;
  is_language_named: boolean | null;
} & TraitColumns;

export type MentionIdentityTable = { id: string; workspace_id: string; published_at: Date };

export type MentionOriginTable = {
  origin_key: string;
  mention_id: string;
  workspace_id: string;
  source_id: string | null;
  content_hash: string;
  received_at: Date;
  external_id: string;
  raw: Json;
};

export type HeardSourceTable = { workspace_id: string; source_id: string; title: string };

export type MentionVersionTable = {
  mention_id: string;
  number: number;
  workspace_id: string;
  seen_at: Date;
  title: string;
  text: string;
};

export type MentionTagTable = {
  workspace_id: string;
  tag_key: string;
  published_at: Date;
  mention_id: string;
  tag: string;
  tagged_by: string | null;
  tagged_at: Date;
  /** The rule that gave it. */
  rule_id: string | null;
};

export type TagKeptOffTable = {
  workspace_id: string;
  mention_id: string;
  tag_key: string;
  taken_off_at: Date;
};

export type MentionNoteTable = {
  id: string;
  workspace_id: string;
  mention_id: string;
  published_at: Date;
  text: string;
  author_id: string | null;
  author_name: string;
  created_at: Date;
  removed_at: Date | null;
};

export type MentionReadTable = {
  workspace_id: string;
  reader_id: string;
  mention_id: string;
  read_at: Date;
};

export type ChangeTable = {
  id: string;
  workspace_id: string;
  actor_id: string | null;
  kind: "tagged" | "note_added" | "note_removed";
  created_at: Date;
  undone_at: Date | null;
};

export type ChangeItemTable = {
  change_id: string;
  mention_id: string;
  tag_key: string;
  was_added: boolean;
  published_at: Date;
  tag: string;
  tagged_by: string | null;
  tagged_at: Date;
  rule_id: string | null;
};

export type MentionCountTable = {
  workspace_id: string;
  grain: "hour" | "day" | "month";
  at: Date;
  outlet_key: string;
  channel: string;
  language: string;
  outlet: string;
  count: Big;
};

export type MentionTraitCountTable = Pick<MentionCountTable, "workspace_id" | "grain" | "at" | "count"> & {
  trait: string;
  value: string;
};

export type JudgementTable = {
  id: string;
  workspace_id: string;
  mention_id: string;
  published_at: Date;
  trait: "tone" | "intent" | "language" | "hostility" | "places";
  value: string;
  engine_value: string | null;
  before_value: string | null;
  analysis_version: string | null;
  judge_id: string | null;
  judge_name: string;
  reason: string | null;
  is_blind: Generated<boolean>;
  judged_at: Date;
  undone_at: Date | null;
  seq: GeneratedAlways<string>;
};

export type AnalysisRunTable = {
  id: string;
  workspace_id: string;
  version: string;
  started_by: string | null;
  started_at: Date;
  total: Big;
  done: Big;
  read_until: Date | null;
  read_until_id: string | null;
  worked_at: Generated<Date>;
  finished_at: Date | null;
  scope: Generated<"engine" | "names" | "days">;
  since: Generated<Date | null>;
  names_until: Generated<string | null>;
};

export type ChangedNameTable = {
  workspace_id: string;
  name: string;
  seq: Generated<string>;
  changed_at: Date;
};

export type TeachingTable = { workspace_id: string; is_on: Generated<boolean>; revision: string };

export type TeachingExampleTable = {
  judgement_id: string;
  workspace_id: string;
  seq: Big;
  mention_id: string;
  trait: "tone" | "intent";
  label: string;
  text_key: string;
  buckets: number[];
  shares: number[];
};

export type EntityRuleTable = {
  id: string;
  workspace_id: string;
  seq: Generated<string>;
  kind: "person" | "organisation" | "place" | "other";
  name: string;
  place_code: string | null;
  aliases: string[];
  near: string[];
  within_words: number | null;
  unless: string[];
  created_at: Date;
  updated_at: Date;
};

export type MentionTotalTable = Pick<MentionCountTable, "workspace_id" | "grain" | "at" | "count">;

export type OriginalCheckTable = {
  mention_id: string;
  is_moved: Generated<boolean>;
  workspace_id: string;
  published_at: Date;
  next_at: Date;
  misses: Generated<number>;
  etag: string | null;
  last_modified: string | null;
};

/** The tables of mentions and what people add to them. */
export type MentionTables = {
  "listen.mention": MentionTable;
  "listen.mention_identity": MentionIdentityTable;
  "listen.mention_origin": MentionOriginTable;
  "listen.heard_source": HeardSourceTable;
  "listen.mention_version": MentionVersionTable;
  "listen.mention_tag": MentionTagTable;
  "listen.tag_kept_off": TagKeptOffTable;
  "listen.mention_note": MentionNoteTable;
  "listen.mention_read": MentionReadTable;
  "listen.change": ChangeTable;
  "listen.change_item": ChangeItemTable;
  "listen.original_check": OriginalCheckTable;
  "listen.mention_count": MentionCountTable;
  "listen.mention_total": MentionTotalTable;
  "listen.mention_trait_count": MentionTraitCountTable;
  "listen.judgement": JudgementTable;
  "listen.analysis_run": AnalysisRunTable;
  "listen.teaching": TeachingTable;
  "listen.teaching_example": TeachingExampleTable;
  "listen.entity_rule": EntityRuleTable;
  "listen.changed_name": ChangedNameTable;
};

export type MentionDb = Kysely<PlatformTables & MentionTables>;

/** The database, or a transaction, as the mention store sees it. */
export const withMentions = (db: Db | Tx): MentionDb => db.$extendTables<MentionTables>();
