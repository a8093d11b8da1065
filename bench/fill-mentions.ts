import { randomUUID } from "node:crypto";
import type pg from "pg";
import { storeMentions } from "#modules/listen/server/mentions/store-mentions.ts";
import type { DatabaseHandle } from "#platform/db/database.ts";
import { seededRandom, syntheticPost } from "./synthetic-posts.ts";

/** The last instant of the store; mentions lie in the two years before it. */
export const fillEnd = Date.UTC(2026, 2, 20);
const spanMs = 730 * 86_400_000;
const seedMentions = 200_000;
const batchSize = 2_000;

/**
 * Fills a workspace with `total` mentions over two years: the first 200,000 by the ordinary way in, the rest as copies
 * with other ids and times, written before the word index is built anew. Returns the workspace.
 */
export async function fillMentions(
  { db, pool }: DatabaseHandle,
  total: number,
  say: (line: string) => void,
): Promise<string> {
  const workspaceId = randomUUID();
  const random = seededRandom(11);
  const seed = Math.min(seedMentions, total);
  for (let from = 0; from < seed; from += batchSize) {
    // In the order of time, as mentions come in.
    const drafts = Array.from({ length: Math.min(batchSize, seed - from) }, (_, n) =>
      syntheticPost(from + n, random, new Date(fillEnd - spanMs + Math.floor(((from + n) / seed) * spanMs))),
    );
    await storeMentions(db, workspaceId, drafts, new Date(fillEnd));
  }
  const client = await pool.connect();
  try {
    await copyMentions(client, total / seed - 1, say);
  } finally {
    client.release();
  }
  return workspaceId;
}

async function copyMentions(
  client: pg.PoolClient,
  copies: number,
  say: (line: string) => void,
): Promise<void> {
  await client.query("set maintenance_work_mem = '256MB'");
  if (copies >= 1) {
    await client.query("drop index listen.mention_search");
    await client.query("create temp table seed as select * from listen.mention");
    const { rows } = await client.query<{ columns: string }>(
      `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
       where table_schema = 'listen' and table_name = 'mention' and column_name not in ('id', 'published_at', 'title_hash')`,
    );
    for (let copy = 1; copy <= copies; copy += 1) {
      // A day is the cycle in which copies move: every hour keeps its share of the whole.
      await client.query(
        `insert into listen.mention (id, title_hash, published_at, ${rows[0]?.columns})
         select gen_random_uuid(), title_hash + $1, greatest(published_at - make_interval(secs => $1 * 86400 + 37 * $1),
           '2024-03-21'::timestamptz + (published_at - date_trunc('day', published_at))), ${rows[0]?.columns} from seed`,
        [copy],
      );
      say(`  copy ${copy} of ${copies}`);
    }
    await client.query(
      "create index mention_search on listen.mention using gin (search) with (gin_pending_list_limit = 2048)",
    );
    await client.query("truncate listen.mention_count, listen.mention_total");
    for (const grain of ["hour", "day", "month"]) {
      await client.query(
        `insert into listen.mention_count (workspace_id, grain, at, outlet_key, channel, language, outlet, count)
         select workspace_id, $1, date_trunc($1, published_at, 'UTC'), lower(outlet), channel, language, max(outlet), count(*)
         from listen.mention group by 1, 3, 4, 5, 6`,
        [grain],
      );
      await client.query(
        `insert into listen.mention_total (workspace_id, grain, at, count)
         select workspace_id, grain, at, sum(count) from listen.mention_count where grain = $1 group by 1, 2, 3 order by 3`,
        [grain],
      );
    }
  }
  say("  index built");
  await client.query("vacuum analyze listen.mention");
  await client.query("vacuum analyze listen.mention_count, listen.mention_total");
}
