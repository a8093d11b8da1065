import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { extract } from "tar-stream";
import { type MigrationSet, migrate, readMigrations } from "#platform/db/migrate.ts";
import { contentPath } from "#platform/files/content-store.ts";
import { ClearError } from "#shared/clear-error.ts";
import { type Manifest, quoteName, quoteTable, type Totals, tableKey } from "./backup-format.ts";

export type RestoreParts = {
  connectionString: string;
  dataDir: string;
  keyFile: string;
  migrationSets: readonly MigrationSet[];
};

/**
 * Turns a backup file back into the same desk: rows, files and key. Rows go in within one transaction, so that a cut-off
 * or damaged file leaves the database empty as it was. A backup of an older version is brought forward afterwards.
 * @throws ClearError when the database is not empty, the file is no complete backup, or it is newer than this program
 */
export async function restoreBackup(parts: RestoreParts, source: string): Promise<Totals> {
  await refuseUsedDatabase(parts.connectionString);
  const client = new pg.Client({
    connectionString: parts.connectionString,
    application_name: "gaung restore",
  });
  let manifest: Manifest | undefined;
  let totals: Totals | undefined;
  const rows: Record<string, number> = {};
  let files = 0;
  let key: string | undefined;
  await client.connect();
  try {
    const archive = extract();
    const reading = pipeline(createReadStream(source), createGunzip(), archive);
    reading.catch(() => undefined);
    for await (const member of archive) {
      const { name } = member.header;
      const entry = Readable.from(member as AsyncIterable<Uint8Array>);
      if (name === "manifest.json") {
        manifest = readManifest(await text(entry));
        await migrateAsBackedUp(parts, manifest);
        await beginRows(client, manifest);
      } else if (!manifest) throw new ClearError("This file is not a Gaung backup.");
      else if (name === "key") key = await text(entry);
      else if (name === "totals.json") totals = JSON.parse(await text(entry)) as Totals;
      else if (name.startsWith("tables/")) await restorePart(client, manifest, name, entry, rows);
      else if (name.startsWith("files/")) {
        await restoreFile(parts.dataDir, name.slice("files/".length), entry);
        files += 1;
      }
      member.resume();
    }
    await reading;
    if (!manifest || !totals)
      throw new ClearError("The backup is cut off: its end is missing. Nothing was restored.");
    compareTotals(totals, { rows, files });
    await setSequences(client);
    await client.query("commit");
  } catch (error) {
    if (error instanceof ClearError) throw error;
    throw new ClearError(
      `The backup could not be restored: ${error instanceof Error ? error.message : String(error)}. The database holds no rows of it.`,
      error,
    );
  } finally {
    await client.end();
  }
  if (key !== undefined) {
    await mkdir(path.dirname(parts.keyFile), { recursive: true });
    await writeFile(parts.keyFile, key, { mode: 0o600 });
  }
  await migrate(parts.connectionString, parts.migrationSets);
  return totals;
}

async function refuseUsedDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ used: boolean }>(
      "select to_regclass('platform.workspace') is not null as used",
    );
    if (!rows[0]?.used) return;
    const { rows: workspaces } = await client.query<{ n: string }>(
      "select count(*) as n from platform.workspace",
    );
    if (Number(workspaces[0]?.n) > 0)
      throw new ClearError(
        "This database already holds a desk. Restore into an empty one: another GAUNG_DATA_DIR, or another DATABASE_URL.",
      );
  } finally {
    await client.end();
  }
}

function readManifest(json: string): Manifest {
  const manifest = JSON.parse(json) as Manifest;
  if (manifest.format !== "gaung-backup" || manifest.formatVersion !== 1)
    throw new ClearError("This file is not a backup that this version understands.");
  return manifest;
}

/** Brings the database to the state of the backup, no further: its rows fit those tables. */
async function migrateAsBackedUp(parts: RestoreParts, manifest: Manifest): Promise<void> {
  const known = await readMigrations(parts.migrationSets);
  for (const wanted of manifest.migrations) {
    const found = known.find(
      (migration) => migration.owner === wanted.owner && migration.number === wanted.number,
    );
    if (!found || found.checksum !== wanted.checksum)
      throw new ClearError(
        `This backup was made by another or newer version (${manifest.programVersion}). Restore it with that version.`,
      );
  }
  const counts = new Map<string, number>();
  for (const { owner, number } of manifest.migrations)
    counts.set(owner, Math.max(number, counts.get(owner) ?? 0));
  await migrate(
    parts.connectionString,
    parts.migrationSets,
    (migration) => migration.number <= (counts.get(migration.owner) ?? 0),
  );
}

async function beginRows(client: pg.Client, manifest: Manifest): Promise<void> {
  await client.query("begin");
  for (const partition of manifest.partitions) {
    const name = quoteTable({ schema: partition.schema, name: partition.name });
    await client.query(
      `create table if not exists ${name} partition of ${quoteTable({ schema: partition.schema, name: partition.parent })} ${partition.bounds}`,
    );
  }
  // Rows come in any order, and the append-only trigger guards against people, not against this.
  for (const table of manifest.tables)
    await client.query(`alter table ${quoteTable(table)} disable trigger user`);
  const { rows } = await client.query<{
    schema: string;
    name: string;
    constraint: string;
    definition: string;
  }>(
    `select n.nspname as schema, c.relname as name, k.conname as constraint, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and n.nspname || '.' || c.relname = any ($1::text[])`,
    [manifest.tables.map(tableKey)],
  );
  for (const row of rows)
    await client.query(`alter table ${quoteTable(row)} drop constraint ${quoteName(row.constraint)}`);
  await client.query("create temporary table held_constraint (statement text not null) on commit drop");
  for (const row of rows)
    await client.query("insert into held_constraint values ($1)", [
      `alter table ${quoteTable(row)} add constraint ${quoteName(row.constraint)} ${row.definition}`,
    ]);
  for (const table of manifest.tables)
    await client.query("insert into held_constraint values ($1)", [
      `alter table ${quoteTable(table)} enable trigger user`,
    ]);
  await client.query(`truncate ${manifest.tables.map((table) => quoteTable(table)).join(", ")}`);
}

async function restorePart(
  client: pg.Client,
  manifest: Manifest,
  name: string,
  entry: Readable,
  rows: Record<string, number>,
): Promise<void> {
  const key = name.split("/")[1] ?? "";
  const table = manifest.tables.find((candidate) => tableKey(candidate) === key);
  if (!table) throw new ClearError(`The backup holds rows of ${key}, which it does not list. It is damaged.`);
  const target = client.query(
    copyFrom(`copy ${quoteTable(table)} (${table.columns.map(quoteName).join(", ")}) from stdin`),
  );
  await pipeline(entry, target);
  rows[key] = (rows[key] ?? 0) + (target.rowCount ?? 0);
}

async function restoreFile(dataDir: string, sha256: string, entry: Readable): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new ClearError("The backup names a file in a form that is not ours. It is damaged.");
  const target = contentPath(dataDir, sha256);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, entry, { mode: 0o600 });
}

function compareTotals(told: Totals, found: Totals): void {
  for (const [table, rows] of Object.entries(told.rows)) {
    if ((found.rows[table] ?? 0) !== rows)
      throw new ClearError(
        `The backup is damaged: ${table} should hold ${rows} rows, ${found.rows[table] ?? 0} were found. Nothing was restored.`,
      );
  }
  if (told.files !== found.files)
    throw new ClearError(
      `The backup is damaged: it should hold ${told.files} files, ${found.files} were found. Nothing was restored.`,
    );
}

/** Puts back what was held off, and moves every identity sequence behind the highest number in use. */
async function setSequences(client: pg.Client): Promise<void> {
  const { rows: held } = await client.query<{ statement: string }>("select statement from held_constraint");
  for (const { statement } of held) await client.query(statement);
  const { rows } = await client.query<{ schema: string; name: string; column: string; sequence: string }>(
    `select n.nspname as schema, c.relname as name, a.attname as column, pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) as sequence
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where a.attidentity <> '' and c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('jobs')`,
  );
  for (const row of rows) {
    await client.query(
      `select setval($1, coalesce((select max(${quoteName(row.column)}) from ${quoteTable(row)}), 0) + 1, false)`,
      [row.sequence],
    );
  }
}

async function text(entry: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
