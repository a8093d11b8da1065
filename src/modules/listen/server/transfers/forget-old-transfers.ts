import type { Db } from "#platform/db/database.ts";
import { deleteFile } from "#platform/files/file-store.ts";
import { withImports } from "./import-tables.ts";

const dayMs = 86_400_000;
/** A refused row can be mended for a month; then the file, which may hold people's words and names, is forgotten. */
const importDays = 30;
const exportDays = 7;
const batch = 200;

/** Forgets the files of old imports and exports, and the refused rows; what was stored and the counts stay. */
export async function forgetOldTransfers(db: Db, now: Date): Promise<void> {
  const ends = [
    { table: "listen.import", before: new Date(now.getTime() - importDays * dayMs) },
    { table: "listen.export", before: new Date(now.getTime() - exportDays * dayMs) },
  ] as const;
  for (const { table, before } of ends) {
    const old = await withImports(db)
      .selectFrom(table)
      .select(["id", "workspace_id", "file_id"])
      .where("file_id", "is not", null)
      .where("created_at", "<", before)
      .where("state", "not in", ["waiting", "running"])
      .limit(batch)
      .execute();
    for (const row of old) {
      await db.transaction().execute(async (tx) => {
        // The reference in our own row becomes null with it.
        if (row.file_id !== null) await deleteFile(tx, row.workspace_id, row.file_id);
        await withImports(tx)
          .deleteFrom("listen.import_refusal")
          .where("workspace_id", "=", row.workspace_id)
          .where("import_id", "=", row.id)
          .execute();
      });
    }
  }
}
