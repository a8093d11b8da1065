import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askAs } from "#modules/accounts/index.ts";
import { createNetworkFetch, type NetworkFetch } from "#platform/fetch/network-fetch.ts";
import { type KeyRing, loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import {
  type BlueskySimulator,
  openBlueskySimulator,
} from "#test/connectors/bluesky-simulator/open-bluesky-simulator.ts";
import { openSimulatedAccount } from "#test/connectors/bluesky-simulator/simulated-network.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { type JetstreamServer, openJetstream } from "../../../../../bench/open-jetstream.ts";
import { Source } from "../../contract/sources.ts";
import { samplePollParts } from "../sources/poll-samples.ts";
import { keepStreams } from "./keep-streams.ts";

const start = new Date("2026-11-23T02:00:00Z");
let time = start;
let bluesky: BlueskySimulator;
let jetstream: JetstreamServer;
let run: TestDesk;
let keys: KeyRing;
let network: NetworkFetch;
let officer: Caller;
let accountId: string;
let appPassword: string;
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  bluesky = await openBlueskySimulator(() => time);
  jetstream = await openJetstream(() => time);
  const hosts = [new URL(bluesky.address).host, jetstream.host];
  run = await testDesk(() => time, { GAUNG_ALLOWED_PRIVATE_HOSTS: hosts.join(",") });
  keys = await loadOrCreateKey(run.dataDir);
  network = createNetworkFetch({ userAgent: "Gaung/uji", allowedPrivateHosts: hosts });
  appPassword = openSimulatedAccount(bluesky.network, "humas.contoh").password;
});
afterAll(async () => {
  await network.close();
  await run[Symbol.asyncDispose]();
  await jetstream.close();
  await bluesky.close();
});
beforeEach(async () => {
  time = new Date(time.getTime() + 10 * 60_000);
  jetstream.isOpen = true;
  officer = await run.signIn("owner");
  const answer = await officer.call("POST", "/accounts", {
    network: "bluesky",
    way: "app_password",
    settings: { identifier: "humas.contoh", service: bluesky.address, jetstream: jetstream.address },
    secrets: { appPassword },
  });
  expect(answer.status).toBe(201);
  accountId = ((await answer.json()) as { id: string }).id;
  return async () => {
    for (const end of endings.splice(0)) await end();
    await sql`delete from listen.source where kind = 'stream'`.execute(run.desk.db);
  };
});

/** A process that holds streams, and how it ends in good order. */
function worker() {
  const stopping = new AbortController();
  const faults: unknown[] = [];
  const parts = {
    ...samplePollParts(run.desk.db, [], () => time),
    log: { warn: (fault: unknown) => faults.push(fault), error: (fault: unknown) => faults.push(fault) },
    askAccount: askAs({ db: run.desk.db, keys, network, now: () => time, stopping: stopping.signal }),
  };
  const keeper = keepStreams(parts, stopping.signal);
  const end = async (): Promise<void> => {
    stopping.abort();
    await keeper.ended();
  };
  endings.push(end);
  return { ...keeper, end, faults };
}

async function follow(body: object = {}): Promise<Source> {
  const answer = await officer.call("POST", "/listen/network-sources", { accountId, query: null, ...body });
  expect(answer.status).toBe(201);
  return Source.parse(await answer.json());
}
const read = async (source: Source): Promise<Source> =>
  Source.parse(await (await officer.call("GET", `/listen/sources/${source.id}`)).json());
async function watch(q: string): Promise<void> {
  const answer = await officer.call("POST", "/listen/monitors", { name: q, q });
  expect(answer.status, await answer.clone().text()).toBe(201);
}
async function mentions(): Promise<{ text: string; isGone: boolean }[]> {
  const { rows } = await sql<{ text: string; isGone: boolean }>`
    select text, gone_at is not null as "isGone" from listen.mention
    where workspace_id = ${officer.workspaceId} order by text`.execute(run.desk.db);
  return rows;
}
const texts = async (): Promise<string[]> => (await mentions()).map(({ text }) => text);
const opened = async (count: number): Promise<void> =>
  void (await expect.poll(() => jetstream.cursors.length, { timeout: 5_000 }).toBe(count));
const eventually = { timeout: 10_000, interval: 50 };

describe("a stream", () => {
  it("keeps what a monitor finds, and says how much went by", async () => {
    await watch("banjir tone:negative");
    await watch("tone:positive");
    const source = await follow();
    const { tend } = worker();
    const lines = jetstream.cursors.length;
    expect(await tend()).toBe(1);
    await opened(lines + 1);
    jetstream.post("Banjir merendam Genuk");
    for (let n = 0; n < 50; n += 1) jetstream.post(`Sarapan hari ini ${n}`);
    await expect.poll(texts, eventually).toEqual(["Banjir merendam Genuk"]);
    await expect.poll(async () => (await read(source)).network?.passedCount, eventually).toBe(51);
    expect(await read(source)).toMatchObject({
      kind: "stream",
      mentionCount: 1,
      lastOutcome: { key: "streaming" },
    });
  });

  it("keeps all that passes where a person said so, and nothing where no monitor chooses", async () => {
    const source = await follow({ keepsAll: true });
    const { tend } = worker();
    const lines = jetstream.cursors.length;
    await tend();
    await opened(lines + 1);
    jetstream.post("apa saja");
    await expect.poll(texts, eventually).toEqual(["apa saja"]);
    await officer.call("DELETE", `/listen/sources/${source.id}`);
    await follow();
    await opened(lines + 1);
    await tend();
    await opened(lines + 2);
    jetstream.post("apa lagi");
    await expect
      .poll(async () => {
        const { items } = (await (await officer.call("GET", "/listen/sources")).json()) as {
          items: Source[];
        };
        return items[0]?.network?.passedCount;
      }, eventually)
      .toBeGreaterThan(0);
    expect(await texts()).toEqual(["apa saja"]);
  });

  it("that is broken for an hour goes on where it was, and nothing is lost or doubled", async () => {
    await watch("jalan");
    const source = await follow();
    const { tend } = worker();
    const lines = jetstream.cursors.length;
    await tend();
    await opened(lines + 1);
    const said = ["Jalan rusak 0000"];
    jetstream.post("Jalan rusak 0000");
    await expect.poll(texts, eventually).toEqual(said);
    jetstream.isOpen = false;
    jetstream.cut();
    await expect.poll(async () => (await read(source)).failuresInARow, eventually).toBe(1);
    for (let n = 1; n <= 1_500; n += 1) {
      time = new Date(time.getTime() + 2_400);
      const text = `Jalan rusak ${String(n).padStart(4, "0")}`;
      said.push(text);
      jetstream.post(text);
      jetstream.post(`Kucing ${n}`);
    }
    expect(await tend()).toBe(1);
    await expect.poll(async () => (await read(source)).failuresInARow, eventually).toBe(2);
    jetstream.isOpen = true;
    time = new Date(time.getTime() + 10_000);
    expect(await tend()).toBe(1);
    await expect.poll(async () => (await texts()).length, { timeout: 30_000, interval: 200 }).toBe(1_501);
    expect(await texts()).toEqual(said);
    expect(await read(source)).toMatchObject({ failuresInARow: 0, mentionCount: 1_501 });
  });

  it("is held by one of two workers; when that one falls silent the other goes on, and the first keeps nothing more", async () => {
    await watch("pasar");
    await follow();
    const [first, second] = [worker(), worker()];
    const lines = jetstream.cursors.length;
    const taken = await Promise.all([first.tend(), second.tend()]);
    expect(taken.toSorted()).toEqual([0, 1]);
    await opened(lines + 1);
    jetstream.post("Pasar pagi");
    await expect.poll(texts, eventually).toEqual(["Pasar pagi"]);
    expect(await second.tend()).toBe(0);
    // The clock of everybody goes on, but the first worker has not said a word: as after a kill.
    time = new Date(time.getTime() + 31_000);
    const other = taken[0] === 1 ? second : first;
    expect(await other.tend()).toBe(1);
    await opened(lines + 2);
    jetstream.post("Pasar siang");
    jetstream.post("Pasar malam");
    await expect.poll(texts, eventually).toEqual(["Pasar malam", "Pasar pagi", "Pasar siang"]);
    const { rows } = await sql<{ origins: string }>`select count(*) as origins from listen.mention_origin
      where workspace_id = ${officer.workspaceId}`.execute(run.desk.db);
    expect(rows).toEqual([{ origins: "3" }]);
  });

  it("given back by a process that ends is taken by the next from where it stood", async () => {
    await watch("hujan");
    await follow();
    const first = worker();
    const lines = jetstream.cursors.length;
    await first.tend();
    await opened(lines + 1);
    jetstream.post("Hujan satu");
    await expect.poll(texts, eventually).toEqual(["Hujan satu"]);
    await first.end();
    jetstream.post("Hujan dua");
    expect(await worker().tend()).toBe(1);
    await expect.poll(texts, eventually).toEqual(["Hujan dua", "Hujan satu"]);
    expect(first.faults).toEqual([]);
  });

  it("forgets the words of what its author takes back, and keeps that there was a post", async () => {
    await watch("pungli");
    await follow();
    const lines = jetstream.cursors.length;
    await worker().tend();
    await opened(lines + 1);
    const post = jetstream.post("Pungli di loket 3");
    jetstream.post("Pungli lagi");
    await expect.poll(texts, eventually).toEqual(["Pungli di loket 3", "Pungli lagi"]);
    jetstream.remove(post);
    const atOnce = jetstream.post("Pungli, eh salah");
    jetstream.remove(atOnce);
    await expect.poll(mentions, eventually).toEqual(
      expect.arrayContaining([
        { text: "", isGone: true },
        { text: "Pungli lagi", isGone: false },
      ]),
    );
    const { rows } =
      await sql`select raw from listen.mention_origin where workspace_id = ${officer.workspaceId}
      and external_id = ${post.uri}`.execute(run.desk.db);
    expect(rows).toEqual([{ raw: null }]);
    const search = await officer.call("GET", "/listen/mentions?q=loket");
    expect(((await search.json()) as { items: unknown[] }).items).toEqual([]);
  });

  it("ends when a person pauses it", async () => {
    const source = await follow({ keepsAll: true });
    const lines = jetstream.cursors.length;
    await worker().tend();
    await opened(lines + 1);
    await officer.call("PATCH", `/listen/sources/${source.id}`, { state: "paused" });
    jetstream.post("tak didengar");
    await expect
      .poll(async () => {
        const { rows } = await sql<{ lease_id: string | null }>`select lease_id from listen.source
          where id = ${source.id}`.execute(run.desk.db);
        return rows[0]?.lease_id;
      }, eventually)
      .toBeNull();
    expect(await texts()).toEqual([]);
  });
});
