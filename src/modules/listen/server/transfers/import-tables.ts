import type { ColumnType, Generated, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { ImportMapping } from "../../contract/imports.ts";
import type { MentionTables } from "../mentions/tables.ts";
import type { SourceTables } from "../sources/source-tables.ts";

/** bigint: the driver gives text. */
type Big<T extends string | null = string> = ColumnType<T, number | undefined, number>;
type Json<T> = ColumnType<T, string | null, string | null>;

export type Refusal = { field: string; key: string; value: string };

export type ImportTable = {
  id: string;
  workspace_id: string;
  file_id: string | null;
  file_name: string;
  format: "csv" | "jsonl" | "xlsx";
  sha256: string;
  bytes: Big;
  state: "uploaded" | "waiting" | "running" | "paused" | "done" | "failed" | "cancelled";
  is_dry_run: Generated<boolean>;
  mapping: Json<ImportMapping | null>;
  columns: string[] | null;
  delimiter: string | null;
  position_byte: ColumnType<string | null, number | null, number | null>;
  position_row: ColumnType<string | null, number | null, number | null>;
  rows_read: Big;
  rows_stored: Big;
  rows_known: Big;
  rows_refused: Big;
  rows_total: ColumnType<string | null, number | null, number | null>;
  rows_per_second: number | null;
  error_key: string | null;
  error_values: Json<Record<string, string | number> | null>;
  created_by: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  lease_id: string | null;
  leased_until: Date | null;
};

export type ImportRefusalTable = {
  import_id: string;
  row_number: Big;
  workspace_id: string;
  reasons: Json<Refusal[]>;
  cells: string[] | null;
  source: string | null;
};

export type ExportTable = {
  id: string;
  workspace_id: string;
  q: string;
  format: "csv" | "jsonl" | "xlsx";
  locale: string;
  state: "waiting" | "running" | "done" | "failed";
  done: Big;
  total: ColumnType<string | null, number | null, number | null>;
  error_key: string | null;
  error_values: Json<Record<string, string | number> | null>;
  file_id: string | null;
  created_by: string | null;
  created_by_name: string;
  created_at: Date;
  finished_at: Date | null;
  tries: Generated<number>;
  lease_id: string | null;
  leased_until: Date | null;
};

/** The tables of files that come in and go out. */
export type ImportTables = {
  "listen.import": ImportTable;
  "listen.import_refusal": ImportRefusalTable;
  "listen.export": ExportTable;
};

type Tables = PlatformTables & ImportTables & SourceTables & MentionTables;
export type ImportDb = Kysely<Tables>;

/** The database, or a transaction, as imports and exports see it. */
export const withImports = (db: Db | Tx): ImportDb =>
  db.$extendTables<ImportTables & SourceTables & MentionTables>();
