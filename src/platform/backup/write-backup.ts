import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Pack, pack } from "tar-stream";
import { contentsFolder } from "#platform/files/content-store.ts";
import {
  foreignSchemas,
  type Manifest,
  quoteName,
  quoteTable,
  type Totals,
  tableKey,
} from "./backup-format.ts";

export type BackupParts = {
  connectionString: string;
  dataDir: string;
  /** The key file, when the desk keeps its own key. */
  keyFile: string;
  programVersion: string;
  now: () => Date;
};

/** Rows travel in parts of this size: a tar entry must name its length before its bytes. */
const partBytes = 4 * 1024 * 1024;

/**
 * Writes everything the desk is into one file, from one consistent view of the database, while it goes on working.
 * The file appears under its name only when it is complete; its mode is 0600 because the desk's key is in it.
 * @returns what was written
 */
export async function writeBackup(parts: BackupParts, target: string): Promise<Totals & { bytes: number }> {
  const client = new pg.Client({
    connectionString: parts.connectionString,
    application_name: "gaung backup",
  });
  await client.connect();
  const unfinished = `${target}.unfinished`;
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(unfinished, { mode: 0o600 }));
  // Awaited below; a failure before then must not count as unhandled.
  written.catch(() => undefined);
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    const manifest = await readManifest(client, parts);
    await addText(archive, "manifest.json", JSON.stringify(manifest, null, 2));
    if (manifest.hasKey) await addText(archive, "key", await readFile(parts.keyFile, "utf8"));
    const rows: Record<string, number> = {};
    for (const table of manifest.tables) rows[tableKey(table)] = await addTable(client, archive, table);
    await client.query("commit");
    const files = await addFiles(archive, contentsFolder(parts.dataDir));
    const totals: Totals = { rows, files };
    await addText(archive, "totals.json", JSON.stringify(totals));
    archive.finalize();
    await written;
    await rename(unfinished, target);
    return { ...totals, bytes: (await stat(target)).size };
  } catch (error) {
    archive.destroy();
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function readManifest(client: pg.Client, parts: BackupParts): Promise<Manifest> {
  const excluded = [...foreignSchemas];
  const tables = await client.query<{ schema: string; name: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as name,
            array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> all ($1::text[]) and n.nspname not like 'pg\\_%'
        and not (n.nspname = 'platform' and c.relname = 'migration')
      group by 1, 2 order by 1, 2`,
    [excluded],
  );
  const partitions = await client.query<{ schema: string; parent: string; name: string; bounds: string }>(
    `select n.nspname as schema, p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
       from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent join pg_namespace n on n.oid = c.relnamespace
      where c.relispartition and c.relkind in ('r', 'p') and n.nspname <> all ($1::text[]) order by 1, 2, 3`,
    [excluded],
  );
  const migrations = await client.query<Manifest["migrations"][number]>(
    "select owner, number, name, checksum from platform.migration order by owner, number",
  );
  return {
    format: "gaung-backup",
    formatVersion: 1,
    programVersion: parts.programVersion,
    createdAt: parts.now().toISOString(),
    migrations: migrations.rows,
    tables: tables.rows,
    partitions: partitions.rows,
    hasKey: existsSync(parts.keyFile),
  };
}

async function addTable(
  client: pg.Client,
  archive: Pack,
  table: Manifest["tables"][number],
): Promise<number> {
  const columns = table.columns.map(quoteName).join(", ");
  const stream = client.query(copyTo(`copy (select ${columns} from ${quoteTable(table)}) to stdout`));
  let held: Buffer[] = [];
  let heldBytes = 0;
  let part = 0;
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (heldBytes === 0) return;
    part += 1;
    await addBytes(
      archive,
      `tables/${tableKey(table)}/${String(part).padStart(6, "0")}`,
      Buffer.concat(held),
    );
    held = [];
    heldBytes = 0;
  };
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    for (const byte of bytes) if (byte === 10) rows += 1;
    held.push(bytes);
    heldBytes += bytes.length;
    if (heldBytes >= partBytes) await flush();
  }
  await flush();
  return rows;
}

async function addFiles(archive: Pack, folder: string): Promise<number> {
  const found = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  const contents = found.filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name));
  for (const { name, parentPath } of contents) {
    const file = path.join(parentPath, name);
    const entry = archive.entry({ name: `files/${name}`, size: (await stat(file)).size });
    await pipeline(createReadStream(file), entry);
  }
  return contents.length;
}

const addText = (archive: Pack, name: string, text: string): Promise<void> =>
  addBytes(archive, name, Buffer.from(text, "utf8"));

function addBytes(archive: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) =>
    archive.entry({ name, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve())),
  );
}

/** Where a finished backup is put. */
export const backupFileName = (now: Date, id: string): string =>
  path.basename(`gaung-${now.toISOString().slice(0, 16).replace(/[:T]/g, "-")}-${id.slice(0, 8)}.tar.gz`);
