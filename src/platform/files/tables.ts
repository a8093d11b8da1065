import type { ColumnType } from "kysely";

export type FileTable = {
  id: string;
  workspace_id: string;
  sha256: string;
  /** bigint: the driver gives text. */
  bytes: ColumnType<string, number, never>;
  media_type: string;
  original_name: string;
  created_by: string | null;
  created_at: Date;
};

export type FileTables = { "platform.file": FileTable };
