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
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { withAccounts } from "#modules/accounts/server/account-tables.ts";
import { sealSecrets } from "#modules/accounts/server/ask-network.ts";
import { inboxJobs } from "#modules/accounts/server/inbox/inbox-jobs.ts";
import { makeAccount } from "#modules/accounts/server/inbox/inbox-samples.ts";
import { openReceiver } from "#modules/accounts/server/inbox/open-receiver.ts";
import { openDoor } from "#modules/accounts/server/webhooks/open-door.ts";
import { type DatabaseHandle, openDatabase } from "#platform/db/database.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { openLiveHub } from "#platform/live/live-hub.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type KeyRing, loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { against, type BenchOptions, type Figure, quantile } from "./figure.ts";

const events = 20_000;
const connections = 128;
const mentions = 200;
const secret = "rahasia webhook ukuran";
const log = createLogger("silent");
const now = (): Date => new Date();

/**
 * Webhook events a second, from a network's call over HTTP to the stored message, against a door that verifies alike and
 * inserts each event by itself; and the time from a mention on the practice network to the news on an open screen.
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-webhooks-"));
  const keys = await loadOrCreateKey(folder);
  const database = openDatabase(options.connectionString);
  try {
    const peer = await insertRate(options.connectionString);
    options.say(`an insert per event: ${Math.round(peer)} events/s`);
    const own = await doorRate(database, keys);
    options.say(`the door: ${Math.round(own.answered)} answered, ${Math.round(own.stored)} stored events/s`);
    const times = await streamTimes(database, keys);
    return [
      against({
        figure: "webhooks: from the call to the stored message",
        value: Math.round(own.stored),
        unit: "events/s",
        peer: "one INSERT per event, verified alike",
        peerValue: Math.round(peer),
      }),
      { figure: "webhooks: proven, queued and answered", value: Math.round(own.answered), unit: "events/s" },
      {
        figure: `inbox: from a mention to the open screen, practice network's stream, p95 of ${times.length}`,
        value: Math.round(quantile(times, 0.95)),
        unit: "ms",
      },
    ];
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Answer = (request: Request) => Promise<Response>;

/** Has a network call a door on loopback. @returns milliseconds until all calls were answered, by its own clock */
async function load(answer: Answer, to: string): Promise<{ begun: number; answered: number }> {
  const app = new Hono();
  app.post("/door", (c) => answer(c.req.raw));
  const { promise: port, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (address) =>
    resolve(address.port),
  );
  const origin = `http://127.0.0.1:${await port}`;
  const worker = new Worker(new URL("./webhook-load.ts", import.meta.url), {
    workerData: { origin, path: "/door", to, secret, count: events, connections },
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

async function doorRate(
  { db, connectionString }: DatabaseHandle,
  keys: KeyRing,
): Promise<{ answered: number; stored: number }> {
  const account = await makeAccount(db, randomUUID());
  await withAccounts(db)
    .updateTable("accounts.account")
    .set({ secrets: sealSecrets(keys, account.id, { token: "token", webhookSecret: secret }) })
    .where("id", "=", account.id)
    .execute();
  const jobs = await openJobs(connectionString, log);
  const take = openDoor({ db, jobs, keys, log, now });
  await jobs.work(inboxJobs({ db, log, now }));
  try {
    const { begun, answered } = await load(async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      const { status } = await take(account.id, {
        method: "POST",
        headers: headersOf(request),
        query: {},
        body,
      });
      return new Response("", { status });
    }, `u-${account.id}`);
    for (let stored = 0; stored < events; ) {
      await pause(20);
      const { count } = await withAccounts(db)
        .selectFrom("accounts.message")
        .select((eb) => eb.fn.countAll<string>().as("count"))
        .where("account_id", "=", account.id)
        .executeTakeFirstOrThrow();
      stored = Number(count);
    }
    const seconds = (from: number, until: number): number => (until - from) / 1_000;
    return {
      answered: events / seconds(begun, answered),
      stored: events / seconds(begun, performance.now()),
    };
  } finally {
    await jobs.stop();
  }
}

/** What most would write: the call is verified, and its event inserted before it is answered. */
async function insertRate(connectionString: string): Promise<number> {
  const pool = new pg.Pool({ connectionString, max: 12 });
  const account = { externalId: "u-peer", settings: {} };
  try {
    await pool.query("create schema peer");
    await pool.query(`create table peer.message (account_id text not null, event_id text not null, external_id text not null,
      author text not null, text text not null, published_at timestamptz not null, received_at timestamptz not null,
      body jsonb not null, primary key (account_id, event_id))`);
    const { begun, answered } = await load(async (request) => {
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
    }, account.externalId);
    return events / ((answered - begun) / 1_000);
  } finally {
    await pool.query("drop schema if exists peer cascade");
    await pool.end();
  }
}

/** Milliseconds from a mention to the news on an open screen, one mention after the other. */
async function streamTimes({ db, connectionString }: DatabaseHandle, keys: KeyRing): Promise<number[]> {
  const fake = await serveFakeNetwork(now);
  const network = createNetworkFetch({
    userAgent: "Gaung/bench",
    allowedPrivateHosts: [new URL(fake.address).host],
  });
  const stopping = new AbortController();
  const live = openLiveHub(connectionString, log);
  const us = openAccount(fake.network, "humas.uji", "Humas Uji");
  const account = await makeAccount(db, randomUUID());
  await withAccounts(db).updateTable("accounts.account").set({ state: "broken" }).execute();
  await withAccounts(db)
    .updateTable("accounts.account")
    .set({
      state: "connected",
      settings: JSON.stringify({ server: fake.address }),
      secrets: sealSecrets(keys, account.id, { token: us.token }),
    })
    .where("id", "=", account.id)
    .execute();
  const receiver = openReceiver({
    db,
    keys,
    network,
    log,
    now,
    random: Math.random,
    stopping: stopping.signal,
  });
  let heard = Promise.withResolvers<void>();
  live.subscribe(account.workspace_id, { hear: () => heard.resolve(), doubt: () => undefined });
  receiver.begin();
  try {
    const times: number[] = [];
    // The first finds the stream open.
    for (let n = -1; n < mentions; n += 1) {
      heard = Promise.withResolvers<void>();
      const begun = performance.now();
      await fetch(`${fake.address}/control`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ act: "say", handle: "warga", text: `@humas.uji pertanyaan ke-${n}` }),
      });
      await heard.promise;
      if (n >= 0) times.push(performance.now() - begun);
    }
    return times;
  } finally {
    stopping.abort();
    await receiver.ended();
    await live.stop();
    await network.close();
    await fake.stop();
  }
}
