import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { createRobotsMemory } from "#connectors/page/robots-memory.ts";
import { createIntake } from "#modules/listen/server/mentions/intake.ts";
import { type Db, openDatabase } from "#platform/db/database.ts";
import { createSafeFetch } from "#platform/fetch/safe-fetch.ts";
import { createLogger } from "#platform/log/logger.ts";
import { fastClock } from "./fast-clock.ts";
import type { FaultOptions, FaultResult } from "./fault.ts";
import { killAtRandom } from "./kill-at-random.ts";
import { seededRandom } from "./seeded-random.ts";
import { type SyntheticFeeds, shownItems, startSyntheticFeeds } from "./synthetic-feeds.ts";

const publishMs = 150;
/** Nothing is published while more than this is unread, so that no feed forgets before it was read. */
const mostUnread = shownItems / 2;
/** In the shared clock: rounds of polling after the last kill until everything has come in. */
const lastRounds = 60;

/**
 * Kills the process that polls feeds, again and again at random moments, two such processes at a time, and compares
 * what the desk holds in the end with what the feeds have said.
 */
export async function run(options: FaultOptions): Promise<FaultResult> {
  const random = seededRandom(options.seed);
  const beganAt = Date.now();
  const now = fastClock(beganAt);
  const feeds = await startSyntheticFeeds(random, now);
  const { db, close } = openDatabase(options.connectionString, 4);
  const publishing = publishAsRead(db, feeds);
  try {
    const workspaceId = randomUUID();
    await db
      .insertInto("platform.workspace")
      .values({ id: workspaceId, slug: "percobaan", name: "Percobaan", zone: "Asia/Jakarta" })
      .execute();
    const intake = createIntake({
      db,
      fetch: createSafeFetch({ userAgent: "Gaung/faults", allowedPrivateHosts: feeds.hosts }),
      now,
      random,
      robots: createRobotsMemory("Gaung"),
      pause: () => Promise.resolve(),
      log: createLogger("fatal"),
      push: null,
    });
    await intake.addSources(workspaceId, feeds.urls.map(sourceAt));
    let midPoll = 0;
    const kills = await killAtRandom(
      {
        file: fileURLToPath(new URL("./intake-worker.ts", import.meta.url)),
        arguments: [options.connectionString, feeds.hosts.join(","), String(beganAt)],
      },
      {
        kills: options.kills,
        atOnce: 2,
        random,
        async onKill(count) {
          if (await hasLease(db, now())) midPoll += 1;
          if (count % 20 === 0) options.say(`${count} kills, ${feeds.articles.size} articles published`);
        },
      },
    );
    await publishing.stop();
    await readTheRest(db, intake.pollDue, now);
    return { fault: "intake", kills, midPoll, ...(await compare(db, feeds)) };
  } finally {
    await publishing.stop();
    await close();
    await feeds.stop();
  }
}

/** Publishes steadily, and waits while the workers are too often dead to keep up. */
function publishAsRead(db: Db, feeds: SyntheticFeeds): { stop(): Promise<void> } {
  const ending = new AbortController();
  async function publish(): Promise<void> {
    while (!ending.signal.aborted) {
      const { rows } = await sql<{
        count: string;
      }>`select count(*) as count from listen.mention_identity`.execute(db);
      if (feeds.articles.size - Number(rows[0]?.count ?? 0) < mostUnread) feeds.publish();
      await pause(publishMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }
  const running = publish();
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}

function sourceAt(url: string, index: number) {
  return {
    kind: "feed" as const,
    url,
    title: `Umpan ${index}`,
    outlet: `umpan-${index}.test`,
    channel: "news" as const,
    folder: "",
    fixedIntervalMinutes: 5,
    completesItems: false,
  };
}

async function hasLease(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql`select 1 from listen.source where leased_until > ${now} limit 1`.execute(db);
  return rows.length > 0;
}

/** Polls by hand until every feed was read after the last article appeared. */
async function readTheRest(db: Db, pollDue: () => Promise<number>, now: () => Date): Promise<void> {
  const lastArticleAt = now();
  for (let round = 0; round < lastRounds; round += 1) {
    await pause(600);
    await pollDue();
    const { rows } = await sql`
      select 1 from listen.source where coalesce(last_success_at, '-infinity') <= ${lastArticleAt} limit 1`.execute(
      db,
    );
    if (rows.length === 0) return;
  }
  throw new Error("a feed could not be read to its end");
}

/** Every article once, in its latest wording, counted once and told of once. */
async function compare(db: Db, feeds: SyntheticFeeds): Promise<Record<string, number>> {
  const { rows } = await sql<{ id: string; url: string; title: string }>`
    select id, url, title from listen.mention`.execute(db);
  const stored = Map.groupBy(rows, ({ url }) => url);
  const lost = [...feeds.articles.keys()].filter((link) => !stored.has(link)).length;
  const doubled =
    [...stored.values()].reduce((sum, same) => sum + same.length - 1, 0) +
    [...stored.keys()].filter((url) => !feeds.articles.has(url)).length;
  const stale = [...feeds.articles.values()].filter(({ link, titles }) => {
    const [only] = titles.values();
    const [mention] = stored.get(link) ?? [];
    return mention !== undefined && titles.size === 1 && mention.title !== only;
  }).length;
  const counted = await sql<{ count: string }>`
    select coalesce(sum(mention_count), 0) as count from listen.source`.execute(db);
  const told = await sql<{ id: string }>`
    select jsonb_array_elements_text(payload -> 'ids') as id from platform.event_outbox
    where name = 'listen.mentions_stored'`.execute(db);
  const toldIds = new Set(told.rows.map(({ id }) => id));
  return {
    items: feeds.articles.size,
    lost,
    doubled,
    stale,
    miscounted: Math.abs(Number(counted.rows[0]?.count ?? 0) - rows.length),
    untold: rows.filter(({ id }) => !toldIds.has(id)).length,
    toldTwice: told.rows.length - toldIds.size,
  };
}
