import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import type { FileTables } from "./tables.ts";

/** A kept file as the rest of the desk knows it. */
export type FileRecord = {
  id: string;
  sha256: string;
  bytes: number;
  mediaType: string;
  originalName: string;
  createdBy: string | null;
  createdAt: Date;
};

/** Stores the row of a content that is on disk already. Give the transaction of whatever the file hangs on. */
export async function insertFile(db: Db | Tx, workspaceId: string, file: FileRecord): Promise<void> {
  await db
    .withTables<FileTables>()
    .insertInto("platform.file")
    .values({
      id: file.id,
      workspace_id: workspaceId,
      sha256: file.sha256,
      bytes: file.bytes,
      media_type: file.mediaType,
      original_name: file.originalName,
      created_by: file.createdBy,
      created_at: file.createdAt,
    })
    .execute();
}

/** One file of a workspace. @throws AppError `not_found`, also for one of another workspace. */
export async function findFile(db: Db | Tx, workspaceId: string, fileId: string): Promise<FileRecord> {
  const row = await db
    .withTables<FileTables>()
    .selectFrom("platform.file")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", fileId)
    .executeTakeFirst();
  if (row === undefined) throw notFound("file");
  return {
    id: row.id,
    sha256: row.sha256,
    bytes: Number(row.bytes),
    mediaType: row.media_type,
    originalName: row.original_name,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

/** Forgets a file; the sweep removes its content when no other row shares it. @returns false when there was none. */
export async function deleteFile(db: Db | Tx, workspaceId: string, fileId: string): Promise<boolean> {
  const result = await db
    .withTables<FileTables>()
    .deleteFrom("platform.file")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", fileId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Which of these contents still have a row, in any workspace: contents are shared, so the sweep asks for all. */
export async function findKeptContents(db: Db, sha256s: readonly string[]): Promise<Set<string>> {
  if (sha256s.length === 0) return new Set();
  const rows = await db
    .withTables<FileTables>()
    .selectFrom("platform.file")
    .select("sha256")
    .distinct()
    .where("sha256", "in", sha256s)
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** The next contents that rows name, in order after `after` ("" to begin), at most `limit`. */
export async function listContentsAfter(db: Db, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .withTables<FileTables>()
    .selectFrom("platform.file")
    .select("sha256")
    .distinct()
    .where("sha256", ">", after)
    .orderBy("sha256")
    .limit(limit)
    .execute();
  return rows.map(({ sha256 }) => sha256);
}
