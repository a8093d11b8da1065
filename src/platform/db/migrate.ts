import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { ClearError } from "#shared/clear-error.ts";

/** A folder of numbered SQL files that one owner adds to and nobody else touches. */
export type MigrationSet = { owner: string; folder: string };
export type AppliedMigration = { owner: string; number: number; name: string };
type Migration = AppliedMigration & { sql: string; checksum: string };

/** The database cannot be brought to what this program needs; the message is one sentence for the terminal. */
export class MigrationError extends ClearError {}

/** Any number serves as long as every Gaung process uses the same one. */
const migrationLock = 7_204_617;

/**
 * Reads `NNN-what.sql` files in order.
 * @throws MigrationError when a number is missing or used twice.
 */
export async function readMigrations(sets: readonly MigrationSet[]): Promise<Migration[]> {
  const found: Migration[] = [];
  for (const { owner, folder } of sets) {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    for (const [index, name] of names.entries()) {
      const number = Number.parseInt(name, 10);
      if (number !== index + 1)
        throw new MigrationError(`Migrations of ${owner}: expected number ${index + 1}, found ${name}`);
      const sql = await readFile(path.join(folder, name), "utf8");
      found.push({ owner, number, name, sql, checksum: createHash("sha256").update(sql).digest("hex") });
    }
  }
  return found;
}

/**
 * Brings a database forward. Each migration runs in a transaction of its own, together with the note that it ran; an
 * advisory lock lets several processes start at once, the later ones find the work done.
 * @param isWanted leaves out what it says no to; a restore stops where the backup stood
 * @throws MigrationError when the database is newer than the program, or a migration that ran was changed since.
 */
export async function migrate(
  connectionString: string,
  sets: readonly MigrationSet[],
  isWanted: (migration: AppliedMigration) => boolean = () => true,
): Promise<AppliedMigration[]> {
  const wanted = await readMigrations(sets);
  const client = new pg.Client({ connectionString, application_name: "gaung migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await client.query("create schema if not exists platform");
    await client.query(
      `create table if not exists platform.migration (owner text not null, number int not null, name text not null,
         checksum text not null, applied_at timestamptz not null default now(), primary key (owner, number))`,
    );
    const { rows } = await client.query<{ owner: string; number: number; name: string; checksum: string }>(
      "select owner, number, name, checksum from platform.migration order by owner, number",
    );
    refuseStrangers(rows, wanted);
    const done = new Set(rows.map((row) => `${row.owner}/${row.number}`));
    const applied: AppliedMigration[] = [];
    for (const migration of wanted) {
      if (done.has(`${migration.owner}/${migration.number}`) || !isWanted(migration)) continue;
      await apply(client, migration);
      applied.push({ owner: migration.owner, number: migration.number, name: migration.name });
    }
    return applied;
  } finally {
    await client.end();
  }
}

function refuseStrangers(
  applied: readonly { owner: string; number: number; name: string; checksum: string }[],
  wanted: readonly Migration[],
): void {
  for (const row of applied) {
    const known = wanted.find(
      (migration) => migration.owner === row.owner && migration.number === row.number,
    );
    if (!known)
      throw new MigrationError(
        `This database is newer than this program: it holds ${row.owner} migration ${row.name}, which this version does not know. Update Gaung, or restore a backup made with this version.`,
      );
    if (known.checksum !== row.checksum)
      throw new MigrationError(
        `Migration ${row.owner}/${row.name} was changed after it ran on this database. Migrations are never edited: put the change into a new one.`,
      );
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query(
      "insert into platform.migration (owner, number, name, checksum) values ($1, $2, $3, $4)",
      [migration.owner, migration.number, migration.name, migration.checksum],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new MigrationError(
      `Migration ${migration.owner}/${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
}
