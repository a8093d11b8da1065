import type { SourceTx } from "../sources/source-tables.ts";
import { withNetworkSources } from "./network-source-tables.ts";

/** Remembers where a search goes on reading back, in the transaction that stores what it has read. */
export async function keepPlace(
  tx: SourceTx,
  sourceId: string,
  { cursor, since }: { cursor: string | null; since: Date | null },
): Promise<void> {
  await withNetworkSources(tx)
    .updateTable("listen.network_source")
    .set({ cursor, reading_since: since })
    .where("source_id", "=", sourceId)
    .execute();
}
