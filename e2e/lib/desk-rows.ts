import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { foreignSchemas } from "#platform/backup/backup-format.ts";

/** The address of the embedded database that runs on a data folder: its password file and PostgreSQL's own `postmaster.pid`. */
export async function embeddedAddress(dataDir: string): Promise<{ address: string; pid: number }> {
  const password = (await readFile(path.join(dataDir, "postgres-password"), "utf8")).trim();
  const lines = (await readFile(path.join(dataDir, "postgres", "cluster", "postmaster.pid"), "utf8")).split(
    "\n",
  );
  return {
    address: `postgres://postgres:${password}@127.0.0.1:${Number(lines[3])}/gaung`,
    pid: Number(lines[0]),
  };
}

/** Looks into a desk's database past the desk. */
export async function withRows<T>(address: string, look: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return await look(client);
  } finally {
    await client.end();
  }
}

/**
 * What a database holds: for each table of the desk the number of its rows and a fingerprint of them all, so that two
 * desks can be compared. The job queue and the times of migrations are no part of a desk.
 */
export function pictureOf(address: string): Promise<Record<string, string>> {
  return withRows(address, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition
          and n.nspname <> all ($1::text[]) and n.nspname not like 'pg\\_%'
          and not (n.nspname = 'platform' and c.relname = 'migration')
        order by 1`,
      [[...foreignSchemas]],
    );
    const picture: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ picture: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '-') as picture from ${name} t`,
      );
      picture[name] = rows[0]?.picture ?? "";
    }
    return picture;
  });
}
