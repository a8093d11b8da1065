import { readConfig } from "#config.ts";
import { migrationSets } from "#migration-sets.ts";
import { acquireDatabase } from "#platform/db/acquire-database.ts";
import { migrate } from "#platform/db/migrate.ts";

/** Brings the database forward and says what was done. */
export async function migrateDatabase(): Promise<void> {
  const acquired = await acquireDatabase(readConfig(), "visit");
  try {
    const applied = await migrate(acquired.connectionString, migrationSets);
    for (const { owner, name } of applied) console.log(`${owner}/${name}`);
    console.log(
      applied.length === 0 ? "The database is up to date." : `${applied.length} migrations applied.`,
    );
  } finally {
    await acquired.release();
  }
}
