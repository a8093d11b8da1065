import { sql } from "kysely";
import { withMentions } from "#modules/listen/server/mentions/tables.ts";
import { branchCondition, branchSpan } from "#modules/listen/server/search/branch-condition.ts";
import { readMentionQuery } from "#modules/listen/server/search/mention-query.ts";
import { searchMentions } from "#modules/listen/server/search/search-mentions.ts";
import { summarizeMentions } from "#modules/listen/server/search/summarize-mentions.ts";
import { type DatabaseHandle, type Db, openDatabase } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { against, type BenchOptions, type Figure, quantile } from "./figure.ts";
import { fillEnd, fillMentions } from "./fill-mentions.ts";
import { mixedQueries } from "./mixed-queries.ts";

const queryCount = 200;
/** Other queries asked before, as in a desk that is in use. */
const warmingQueries = 400;
/** Slower answers of the peer count as this long. */
const peerLimitMs = 5_000;

/** How long 200 mixed queries take at each size of the store: a page of results, and counts with facets and histogram. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  let server = options.connectionString;
  for (const [index, size] of options.mentions.entries()) {
    const name = `search_${index}`;
    // Each size has a database of its own, cloned from the migrated one.
    await within(at(server, "postgres"), ({ pool }) =>
      pool.query(`create database ${name} template ${new URL(options.connectionString).pathname.slice(1)}`),
    );
    options.say(`filling ${size} mentions`);
    const workspaceId = await within(at(server, name), (handle) => fillMentions(handle, size, options.say));
    server = await options.restart();
    options.say("asking");
    figures.push(
      ...(await within(at(server, name), ({ db }) => measure(db, workspaceId, size, options.say))),
    );
  }
  return figures;
}

function at(server: string, database: string): string {
  const address = new URL(server);
  address.pathname = `/${database}`;
  return address.href;
}

async function within<T>(address: string, act: (handle: DatabaseHandle) => Promise<T>): Promise<T> {
  const handle = openDatabase(address, 4);
  try {
    return await act(handle);
  } finally {
    await handle.close();
  }
}

async function measure(
  db: Db,
  workspaceId: string,
  size: number,
  say: (line: string) => void,
): Promise<Figure[]> {
  const context = contextOf(db, workspaceId);
  // The first queries after a restart read from disk what later ones find in the cache: a figure of their own.
  const cold: number[] = [];
  for (const { q } of mixedQueries(warmingQueries, 99)) {
    cold.push(await timed(() => searchMentions(context, { q, sort: "newest", limit: 50 })));
    cold.push(await timed(() => summarizeMentions(context, { q, bucket: "auto" })));
  }
  const pages: number[] = [];
  const counts: number[] = [];
  const slow: string[] = [];
  const asked = mixedQueries(queryCount, 5);
  for (const { kind, q } of asked) {
    const page = await timed(() => searchMentions(context, { q, sort: "newest", limit: 50 }));
    const summary = await timed(() => summarizeMentions(context, { q, bucket: "auto" }));
    pages.push(page);
    counts.push(summary);
    if (page > 100 || summary > 100)
      slow.push(`  ${kind}: ${q} page ${page.toFixed(0)} ms, counts ${summary.toFixed(0)} ms`);
  }
  // Afterwards: what the peer reads in its seconds would push out of the cache what ours is to find there.
  const peers: number[] = [];
  for (const { q } of asked) peers.push(await timed(() => plainSearch(context, q)));
  for (const line of slow) say(line);
  const name = `${size / 1_000_000} million mentions`;
  const peer = "WHERE search @@ query ORDER BY published_at DESC LIMIT 50";
  const round = (ms: number): number => Number(ms.toFixed(1));
  return [
    against({
      figure: `search at ${name}: page, p50`,
      value: round(quantile(pages, 0.5)),
      unit: "ms",
      peer,
      peerValue: round(quantile(peers, 0.5)),
    }),
    against({
      figure: `search at ${name}: page, p95`,
      value: round(quantile(pages, 0.95)),
      unit: "ms",
      peer,
      peerValue: round(quantile(peers, 0.95)),
    }),
    {
      figure: `search at ${name}: counts, facets, histogram, p50`,
      value: round(quantile(counts, 0.5)),
      unit: "ms",
    },
    {
      figure: `search at ${name}: counts, facets, histogram, p95`,
      value: round(quantile(counts, 0.95)),
      unit: "ms",
    },
    {
      figure: `search at ${name}: all, p95`,
      value: round(quantile([...pages, ...counts], 0.95)),
      unit: "ms",
    },
    {
      figure: `search at ${name}: all, p95, first ${queryCount} queries after a restart`,
      value: round(quantile(cold.slice(0, 2 * queryCount), 0.95)),
      unit: "ms",
    },
  ];
}

type BenchContext = Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">;

const contextOf = (db: Db, workspaceId: string): BenchContext => ({
  db,
  workspaceId,
  membership: {
    workspaceId,
    slug: "bench",
    name: "Bench",
    zone: "Asia/Jakarta",
    role: "viewer",
    permissions: ["mentions.read"],
  },
  actor: { kind: "system", id: null, name: "Bench" },
  now: () => new Date(fillEnd),
});

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

/** The same rows by one statement, as the planner likes it. */
async function plainSearch(context: BenchContext, q: string): Promise<void> {
  const db = withMentions(context.db);
  const query = await readMentionQuery(db, context.workspaceId, q, {
    now: context.now(),
    zone: "Asia/Jakarta",
  });
  const [branch] = query.branches;
  if (!branch) return;
  await db
    .transaction()
    .execute(async (tx) => {
      await sql`select set_config('statement_timeout', ${String(peerLimitMs)}, true)`.execute(tx);
      await sql`select id, published_at, title, left(text, 300), outlet, channel from listen.mention as mention
      where ${branchSpan(context.workspaceId, branch, { since: null, until: null })} and ${branchCondition(branch)}
      order by published_at desc, id desc limit 51`.execute(tx);
    })
    .catch(() => undefined);
}
