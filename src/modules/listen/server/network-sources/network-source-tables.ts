import type { ColumnType, Generated, Kysely, Selectable } from "kysely";
import type { ListenQuery } from "#connectors/ports/listen-port.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import type { SourceTables } from "../sources/source-tables.ts";

export type NetworkSourceTable = {
  source_id: string;
  workspace_id: string;
  account_id: string;
  network: string;
  query: ColumnType<ListenQuery | null, string | null, string | null>;
  keeps_all: boolean;
  cursor: string | null;
  reading_since: Date | null;
  passed_count: ColumnType<string, number | undefined, number | string>;
  heard_at: Date | null;
};

export type PostLookTable = {
  source_id: string;
  workspace_id: string;
  external_id: string;
  found_at: Date;
  looks: Generated<number>;
  misses: Generated<number>;
  next_look_at: Date;
};

export type NetworkSourceRow = Selectable<NetworkSourceTable>;

type Tables = SourceTables & {
  "listen.network_source": NetworkSourceTable;
  "listen.post_look": PostLookTable;
};

export type NetworkSourceDb = Kysely<PlatformTables & Tables>;

/** The database, or a transaction, with the tables of sources on networks. */
export const withNetworkSources = (db: Db | Tx): NetworkSourceDb => db.withTables<Tables>();

/** What a source asks of which account; undefined for a source that asks no network. */
export const findNetworkSource = (
  db: Db | Tx | NetworkSourceDb,
  sourceId: string,
): Promise<NetworkSourceRow | undefined> =>
  db
    .withTables<Tables>()
    .selectFrom("listen.network_source")
    .selectAll()
    .where("source_id", "=", sourceId)
    .executeTakeFirst();
