import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { openFakeNetwork } from "#connectors/fake/network/open-fake-network.ts";
import { withAccounts } from "#modules/accounts/server/account-tables.ts";
import { sealSecrets } from "#modules/accounts/server/ask-network.ts";
import { liftHolds } from "#modules/accounts/server/holds/lift-holds.ts";
import { placeHold } from "#modules/accounts/server/holds/place-hold.ts";
import { sayStatement } from "#modules/accounts/server/statements/say-statement.ts";
import { type SendParts, sendStatements } from "#modules/accounts/server/statements/send-statements.ts";
import { openDatabase } from "#platform/db/database.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { createLogger } from "#platform/log/logger.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { type BenchOptions, type Figure, quantile } from "./figure.ts";

const statements = 1_000;
const accounts = 20;
const presses = 10;

/**
 * How soon the emergency brake holds: a queue of 1,000 over 20 accounts of a practice network, two senders with a database pool
 * each, ten presses in mid-flight. Measured from the answer of the operation to the last statement that arrives at the network,
 * which takes up to 30 ms to answer; negative means that nothing arrived after the answer.
 */
export async function run({ connectionString, say }: BenchOptions): Promise<Figure[]> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "gaung-brake-"));
  const now = () => new Date();
  const network = openFakeNetwork({ now, fetch });
  const arrivals: number[] = [];
  const { promise, resolve } = Promise.withResolvers<string>();
  const server = serve(
    {
      fetch: async (request: Request) => {
        if (request.method === "POST" && new URL(request.url).pathname === "/api/posts")
          arrivals.push(performance.now());
        await pause(arrivals.length % 30);
        return network.app.fetch(request);
      },
      hostname: "127.0.0.1",
      port: 0,
    },
    ({ port }: AddressInfo) => resolve(`127.0.0.1:${port}`),
  );
  const host = await promise;
  const ways = createNetworkFetch({ userAgent: "Gaung/bench", allowedPrivateHosts: [host] });
  const pools = [openDatabase(connectionString, 8), openDatabase(connectionString, 8)];
  const own = openDatabase(connectionString, 4);
  try {
    const keys = await loadOrCreateKey(dataDir);
    const log = createLogger("silent");
    const stopping = new AbortController();
    const workspaceId = randomUUID();
    await own.db
      .insertInto("platform.workspace")
      .values({ id: workspaceId, slug: "rem", name: "Percobaan", zone: "Asia/Jakarta" })
      .execute();
    const ids = Array.from({ length: accounts }, () => randomUUID());
    for (const [index, id] of ids.entries()) {
      const there = openAccount(network.network, `humas.${index}`, `Humas ${index}`);
      await withAccounts(own.db)
        .insertInto("accounts.account")
        .values({
          ...{ id, workspace_id: workspaceId, network: "fake", way: "token", external_id: there.id },
          ...{ settings: JSON.stringify({ server: `http://${host}` }), handle: there.handle, url: null },
          ...{ name: there.name, scopes: [], secrets: sealSecrets(keys, id, { token: there.token }) },
          ...{ state: "connected", cause: null, broken_since: null, expires_at: null },
          ...{ refreshing_until: null, last_ok_at: null, created_by_name: "Percobaan", created_at: now() },
        })
        .execute();
    }
    for (let index = 0; index < statements; index += 1)
      await own.db.transaction().execute((tx) =>
        sayStatement(tx, workspaceId, {
          ...{ accountId: ids[index % accounts] ?? "", text: `Nomor ${index}`, media: [], options: {} },
          ...{ sayKey: `nomor:${index}`, by: systemActor, now: now() },
        }),
      );
    const context = { db: own.db, workspaceId, actor: systemActor, now };
    const senders = pools.map(async ({ db }) => {
      const parts: SendParts = { db, keys, network: ways, now, stopping: stopping.signal, dataDir, log };
      while (!stopping.signal.aborted) {
        await Promise.all(ids.map((id) => sendStatements(parts, id, stopping.signal)));
        await pause(5);
      }
    });
    const lags: number[] = [];
    const answersMs: number[] = [];
    for (let press = 1; press <= presses; press += 1) {
      const wanted = arrivals.length + 40;
      while (arrivals.length < wanted) await pause(2);
      const pressed = performance.now();
      await placeHold(context, { scope: "all", reason: "Percobaan" });
      const answered = performance.now();
      answersMs.push(answered - pressed);
      // Longer than any call takes: what has begun has arrived.
      await pause(1_500);
      lags.push((arrivals.at(-1) ?? 0) - answered);
      say(`press ${press}: answered in ${Math.round(answered - pressed)} ms`);
      await liftHolds(context, { reason: "Percobaan" });
    }
    stopping.abort();
    await Promise.all(senders);
    const figure = (name: string, value: number): Figure => ({
      figure: `brake: ${name}`,
      value: Math.round(value),
      unit: "ms",
    });
    return [
      figure("from the press to the answer, median", quantile(answersMs, 0.5)),
      figure("from the press to the answer, worst of ten", Math.max(...answersMs)),
      figure("from the answer to the last statement that arrives, median", quantile(lags, 0.5)),
      figure("from the answer to the last statement that arrives, worst of ten", Math.max(...lags)),
    ];
  } finally {
    network.close();
    server.close();
    await ways.close();
    for (const { close } of [...pools, own]) await close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
