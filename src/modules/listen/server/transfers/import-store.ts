import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import type { ImportMapping } from "../../contract/imports.ts";
import { storableJson } from "../mentions/storable-json.ts";
import { type ImportTable, type Refusal, withImports } from "./import-tables.ts";
import { isLeft, leasedFor } from "./transfer-lease.ts";

/** An import as the database has it, with numbers for counts. */
export type ImportRecord = {
  id: string;
  workspaceId: string;
  fileId: string | null;
  fileName: string;
  format: ImportTable["format"];
  sha256: string;
  bytes: number;
  state: ImportTable["state"];
  isDryRun: boolean;
  mapping: ImportMapping | null;
  columns: string[] | null;
  delimiter: string | null;
  position: { byte: number; row: number } | null;
  rowsRead: number;
  rowsStored: number;
  rowsKnown: number;
  rowsRefused: number;
  rowsTotal: number | null;
  rowsPerSecond: number | null;
  error: { key: string; values: Record<string, string | number> } | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

/** What a worker keeps an import for, before another one may take it over. A batch takes a second at most. */
export const leaseSeconds = 30;

export type NewImport = Pick<
  ImportRecord,
  "id" | "fileName" | "format" | "sha256" | "bytes" | "createdAt"
> & { fileId: string; createdBy: string | null };

export async function insertImport(tx: Tx, workspaceId: string, fresh: NewImport): Promise<void> {
  await withImports(tx)
    .insertInto("listen.import")
    .values({
      id: fresh.id,
      workspace_id: workspaceId,
      file_id: fresh.fileId,
      file_name: fresh.fileName,
      format: fresh.format,
      sha256: fresh.sha256,
      bytes: fresh.bytes,
      state: "uploaded",
      created_by: fresh.createdBy,
      created_at: fresh.createdAt,
    })
    .execute();
}

/** @throws AppError `not_found`, also for an import of another workspace */
export async function findImport(db: Db | Tx, workspaceId: string, importId: string): Promise<ImportRecord> {
  const row = await withImports(db)
    .selectFrom("listen.import")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", importId)
    .executeTakeFirst();
  if (!row) throw notFound("import");
  return recordOf(row);
}

/** The same, held until the transaction ends: who changes an import's state takes its row first. */
export async function lockImport(tx: Tx, workspaceId: string, importId: string): Promise<ImportRecord> {
  const row = await withImports(tx)
    .selectFrom("listen.import")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", importId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("import");
  return recordOf(row);
}

/** The latest imports of a workspace, newest first. */
export async function findImports(db: Db, workspaceId: string, limit = 100): Promise<ImportRecord[]> {
  const rows = await withImports(db)
    .selectFrom("listen.import")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(recordOf);
}

function recordOf(row: Selectable<ImportTable>): ImportRecord {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    fileId: row.file_id,
    fileName: row.file_name,
    format: row.format,
    sha256: row.sha256,
    bytes: Number(row.bytes),
    state: row.state,
    isDryRun: row.is_dry_run,
    mapping: row.mapping,
    columns: row.columns,
    delimiter: row.delimiter,
    position:
      row.position_row === null ? null : { byte: Number(row.position_byte), row: Number(row.position_row) },
    rowsRead: Number(row.rows_read),
    rowsStored: Number(row.rows_stored),
    rowsKnown: Number(row.rows_known),
    rowsRefused: Number(row.rows_refused),
    rowsTotal: row.rows_total === null ? null : Number(row.rows_total),
    rowsPerSecond: row.rows_per_second,
    error: row.error_key === null ? null : { key: row.error_key, values: row.error_values ?? {} },
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

export type ImportChange = Partial<{
  state: ImportTable["state"];
  is_dry_run: boolean;
  mapping: string;
  columns: string[];
  delimiter: string | null;
  position_byte: number | null;
  position_row: number | null;
  rows_read: number;
  rows_stored: number;
  rows_known: number;
  rows_refused: number;
  rows_total: number | null;
  rows_per_second: number | null;
  error_key: string | null;
  error_values: string | null;
  started_at: Date | null;
  finished_at: Date | null;
  lease_id: string | null;
  leased_until: Date | null;
  file_id: string | null;
}>;

export async function updateImport(
  tx: Db | Tx,
  workspaceId: string,
  importId: string,
  change: ImportChange,
): Promise<void> {
  await withImports(tx)
    .updateTable("listen.import")
    .set(change)
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", importId)
    .execute();
}

/**
 * Takes an import that waits, or that its worker left behind, for this worker.
 * @returns false when another worker has it or there is nothing to do
 */
export async function leaseImport(
  db: Db,
  workspaceId: string,
  importId: string,
  leaseId: string,
  startedAt: Date,
): Promise<boolean> {
  const result = await withImports(db)
    .updateTable("listen.import")
    .set({
      state: "running",
      lease_id: leaseId,
      leased_until: leasedFor(leaseSeconds),
      started_at: sql<Date>`coalesce(started_at, ${startedAt.toISOString()}::timestamptz)`,
      rows_per_second: null,
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", importId)
    .where(isLeft)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Whether an import still runs under this lease; holds the row until the transaction ends and renews the lease. */
export async function renewLease(
  tx: Tx,
  workspaceId: string,
  importId: string,
  leaseId: string,
): Promise<boolean> {
  const result = await withImports(tx)
    .updateTable("listen.import")
    .set({ leased_until: leasedFor(leaseSeconds) })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", importId)
    .where("lease_id", "=", leaseId)
    .where("state", "=", "running")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Imports that nobody works on although they should be: their job was lost or their worker died. */
export async function findOrphanedImports(db: Db | Tx): Promise<{ workspaceId: string; importId: string }[]> {
  const rows = await withImports(db)
    .selectFrom("listen.import")
    .select(["id", "workspace_id"])
    .where(isLeft)
    .orderBy("created_at")
    .limit(100)
    .execute();
  return rows.map((row) => ({ workspaceId: row.workspace_id, importId: row.id }));
}

/** When the first of the leases held now runs out, unless its holder lives and renews it; undefined without any. */
export async function firstLeaseEnd(db: Db): Promise<Date | undefined> {
  const row = await withImports(db)
    .selectFrom("listen.import")
    .select("leased_until")
    .where("state", "=", "running")
    .where("leased_until", ">=", sql<Date>`clock_timestamp()`)
    .orderBy("leased_until")
    .limit(1)
    .executeTakeFirst();
  return row?.leased_until ?? undefined;
}

export type RefusedRow = {
  row: number;
  reasons: Refusal[];
  cells: readonly string[] | null;
  source: string | null;
};

export async function insertRefusals(
  tx: Tx,
  workspaceId: string,
  importId: string,
  rows: readonly RefusedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const cells = rows.map((row) => (row.cells === null ? null : storableJson(row.cells)));
  await sql`
    insert into listen.import_refusal (import_id, workspace_id, row_number, reasons, cells, source)
    select ${importId}::uuid, ${workspaceId}::uuid, row_number, reasons,
      case when cells is null then null else array(select jsonb_array_elements_text(cells)) end, source
    from unnest(${rows.map((row) => row.row)}::bigint[], ${rows.map((row) => storableJson(row.reasons))}::jsonb[],
      ${cells}::jsonb[], ${rows.map((row) => row.source?.toWellFormed().replaceAll("\0", "") ?? null)}::text[])
      as incoming (row_number, reasons, cells, source)
    on conflict do nothing`.execute(tx);
}

export async function removeRefusals(tx: Tx, workspaceId: string, importId: string): Promise<void> {
  await withImports(tx)
    .deleteFrom("listen.import_refusal")
    .where("workspace_id", "=", workspaceId)
    .where("import_id", "=", importId)
    .execute();
}

/** Refused rows in the order of the file, `limit` at a time, behind a row number. */
export async function findRefusals(
  db: Db,
  workspaceId: string,
  importId: string,
  after: number,
  limit: number,
): Promise<RefusedRow[]> {
  const rows = await withImports(db)
    .selectFrom("listen.import_refusal")
    .select(["row_number", "reasons", "cells", "source"])
    .where("workspace_id", "=", workspaceId)
    .where("import_id", "=", importId)
    .where("row_number", ">", String(after))
    .orderBy("row_number")
    .limit(limit)
    .execute();
  return rows.map(({ row_number, reasons, cells, source }) => ({
    row: Number(row_number),
    reasons,
    cells,
    source,
  }));
}
