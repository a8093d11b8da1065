import type { SourceTx } from "../sources/source-tables.ts";
import { type FoundPost, planLooks } from "./look-again.ts";
import { withNetworkSources } from "./network-source-tables.ts";

/** Where a search goes on reading back, and which posts of those it brought can be looked at again. */
export type SearchPlace = {
  readonly cursor: string | null;
  readonly since: Date | null;
  readonly lookAgain: readonly FoundPost[];
};

/**
 * Remembers where a search goes on reading back, and what is to be looked at again, in the transaction that stores what it
 * has read.
 */
export async function keepPlace(
  tx: SourceTx,
  { id: sourceId, workspace_id: workspaceId }: { id: string; workspace_id: string },
  { cursor, since, lookAgain }: SearchPlace,
  now: Date,
): Promise<void> {
  await planLooks(withNetworkSources(tx), { sourceId, workspaceId }, lookAgain, now);
  await withNetworkSources(tx)
    .updateTable("listen.network_source")
    .set({ cursor, reading_since: since })
    .where("source_id", "=", sourceId)
    .execute();
}
