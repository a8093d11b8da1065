import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { createRobotsMemory } from "#connectors/page/robots-memory.ts";
import { askAs } from "#modules/accounts/index.ts";
import { sealSecrets } from "#modules/accounts/server/ask-network.ts";
import { keepStreams } from "#modules/listen/server/network-sources/keep-streams.ts";
import { openDatabase } from "#platform/db/database.ts";
import { createHostGate } from "#platform/fetch/host-gate.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { createSafeFetch } from "#platform/fetch/safe-fetch.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { openLiveHub } from "#platform/live/live-hub.ts";
import { createLogger } from "#platform/log/logger.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { type BenchOptions, type Figure, quantile } from "./figure.ts";
import { type JetstreamServer, openJetstream } from "./open-jetstream.ts";
import { seededRandom, syntheticPost, wordOfRank } from "./synthetic-posts.ts";
import { syntheticTexts } from "./synthetic-texts.ts";

/** Monitors of the office, and the share of what passes that one of them finds. */
const monitorCount = 50;
const wantedShare = 0.02;
/** Events at full speed, with lines that break in between. */
const breaks = 3;
/** Posts at a modest rate whose way to an open screen is timed. */
const timedPosts = 300;
const modestPerSecond = 20;
/** So much may wait for the listener before the server holds back, as a network does with slow readers. */
const mostWaitingBytes = 4 * 1024 * 1024;

/**
 * A server that speaks Jetstream pushes posts through the real connector, filter and intake: events a second until what
 * the monitors find is stored, analysed and matched, none lost and none doubled over broken lines; and how long a post takes to
 * an open screen at a modest rate.
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const events = Math.min(options.items, 60_000);
  const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-jetstream-"));
  const jetstream = await openJetstream(() => new Date());
  try {
    const office = await openOffice(options.connectionString, folder, jetstream);
    try {
      const rate = await fullSpeed(office, jetstream, events);
      options.say(`jetstream: ${rate.kept} of ${events} kept, ${rate.lost} lost, ${rate.doubled} doubled`);
      if (rate.lost + rate.doubled > 0)
        throw new Error(`${rate.lost} posts were lost and ${rate.doubled} doubled`);
      const waits = await toTheScreen(office, jetstream);
      return [
        {
          figure: `jetstream: events to stored and matched, ${monitorCount} monitors, ${breaks} broken lines`,
          value: Math.round(rate.perSecond),
          unit: "events/s",
        },
        {
          figure: `jetstream: from post to open screen at ${modestPerSecond} posts/s, p95`,
          value: Number((quantile(waits, 0.95) / 1_000).toFixed(2)),
          unit: "s",
        },
      ];
    } finally {
      await office.close();
    }
  } finally {
    await jetstream.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Office = Awaited<ReturnType<typeof openOffice>>;

/** An office with monitors that listens to the stream as one of its accounts. */
async function openOffice(connectionString: string, folder: string, jetstream: JetstreamServer) {
  const { db, close } = openDatabase(connectionString, 4);
  const pool = new pg.Pool({ connectionString, max: 2 });
  const keys = await loadOrCreateKey(folder);
  const now = () => new Date();
  const stopping = new AbortController();
  const [workspaceId, accountId, sourceId] = [randomUUID(), randomUUID(), randomUUID()];
  await pool.query(
    "insert into platform.workspace (id, slug, name, zone) values ($1, 'bench', 'Bench', 'Asia/Jakarta')",
    [workspaceId],
  );
  const settings = {
    identifier: "humas.contoh",
    service: "https://bsky.social",
    jetstream: jetstream.address,
  };
  await pool.query(
    `insert into accounts.account (id, workspace_id, network, way, external_id, handle, name, scopes, settings, secrets,
       state, created_by_name, created_at)
     values ($1, $2, 'bluesky', 'app_password', 'did:plc:us', 'humas.contoh', 'Humas', '{}', $3, $4, 'connected', '', now())`,
    [accountId, workspaceId, settings, sealSecrets(keys, accountId, { appPassword: "rahasia" })],
  );
  await pool.query(
    `insert into listen.source (id, workspace_id, kind, title, outlet, channel, url, url_key, created_at)
     values ($1, $2, 'stream', 'Bluesky', 'Bluesky', 'bluesky', '', 'bench', now())`,
    [sourceId, workspaceId],
  );
  await pool.query(
    `insert into listen.network_source (source_id, workspace_id, account_id, network, keeps_all)
     values ($1, $2, $3, 'bluesky', false)`,
    [sourceId, workspaceId, accountId],
  );
  for (let n = 1; n <= monitorCount; n += 1)
    await pool.query(
      `insert into listen.monitor (id, workspace_id, name, name_key, folder, colour, kind, q, exclude, zone, receiver_ids,
         state, set_revision, revision_count, created_at, updated_at)
       values ($1, $2, $3, $3, '', 'brass', 'topic', $4, '', 'Asia/Jakarta', '{}', 'on', $5, 1, now(), now())`,
      [randomUUID(), workspaceId, `pantau ${n}`, queryOf(n), n],
    );
  await pool.query("insert into listen.monitor_set (workspace_id, revision) values ($1, $2)", [
    workspaceId,
    monitorCount,
  ]);
  const network = createNetworkFetch({ userAgent: "Gaung/bench", allowedPrivateHosts: [jetstream.host] });
  const log = createLogger("warn");
  const analyst = openAnalyst();
  const live = openLiveHub(connectionString, log);
  const keeper = keepStreams(
    {
      db,
      now,
      random: Math.random,
      log,
      analyst,
      push: null,
      robots: createRobotsMemory("Gaung"),
      pause: async () => undefined,
      fetch: createSafeFetch({ userAgent: "Gaung/bench", allowedPrivateHosts: [], gate: createHostGate() }),
      askAccount: askAs({ db, keys, network, now, stopping: stopping.signal }),
    },
    stopping.signal,
  );
  keeper.begin();
  while (jetstream.cursors.length === 0) await pause(50);
  return {
    pool,
    workspaceId,
    live,
    async close() {
      stopping.abort();
      await keeper.ended();
      await network.close();
      await analyst.close();
      await live.stop();
      await pool.end();
      await close();
    },
  };
}

/** One monitor in ten wants the word by which a post is wanted; the others are of all kinds and find next to nothing. */
const wantedWord = "pungli";
const queryOf = (n: number): string =>
  n % 10 === 0
    ? `${wantedWord} -"kata ${n}"`
    : n % 2 === 0
      ? `"${wordOfRank(9_000 + n)} ${wordOfRank(9_500 + n)}" OR (${wordOfRank(30_000 + n)} tone:negative)`
      : `${wordOfRank(20_000 + n)} ${wordOfRank(21_000 + n)} NEAR/5 ${wordOfRank(22_000 + n)}`;

async function fullSpeed(office: Office, jetstream: JetstreamServer, events: number) {
  const random = seededRandom(11);
  const written = syntheticTexts(Math.ceil(events / 50));
  const wanted = new Set<string>();
  const texts = Array.from({ length: events }, (_, n) => {
    const isWanted = n % Math.round(1 / wantedShare) === 0;
    const text = isWanted
      ? `${wantedWord} ${n} ${written[Math.floor(n / 50)] ?? ""}`
      : syntheticPost(n, random, new Date(0)).text;
    if (isWanted) wanted.add(`${wantedWord} ${n}`);
    return text.slice(0, 290);
  });
  const begun = performance.now();
  for (let n = 0; n < events; n += 1) {
    jetstream.post(texts[n] ?? "");
    if (n > 0 && n % Math.floor(events / (breaks + 1)) === 0) jetstream.cut();
    if (n % 200 === 0) {
      await pause(0);
      while (jetstream.waitingBytes() > mostWaitingBytes) await pause(2);
    }
  }
  let kept = 0;
  for (;;) {
    kept = await countKept(office);
    if (kept >= wanted.size) break;
    if (performance.now() - begun > 60_000) break;
    await pause(100);
  }
  const seconds = (performance.now() - begun) / 1_000;
  const { rows } = await office.pool.query<{ words: string; times: string }>(
    `select substring(text from '^\\S+ \\d+') as words, count(*) as times from listen.mention
     where workspace_id = $1 and text ~ '^\\S+ \\d+ ' group by 1`,
    [office.workspaceId],
  );
  const doubled = rows.filter(({ times }) => Number(times) > 1).length;
  const there = new Set(rows.map(({ words }) => words));
  const lost = [...wanted].filter((words) => !there.has(words)).length;
  return { perSecond: events / seconds, kept, lost, doubled };
}

/** Wanted posts that a monitor has found: the end of the way. */
async function countKept({ pool, workspaceId }: Office): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    `select count(distinct mention.text) from listen.monitor_match as matched
     join listen.mention as mention on mention.workspace_id = matched.workspace_id
       and mention.published_at = matched.published_at and mention.id = matched.mention_id
     where matched.workspace_id = $1 and mention.text ~ '^${wantedWord} \\d+ '`,
    [workspaceId],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Milliseconds from a post to the word on open screens that something is there, each post by its own. */
async function toTheScreen({ live, workspaceId }: Office, jetstream: JetstreamServer): Promise<number[]> {
  // The line that was cut last stands again.
  await pause(6_000);
  const posted: number[] = [];
  const waits: number[] = [];
  const forget = live.subscribe(workspaceId, {
    hear(message) {
      const { type, count } = JSON.parse(message) as { type: string; count: number };
      if (type !== "mentions") return;
      for (const at of posted.splice(0, count)) waits.push(performance.now() - at);
    },
    doubt: () => undefined,
  });
  for (let n = 0; n < timedPosts; n += 1) {
    posted.push(performance.now());
    jetstream.post(`${wantedWord} di kantor kelurahan nomor ${n}`);
    await pause(1_000 / modestPerSecond);
  }
  const until = performance.now() + 20_000;
  while (waits.length < timedPosts && performance.now() < until) await pause(50);
  forget();
  if (waits.length < timedPosts) throw new Error(`${timedPosts - waits.length} posts reached no screen`);
  return waits;
}
