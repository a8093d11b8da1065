import { sql } from "kysely";
import { originKey } from "../mentions/mention-identity.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import type { NetworkSourceDb } from "./network-source-tables.ts";

/** Those of a source's posts, by the network's ids, that were received before an instant. */
export async function findKnownPosts(
  db: NetworkSourceDb,
  source: { id: string; workspace_id: string },
  externalIds: readonly string[],
  before: Date,
): Promise<Set<string>> {
  if (externalIds.length === 0) return new Set();
  const byKey = new Map(externalIds.map((id) => [originKey(source.workspace_id, source.id, id), id]));
  const { rows } = await sql<{ origin_key: string }>`
    select origin_key from listen.mention_origin
    where origin_key = any(${plainArray([...byKey.keys()])}::uuid[])
      and received_at < ${before.toISOString()}::timestamptz`.execute(db);
  return new Set(rows.flatMap(({ origin_key }) => byKey.get(origin_key) ?? []));
}
