import type { ColumnType, Kysely } from "kysely";
import type { z } from "zod";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { SentBrief } from "../../contract/brief.ts";
import type { ClippingFigures, ClippingSettings, clippingState } from "../../contract/clipping.ts";
import type { KeptBriefEdit } from "../briefs/apply-brief-edit.ts";
import type { MentionDb, MentionTables } from "../mentions/tables.ts";

type Json<T> = ColumnType<T, string, string>;

export type ClippingPlanTable = {
  id: string;
  workspace_id: string;
  settings: Json<ClippingSettings>;
  revision: number;
  next_at: Date | null;
  made_until: Date | null;
  made_at: Date | null;
  created_at: Date;
  removed_at: Date | null;
};

export type Tone = "negative" | "neutral" | "positive" | "unsure";
export type Tones = Record<Tone, number>;

/** A line as it is kept; its words are covered, and are covered again when shown. */
export type KeptItem = {
  id: string;
  leadId: string;
  publishedAt: string;
  outlet: string;
  channel: string;
  title: string;
  extract: string;
  url: string | null;
  tone: Tone | null;
  isCorrected: boolean;
  mentions: number;
  outlets: number;
  tones: Tones;
  corrected: number;
  others: { id: string; outlet: string; publishedAt: string }[];
  query: string;
  /** The story it tells of; missing in clippings that were made before there were stories. */
  storyId?: string | null;
  /** Of a large story in which one thing after the other was spoken of; missing in clippings of earlier versions. */
  phases?: KeptPhase[];
  ownTitle: string | null;
  comment: string | null;
  isOut: boolean;
  isAdded: boolean;
};
/** What was spoken of from an instant on, by the headline that tells it best; covered like the rest. */
export type KeptPhase = {
  leadId: string;
  channel: string;
  title: string;
  outlet: string;
  from: string;
  mentions: number;
};
export type KeptSection = { key: string; title: string; items: KeptItem[] };
export type KeptContent = {
  figures: ClippingFigures;
  sections: KeptSection[];
  /** A brief instead of lines, written out. */
  brief?: SentBrief;
  /** What a person made of the brief. */
  edit?: KeptBriefEdit;
};

export type ClippingTable = {
  id: string;
  workspace_id: string;
  plan_id: string | null;
  /** Those of one without a plan. */
  settings: ColumnType<ClippingSettings | null, string | null | undefined, never>;
  due_at: Date | null;
  name: string;
  from_at: Date;
  until_at: Date;
  made_at: Date;
  state: z.infer<typeof clippingState>;
  revision: number;
  edited_by_name: string | null;
  send_at: Date | null;
  sent_at: Date | null;
  content: Json<KeptContent>;
};

export type ClippingMailTable = {
  clipping_id: string;
  address: string;
  id: string;
  workspace_id: string;
  state: "waiting" | "sending" | "sent" | "failed";
  tries: number;
  error: string | null;
  next_try_at: Date;
  leased_until: Date | null;
  handed_at: Date | null;
  sent_at: Date | null;
};

type ClippingTables = {
  "listen.clipping_plan": ClippingPlanTable;
  "listen.clipping": ClippingTable;
  "listen.clipping_mail": ClippingMailTable;
};

export type ClippingDb = Kysely<PlatformTables & MentionTables & ClippingTables>;

/** The database, or a transaction, as those see it who know clippings. */
export const withClippings = (db: Db | Tx | MentionDb): ClippingDb =>
  (db as Db).$extendTables<MentionTables & ClippingTables>();
