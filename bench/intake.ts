import { randomUUID } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import pg from "pg";
import type { MentionDraft } from "#modules/listen/server/mentions/mention-draft.ts";
import { storeMentions } from "#modules/listen/server/mentions/store-mentions.ts";
import { openDatabase } from "#platform/db/database.ts";
import { type Analyst, openAnalyst } from "#platform/language/open-analyst.ts";
import { against, type BenchOptions, type Figure } from "./figure.ts";
import { seededRandom, syntheticPost } from "./synthetic-posts.ts";
import { syntheticTexts } from "./synthetic-texts.ts";

const batchSize = 2_000;
/** Batches under way at once: while the database works on one, the next is tokenised. */
const inFlight = 2;
const start = Date.UTC(2026, 2, 1);

/** Posts a second from parsed item to committed and searchable, against the same rows by plain multi-row INSERT. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const random = seededRandom(7);
  const drafts = Array.from({ length: options.items }, (_, n) =>
    syntheticPost(n, random, new Date(start + n * 150)),
  );
  const batches = Array.from({ length: Math.ceil(drafts.length / batchSize) }, (_, n) =>
    drafts.slice(n * batchSize, (n + 1) * batchSize),
  );
  const peer = await insertRate(options, batches);
  const own = await storeRate(options, batches);
  const posts = syntheticTexts(drafts.length);
  const written = batches.map((batch, n) =>
    batch.map((draft, at) => ({ ...draft, title: "", text: posts[n * batchSize + at] ?? "" })),
  );
  const analyst = openAnalyst(inFlight);
  const read = await storeRate(options, written, analyst).finally(() => analyst.close());
  return [
    against({
      figure: "intake: posts stored and searchable",
      value: Math.round(own),
      unit: "posts/s",
      peer: "multi-row INSERT with to_tsvector",
      peerValue: Math.round(peer),
    }),
    against({
      figure: "intake: posts read by every engine, stored and searchable",
      value: Math.round(read),
      unit: "posts/s",
      peer: "multi-row INSERT with to_tsvector",
      peerValue: Math.round(peer),
    }),
  ];
}

async function storeRate(
  options: BenchOptions,
  batches: readonly MentionDraft[][],
  analyst?: Analyst,
): Promise<number> {
  const { db, close } = openDatabase(options.connectionString, inFlight + 1);
  const workspaceId = randomUUID();
  try {
    let fresh = 0;
    const rate = await timed(batches, async (batch) => {
      const receivedAt = new Date(start + options.items * 150);
      const stored = await storeMentions(db, workspaceId, batch, receivedAt, analyst);
      fresh += stored.fresh;
    });
    if (fresh !== options.items) throw new Error(`stored ${fresh} of ${options.items}`);
    return rate;
  } finally {
    await close();
  }
}

const columns = "id,workspace_id,published_at,received_at,channel,language,outlet,author,url,title,text";

async function insertRate(options: BenchOptions, batches: readonly MentionDraft[][]): Promise<number> {
  const pool = new pg.Pool({ connectionString: options.connectionString, max: inFlight });
  const workspaceId = randomUUID();
  try {
    await pool.query("create schema peer");
    await pool.query(
      `create table peer.post (id uuid primary key, workspace_id uuid not null, published_at timestamptz not null,
         received_at timestamptz not null, channel text not null, language text not null, outlet text not null,
         author text, url text, title text not null, text text not null, search tsvector not null)`,
    );
    await pool.query("create index on peer.post (workspace_id, published_at desc, id)");
    await pool.query("create index on peer.post using gin (search)");
    return await timed(batches, async (batch) => {
      const values: unknown[] = [];
      const rows = batch.map((draft) => {
        const at = values.length;
        values.push(
          randomUUID(),
          workspaceId,
          draft.publishedAt,
          draft.publishedAt,
          draft.channel,
          draft.language,
        );
        values.push(draft.outlet, draft.author, draft.url, draft.title, draft.text);
        const places = Array.from({ length: 11 }, (_, index) => `$${at + index + 1}`);
        return `(${places.join(",")},to_tsvector('simple',$${at + 10}||' '||$${at + 11}))`;
      });
      await pool.query(`insert into peer.post (${columns},search) values ${rows.join(",")}`, values);
    });
  } finally {
    await pool.query("drop schema peer cascade");
    await pool.end();
  }
}

/** Items a second when `inFlight` batches are handled at a time. */
async function timed(
  batches: readonly MentionDraft[][],
  handle: (batch: MentionDraft[]) => Promise<void>,
): Promise<number> {
  const waiting = batches.values();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const batch of waiting) {
        await handle(batch);
        await breathe();
      }
    }),
  );
  const items = batches.reduce((sum, batch) => sum + batch.length, 0);
  return (items / (performance.now() - begun)) * 1_000;
}
