import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import { type Locale, locale } from "#shared/ids.ts";
import { type ExportTable, withImports } from "./import-tables.ts";
import { isLeft, leasedFor } from "./transfer-lease.ts";

export type ExportRecord = {
  id: string;
  workspaceId: string;
  q: string;
  format: ExportTable["format"];
  isPlain: boolean;
  locale: Locale;
  state: ExportTable["state"];
  done: number;
  total: number | null;
  error: { key: string; values: Record<string, string | number> } | null;
  fileId: string | null;
  createdBy: string | null;
  createdByName: string;
  createdAt: Date;
};

/** What a worker keeps an export for, before another one may begin it again. */
export const exportLeaseSeconds = 60;
/** An export that killed its worker this often is given up. */
const mostTries = 5;

export type NewExport = Pick<
  ExportRecord,
  "id" | "q" | "format" | "isPlain" | "locale" | "createdBy" | "createdByName" | "createdAt"
>;

export async function insertExport(tx: Tx, workspaceId: string, fresh: NewExport): Promise<void> {
  await withImports(tx)
    .insertInto("listen.export")
    .values({
      id: fresh.id,
      workspace_id: workspaceId,
      q: fresh.q,
      format: fresh.format,
      locale: fresh.locale,
      state: "waiting",
      created_by: fresh.createdBy,
      created_by_name: fresh.createdByName,
      created_at: fresh.createdAt,
    })
    .execute();
  if (fresh.isPlain)
    await tx
      .insertInto("platform.setting")
      .values({
        workspace_id: workspaceId,
        key: plainKey + fresh.id,
        value: "true",
        updated_at: fresh.createdAt,
      })
      .execute();
}

/** Begins the key under which a workspace keeps that an export holds personal data as it was said. */
const plainKey = "listen.plain_export:";

const exportsOf = (db: Db | Tx, workspaceId: string) =>
  withImports(db)
    .selectFrom("listen.export as export")
    .selectAll("export")
    .select(
      sql<boolean>`exists (select from platform.setting as kept where kept.workspace_id = export.workspace_id
        and kept.key = ${plainKey} || export.id::text)`.as("is_plain"),
    )
    .where("export.workspace_id", "=", workspaceId);

/** @throws AppError `not_found`, also for an export of another workspace */
export async function findExport(db: Db | Tx, workspaceId: string, exportId: string): Promise<ExportRecord> {
  const row = await exportsOf(db, workspaceId).where("export.id", "=", exportId).executeTakeFirst();
  if (!row) throw notFound("export");
  return recordOf(row);
}

/** The latest exports of a workspace, newest first. */
export async function findExports(db: Db, workspaceId: string, limit = 50): Promise<ExportRecord[]> {
  const rows = await exportsOf(db, workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("export.id")
    .limit(limit)
    .execute();
  return rows.map(recordOf);
}

const recordOf = (row: Selectable<ExportTable> & { is_plain: boolean }): ExportRecord => ({
  id: row.id,
  workspaceId: row.workspace_id,
  q: row.q,
  format: row.format,
  isPlain: row.is_plain,
  locale: locale.catch("id").parse(row.locale),
  state: row.state,
  done: Number(row.done),
  total: row.total === null ? null : Number(row.total),
  error: row.error_key === null ? null : { key: row.error_key, values: row.error_values ?? {} },
  fileId: row.file_id,
  createdBy: row.created_by,
  createdByName: row.created_by_name,
  createdAt: row.created_at,
});

/** Takes an export that waits, or that its worker left behind. @returns undefined when there is nothing to do */
export async function leaseExport(
  db: Db,
  workspaceId: string,
  exportId: string,
  leaseId: string,
): Promise<ExportRecord | undefined> {
  const row = await withImports(db)
    .updateTable("listen.export")
    .set({
      state: "running",
      done: 0,
      tries: sql<number>`tries + 1`,
      lease_id: leaseId,
      leased_until: leasedFor(exportLeaseSeconds),
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", exportId)
    .where("tries", "<", mostTries)
    .where(isLeft)
    .returning("id")
    .executeTakeFirst();
  return row && findExport(db, workspaceId, row.id);
}

/** Notes how far an export is and renews its lease. @returns false when another worker has it */
export async function renewExport(
  db: Db | Tx,
  workspaceId: string,
  exportId: string,
  leaseId: string,
  progress: { done: number; total: number | null },
): Promise<boolean> {
  const result = await withImports(db)
    .updateTable("listen.export")
    .set({
      done: progress.done,
      total: progress.total,
      leased_until: leasedFor(exportLeaseSeconds),
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", exportId)
    .where("lease_id", "=", leaseId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type ExportEnd = {
  state: "done" | "failed";
  done: number;
  fileId: string | null;
  error: ExportRecord["error"];
};

/** Writes how an export ended. @returns false when another worker has it */
export async function endExport(
  tx: Db | Tx,
  workspaceId: string,
  exportId: string,
  leaseId: string,
  end: ExportEnd,
  at: Date,
): Promise<boolean> {
  const result = await withImports(tx)
    .updateTable("listen.export")
    .set({
      state: end.state,
      done: end.done,
      total: end.state === "done" ? end.done : null,
      file_id: end.fileId,
      error_key: end.error?.key ?? null,
      error_values: end.error === null ? null : JSON.stringify(end.error.values),
      finished_at: at,
      lease_id: null,
      leased_until: null,
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", exportId)
    .where("lease_id", "=", leaseId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Lets go of an export so that another worker can begin it again at once. */
export async function releaseExport(
  db: Db,
  workspaceId: string,
  exportId: string,
  leaseId: string,
): Promise<void> {
  await withImports(db)
    .updateTable("listen.export")
    .set({ lease_id: null, leased_until: null, state: "waiting", tries: sql<number>`tries - 1` })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", exportId)
    .where("lease_id", "=", leaseId)
    .execute();
}

/** Exports that nobody works on although they should be. Those that were tried too often are ended here. */
export async function findOrphanedExports(db: Db): Promise<{ workspaceId: string; exportId: string }[]> {
  await withImports(db)
    .updateTable("listen.export")
    .set({ state: "failed", error_key: "export.internal", finished_at: sql<Date>`now()` })
    .where(isLeft)
    .where("tries", ">=", mostTries)
    .execute();
  const rows = await withImports(db)
    .selectFrom("listen.export")
    .select(["id", "workspace_id"])
    .where(isLeft)
    .orderBy("created_at")
    .limit(100)
    .execute();
  return rows.map((row) => ({ workspaceId: row.workspace_id, exportId: row.id }));
}
