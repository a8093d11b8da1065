/**
 * A backup is one gzipped tar:
 *   manifest.json                     what is inside, first entry
 *   key                               the desk's key for secrets at rest (absent when GAUNG_SECRET is used)
 *   tables/<schema>.<table>/<nnnnnn>  rows in PostgreSQL's text COPY format, cut into parts
 *   files/<sha256>                    stored files
 *   totals.json                       rows and files written, last entry: its absence means a cut-off backup
 * The job queue is not part of it: work in flight is found again by the sweeping jobs, and nothing old is sent twice.
 */
export type Manifest = {
  format: "gaung-backup";
  formatVersion: 1;
  programVersion: string;
  createdAt: string;
  migrations: { owner: string; number: number; name: string; checksum: string }[];
  tables: BackupTable[];
  partitions: { schema: string; parent: string; name: string; bounds: string }[];
  hasKey: boolean;
};

export type BackupTable = { schema: string; name: string; columns: string[] };

export type Totals = { rows: Record<string, number>; files: number };

/** Schemas that are not the desk's own rows. `jobs` is the queue. */
export const foreignSchemas = ["pg_catalog", "information_schema", "pg_toast", "jobs", "public"] as const;

export const tableKey = (table: { schema: string; name: string }): string => `${table.schema}.${table.name}`;

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const quoteTable = (table: { schema: string; name: string }): string =>
  `${quoteName(table.schema)}.${quoteName(table.name)}`;
