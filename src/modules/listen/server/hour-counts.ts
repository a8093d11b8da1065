import { sql } from "kysely";
import { foldValue } from "#text/fold.ts";
import type { MentionDb } from "./tables.ts";

/** What the hourly counts know of a mention. */
export type CountedMention = { publishedAt: Date; outlet: string; channel: string; language: string };

const hourMs = 3_600_000;

/**
 * Adds fresh mentions to the hourly counts, in the transaction that stores them. Its row locks make batches of one hour
 * queue: it comes last before commit.
 */
export async function addHourCounts(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly CountedMention[],
): Promise<void> {
  const counts = new Map<string, CountedMention & { outletKey: string; count: number }>();
  for (const mention of mentions) {
    const hour = Math.floor(mention.publishedAt.getTime() / hourMs) * hourMs;
    const outletKey = foldValue(mention.outlet);
    const key = `${String(hour).padStart(15)}\0${outletKey}\0${mention.channel}\0${mention.language}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { ...mention, publishedAt: new Date(hour), outletKey, count: 1 });
  }
  const rows = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  if (rows.length === 0) return;
  await sql`
    insert into listen.mention_hour as known (workspace_id, hour, outlet_key, channel, language, outlet, count)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${rows.map((row) => row.publishedAt.toISOString())}::timestamptz[],
      ${rows.map((row) => row.outletKey)}::text[], ${rows.map((row) => row.channel)}::text[],
      ${rows.map((row) => row.language)}::text[], ${rows.map((row) => row.outlet)}::text[],
      ${rows.map((row) => row.count)}::bigint[]) as incoming
    on conflict (workspace_id, hour, outlet_key, channel, language)
      do update set count = known.count + excluded.count`.execute(tx);
}
