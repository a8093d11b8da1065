import path from "node:path";
import { readConfig } from "#config.ts";
import { migrationSets } from "#migration-sets.ts";
import { restoreBackup } from "#platform/backup/restore-backup.ts";
import { backupFileName, writeBackup } from "#platform/backup/write-backup.ts";
import { acquireDatabase } from "#platform/db/acquire-database.ts";
import { KEY_FILE_NAME } from "#platform/secrets/key-ring.ts";
import { version } from "#version.ts";
import { onVisit } from "./open-visit.ts";

/** Writes a backup file, beside a running desk or alone. */
export async function backup(file: string | undefined): Promise<void> {
  await onVisit(async ({ config, connectionString }) => {
    const target = path.resolve(file ?? backupFileName(new Date(), "backup00"));
    const keyFile = path.join(config.dataDir, KEY_FILE_NAME);
    const totals = await writeBackup(
      { connectionString, dataDir: config.dataDir, keyFile, programVersion: version, now: () => new Date() },
      target,
    );
    const rows = Object.values(totals.rows).reduce((sum, count) => sum + count, 0);
    console.log(
      `${target}: ${rows} rows, ${totals.files} files, ${(totals.bytes / 1024 / 1024).toFixed(1)} MB. It holds the desk's key: keep it safe.`,
    );
  });
}

/** Turns a backup file back into a desk, in an empty database. */
export async function restore(file: string): Promise<void> {
  const config = readConfig();
  const acquired = await acquireDatabase(config, "serve");
  try {
    const keyFile = path.join(config.dataDir, KEY_FILE_NAME);
    const totals = await restoreBackup(
      { connectionString: acquired.connectionString, dataDir: config.dataDir, keyFile, migrationSets },
      path.resolve(file),
    );
    const rows = Object.values(totals.rows).reduce((sum, count) => sum + count, 0);
    console.log(`Restored ${rows} rows and ${totals.files} files. Start the desk as usual.`);
  } finally {
    await acquired.release();
  }
}
