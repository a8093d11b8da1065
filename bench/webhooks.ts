import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";
import { fakeConnector } from "#connectors/fake/fake-connector.ts";
import { withAccounts } from "#modules/accounts/server/account-tables.ts";
import { sealSecrets } from "#modules/accounts/server/ask-network.ts";
import { inboxJobs } from "#modules/accounts/server/inbox/inbox-jobs.ts";
import { makeAccount } from "#modules/accounts/server/inbox/inbox-samples.ts";
import { openDoor } from "#modules/accounts/server/webhooks/open-door.ts";
import { messageSubscription } from "#modules/listen/server/network-sources/message-subscription.ts";
import { type DatabaseHandle, openDatabase } from "#platform/db/database.ts";
import { eventJobs } from "#platform/events/event-outbox.ts";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type KeyRing, loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { against, type BenchOptions, type Figure, quantile } from "./figure.ts";
import { streamTimes } from "./inbox-times.ts";
import { wordOfRank } from "./synthetic-posts.ts";

const events = 20_000;
const connections = 128;
/** Events in one call: some networks bring one, others all that happened within a moment. */
const bundles = [1, 10] as const;
const monitorCount = 50;
const secret = "rahasia webhook ukuran";
const log = createLogger("silent");
const now = (): Date => new Date();

/**
 * Webhook events a second, from a network's call over HTTP to the stored message in its conversation, and on to the mention
 * that was analysed and matched by monitors, against a door that verifies alike and inserts each event by itself; and the
 * time from a mention on the practice network to the news on an open screen.
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-webhooks-"));
  const keys = await loadOrCreateKey(folder);
  const database = openDatabase(options.connectionString);
  const figures: Figure[] = [];
  try {
    for (const bundle of bundles) {
      const as = bundle === 1 ? "one event a call" : `${bundle} events a call`;
      const peer = await insertRate(options.connectionString, bundle);
      const own = await doorRate(database, keys, bundle);
      options.say(
        `${as}: ${[own.answered, own.stored, own.matched, peer].map(Math.round).join(", ")} events/s`,
      );
      figures.push(
        { figure: `webhooks, ${as}: proven, queued and answered`, value: Math.round(own.answered), unit },
        against({
          figure: `webhooks, ${as}: from the call to the stored message`,
          value: Math.round(own.stored),
          unit,
          peer: "one INSERT per event, verified alike",
          peerValue: Math.round(peer),
        }),
        {
          figure: `webhooks, ${as}: from the call to the mention, analysed and matched by ${monitorCount} monitors`,
          value: Math.round(own.matched),
          unit,
        },
      );
    }
    const times = await streamTimes(database, keys);
    figures.push({
      figure: `inbox: from a mention to the open screen, practice network's stream, p95 of ${times.length}`,
      value: Math.round(quantile(times, 0.95)),
      unit: "ms",
    });
    return figures;
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const unit = "events/s";

type Answer = (request: Request) => Promise<Response>;

/** Has a network call a door on loopback. @returns when it began, and when all calls were answered, by its own clock */
async function load(
  answer: Answer,
  to: string,
  bundle: number,
): Promise<{ begun: number; answered: number }> {
  const app = new Hono();
  app.post("/door", (c) => answer(c.req.raw));
  const { promise: port, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (address) =>
    resolve(address.port),
  );
  const origin = `http://127.0.0.1:${await port}`;
  const worker = new Worker(new URL("./webhook-load.ts", import.meta.url), {
    workerData: { origin, path: "/door", to, secret, count: events, connections, bundle },
  });
  try {
    await once(worker, "message");
    const begun = performance.now();
    worker.postMessage("go");
    const [refused] = await once(worker, "message");
    if (Array.isArray(refused) && refused.length > 0) throw new Error(`refused: ${refused.join(", ")}`);
    return { begun, answered: performance.now() };
  } finally {
    await worker.terminate();
    server.close();
  }
}

const headersOf = (request: Request): Record<string, string> => Object.fromEntries(request.headers);

/** An office whose account has a door, and monitors that look at all it is told. */
async function openOffice(db: DatabaseHandle, keys: KeyRing) {
  const account = await makeAccount(db.db, randomUUID());
  const workspaceId = account.workspace_id;
  await withAccounts(db.db)
    .updateTable("accounts.account")
    .set({ secrets: sealSecrets(keys, account.id, { token: "token", webhookSecret: secret }) })
    .where("id", "=", account.id)
    .execute();
  await db.pool.query(
    "insert into platform.workspace (id, slug, name, zone) values ($1, $2, 'Bench', 'Asia/Jakarta')",
    [workspaceId, `bench-${workspaceId.slice(0, 8)}`],
  );
  for (let n = 1; n <= monitorCount; n += 1)
    await db.pool.query(
      `insert into listen.monitor (id, workspace_id, name, name_key, folder, colour, kind, q, exclude, zone, receiver_ids,
         state, set_revision, revision_count, created_at, updated_at)
       values ($1, $2, $3, $3, '', 'brass', 'topic', $4, '', 'Asia/Jakarta', '{}', 'on', $5, 1, now(), now())`,
      [randomUUID(), workspaceId, `pantau ${n}`, queryOf(n), n],
    );
  await db.pool.query("insert into listen.monitor_set (workspace_id, revision) values ($1, $2)", [
    workspaceId,
    monitorCount,
  ]);
  return account;
}

/** One monitor finds a tenth of what comes; the others are of all kinds and find next to nothing. */
const queryOf = (n: number): string =>
  n === 1
    ? '"laporan ke" pungli'
    : n % 2 === 0
      ? `"${wordOfRank(9_000 + n)} ${wordOfRank(9_500 + n)}" OR (${wordOfRank(30_000 + n)} tone:negative)`
      : `${wordOfRank(20_000 + n)} ${wordOfRank(21_000 + n)} NEAR/5 ${wordOfRank(22_000 + n)}`;

type Rates = Record<"answered" | "stored" | "matched", number>;

async function doorRate(database: DatabaseHandle, keys: KeyRing, bundle: number): Promise<Rates> {
  const { db, pool, connectionString } = database;
  const account = await openOffice(database, keys);
  const analyst = openAnalyst();
  // The engine's files are read with the first text, once for all.
  await analyst.summarise(["Lampu jalan padam."]);
  const jobs = await openJobs(connectionString, log);
  const take = openDoor({ db, jobs, keys, log, now });
  const { deliverEvent, relayEvents } = eventJobs([messageSubscription({ db, now, analyst })]);
  await jobs.work([...inboxJobs({ db, jobs, log, now }), deliverEvent]);
  const over = new AbortController();
  const relaying = (async () => {
    while (!over.signal.aborted) if ((await relayEvents(db, jobs)) === 0) await pause(100);
  })();
  const count = async (table: "accounts.message" | "listen.mention"): Promise<number> => {
    const counted = await pool.query<{ count: string }>(
      `select count(*) from ${table} where workspace_id = $1`,
      [account.workspace_id],
    );
    return Number(counted.rows[0]?.count ?? 0);
  };
  const storedAt = async (table: "accounts.message" | "listen.mention"): Promise<number> => {
    while ((await count(table)) < events) await pause(20);
    return performance.now();
  };
  try {
    const { begun, answered } = await load(
      async (request) => {
        const body = new Uint8Array(await request.arrayBuffer());
        const call = { method: "POST", headers: headersOf(request), query: {}, body };
        return new Response("", { status: (await take(account.id, call)).status });
      },
      `u-${account.id}`,
      bundle,
    );
    const rateUntil = (end: number): number => events / ((end - begun) / 1_000);
    const stored = rateUntil(await storedAt("accounts.message"));
    return { answered: rateUntil(answered), stored, matched: rateUntil(await storedAt("listen.mention")) };
  } finally {
    over.abort();
    await relaying;
    await jobs.stop();
    await analyst.close();
  }
}

/** What most would write: the call is verified, and its events inserted before it is answered. */
async function insertRate(connectionString: string, bundle: number): Promise<number> {
  const pool = new pg.Pool({ connectionString, max: 12 });
  const account = { externalId: "u-peer", settings: {} };
  try {
    await pool.query("create schema peer");
    await pool.query(`create table peer.message (account_id text not null, event_id text not null, external_id text not null,
      author text not null, text text not null, published_at timestamptz not null, received_at timestamptz not null,
      body jsonb not null, primary key (account_id, event_id))`);
    const { begun, answered } = await load(
      async (request) => {
        const body = new Uint8Array(await request.arrayBuffer());
        const call = { method: "POST", headers: headersOf(request), query: {}, body };
        const verdict = fakeConnector.webhook?.verify(
          call,
          { token: "t", webhookSecret: secret },
          account,
          now(),
        );
        if (verdict?.kind !== "events") return new Response("", { status: 403 });
        for (const event of verdict.events)
          for (const change of fakeConnector.webhook?.read(event.body, account) ?? [])
            if (change.kind === "item") {
              const { externalId, author, text, publishedAt } = change.item.post;
              const values = [
                account.externalId,
                event.id,
                externalId,
                author.handle,
                text,
                publishedAt,
                now(),
                event.body,
              ];
              await pool.query(
                "insert into peer.message values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
                values,
              );
            }
        return new Response("");
      },
      account.externalId,
      bundle,
    );
    return events / ((answered - begun) / 1_000);
  } finally {
    await pool.query("drop schema if exists peer cascade");
    await pool.end();
  }
}
