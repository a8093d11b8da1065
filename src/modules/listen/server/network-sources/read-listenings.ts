import { connectors } from "#connectors/registry.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { type NetworkListening, NetworkQuery } from "../../contract/network-query.ts";
import { withNetworkSources } from "./network-source-tables.ts";

/** How sources listen on networks, by source; those that do not are left out. */
export async function readListenings(
  db: Db | Tx,
  sourceIds: readonly string[],
): Promise<Map<string, NetworkListening>> {
  const rows = await withNetworkSources(db)
    .selectFrom("listen.network_source")
    .selectAll()
    .where("source_id", "in", [...sourceIds])
    .execute();
  const names = new Map(connectors.map(({ manifest }) => [manifest.key, manifest.name]));
  return new Map(
    rows.map((row) => [
      row.source_id,
      {
        accountId: row.account_id,
        network: row.network,
        networkName: names.get(row.network) ?? { id: row.network, en: row.network },
        query: NetworkQuery.nullable().catch(null).parse(row.query),
        keepsAll: row.keeps_all,
        passedCount: Number(row.passed_count),
        heardAt: row.heard_at?.toISOString() ?? null,
      },
    ]),
  );
}
