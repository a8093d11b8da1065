import { Kysely, type Transaction } from "kysely";
import pg from "pg";
import { HookedDialect } from "./before-commit.ts";
import type { PlatformTables } from "./tables.ts";

/** The database as platform code sees it. A module adds its own tables with `db.withTables<ListenTables>()`. */
export type Db = Kysely<PlatformTables>;
export type Tx = Transaction<PlatformTables>;

export type DatabaseHandle = { db: Db; pool: pg.Pool; connectionString: string; close(): Promise<void> };

/**
 * Opens a pool on a PostgreSQL. Nothing is sent until the first query.
 * @param connectionString postgres:// address
 * @param maxConnections upper bound of the pool
 */
export function openDatabase(connectionString: string, maxConnections = 12): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    application_name: "gaung",
    // A connection's process holds some 5 MB, and the work of a minute's beginning asks for many.
    idleTimeoutMillis: 5_000,
  });
  // A lost idle connection must not end the process: the next query opens a new one.
  pool.on("error", () => undefined);
  const db = new Kysely<PlatformTables>({ dialect: new HookedDialect(pool) });
  return { db, pool, connectionString, close: () => db.destroy() };
}
