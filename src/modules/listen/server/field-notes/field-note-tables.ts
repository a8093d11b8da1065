import type { Generated, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { MentionDb } from "../mentions/tables.ts";

export type FieldNoteTable = {
  workspace_id: string;
  id: string;
  mention_id: string;
  author_id: string | null;
  content_hash: string;
  received_at: Date;
};

export type FieldPhotoTable = {
  workspace_id: string;
  id: string;
  owner_id: string;
  bytes: number;
  received: Generated<number>;
  file_id: string | null;
  touched_at: Generated<Date>;
};

export type FieldPhotoPartTable = { workspace_id: string; photo_id: string; at: number; content: Buffer };

/** The tables of notes from the field and of the pictures on their way in. */
export type FieldTables = {
  "listen.field_note": FieldNoteTable;
  "listen.field_photo": FieldPhotoTable;
  "listen.field_photo_part": FieldPhotoPartTable;
};

export type FieldDb = Kysely<PlatformTables & FieldTables>;

/** The database, or a transaction, as notes from the field see it. */
export const withFieldNotes = (db: Db | Tx | MentionDb): FieldDb => (db as Db).$extendTables<FieldTables>();
