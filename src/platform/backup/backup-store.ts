import type { Backup } from "#platform/contract/operations-room.ts";
import type { Db, Tx } from "#platform/db/database.ts";

type State = Backup["state"];

/** The backups made from the desk, newest first. They hold the whole installation, so no workspace owns them. */
export async function listBackupRows(db: Db): Promise<Backup[]> {
  const rows = await db
    .selectFrom("platform.backup")
    .selectAll()
    .orderBy("created_at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state as State,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    bytes: row.bytes === null ? null : Number(row.bytes),
    error: row.error,
  }));
}

export async function insertBackup(
  tx: Tx,
  backup: { id: string; requestedBy: string; at: Date },
): Promise<void> {
  await tx
    .insertInto("platform.backup")
    .values({
      id: backup.id,
      state: "waiting",
      requested_by: backup.requestedBy,
      created_at: backup.at,
      finished_at: null,
      bytes: null,
      file_name: null,
      error: null,
    })
    .execute();
}

/** Notes how far a backup is. */
export async function updateBackup(
  db: Db,
  id: string,
  change: { state: State; finishedAt?: Date; bytes?: number; fileName?: string; error?: string },
): Promise<void> {
  await db
    .updateTable("platform.backup")
    .set({
      state: change.state,
      finished_at: change.finishedAt ?? null,
      bytes: change.bytes === undefined ? null : String(change.bytes),
      file_name: change.fileName ?? null,
      error: change.error ?? null,
    })
    .where("id", "=", id)
    .execute();
}

/** The file of a finished backup, or undefined. */
export async function findBackupFile(db: Db, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("platform.backup")
    .select("file_name")
    .where("id", "=", id)
    .where("state", "=", "done")
    .executeTakeFirst();
  return row?.file_name ?? undefined;
}
