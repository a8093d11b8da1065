import { type Config, readConfig } from "#config.ts";
import { migrationSets } from "#migration-sets.ts";
import { acquireDatabase } from "#platform/db/acquire-database.ts";
import { type DatabaseHandle, openDatabase } from "#platform/db/database.ts";
import { migrate } from "#platform/db/migrate.ts";

export type Visit = DatabaseHandle & { config: Config };

/** Opens the desk's database for a one-shot command, beside a running desk or alone, and closes it afterwards. */
export async function onVisit<T>(work: (visit: Visit) => Promise<T>): Promise<T> {
  const config = readConfig();
  const acquired = await acquireDatabase(config, "visit");
  try {
    await migrate(acquired.connectionString, migrationSets);
    const handle = openDatabase(acquired.connectionString, 4);
    try {
      return await work({ ...handle, config });
    } finally {
      await handle.close();
    }
  } finally {
    await acquired.release();
  }
}
