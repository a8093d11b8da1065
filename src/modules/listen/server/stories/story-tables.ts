import type { Generated, GeneratedAlways, Kysely, Selectable } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";

export type StoryTable = {
  workspace_id: string;
  id: string;
  name: string | null;
  lead_id: string | null;
  lead_count: Generated<number>;
  first_at: Date;
  last_at: Date;
  member_count: number;
  press_count: number;
  outlet_count: number;
  merged_into: string | null;
  began_at: Date;
};

export type StoryMemberTable = {
  workspace_id: string;
  mention_id: string;
  published_at: Date;
  story_id: string;
  is_press: boolean;
  outlet: string;
  score: number | null;
  change_seq: string;
};

export type StoryStateTable = {
  workspace_id: string;
  last_seq: Generated<string>;
  decided_seq: Generated<string>;
};

export type StoryQueueTable = { workspace_id: string; seq: GeneratedAlways<string>; mention_ids: string[] };

/** What a person decided about stories; see migration 019. */
export type StoryVerdict = "merge" | "split" | "move" | "remove" | "apart" | "rename";

export type StoryDecisionTable = {
  id: string;
  workspace_id: string;
  seq: GeneratedAlways<string>;
  verdict: StoryVerdict;
  story_id: string;
  other_id: string | null;
  mention_ids: string[] | null;
  from_ids: string[] | null;
  name: string | null;
  before_name: string | null;
  judge_id: string | null;
  judge_name: string;
  judged_at: Date;
  undone_at: Date | null;
};

/** The tables of stories. */
export type StoryTables = {
  "listen.story": StoryTable;
  "listen.story_member": StoryMemberTable;
  "listen.story_state": StoryStateTable;
  "listen.story_queue": StoryQueueTable;
  "listen.story_decision": StoryDecisionTable;
};

export type StoryDb = Kysely<PlatformTables & MentionTables & StoryTables>;

/** The database, or a transaction, as the store of stories sees it. */
export const withStories = (db: Db | Tx | MentionDb): StoryDb =>
  (db as Db).$extendTables<MentionTables & StoryTables>();

/** A story as it is read. */
export type StoryRow = Selectable<StoryTable>;
/** A decision as it is read. */
export type StoryDecisionRow = Selectable<StoryDecisionTable>;
