import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { braveManifest } from "#connectors/brave/manifest.ts";
import { fakeManifest } from "#connectors/fake/manifest.ts";
import { openAccount, putPost } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Source } from "../../contract/sources.ts";
import { intervalOf } from "./network-source-rules.ts";
import { withNetworkSources } from "./network-source-tables.ts";

const start = new Date("2026-11-23T02:00:00Z");
let time = start;
let fake: ServedFakeNetwork;
let run: TestDesk;
let officer: Caller;
let accountId: string;
let serial = 0;

beforeAll(async () => {
  fake = await serveFakeNetwork(() => time);
  run = await testDesk(() => time, { GAUNG_ALLOWED_PRIVATE_HOSTS: new URL(fake.address).host });
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
  await fake.stop();
});
beforeEach(async () => {
  time = start;
  fake.network.mishaps.length = 0;
  officer = await run.signIn("owner");
  serial += 1;
  const us = openAccount(fake.network, `humas.ubah.${serial}`, "Humas");
  const connected = await officer.call("POST", "/accounts", {
    network: "fake",
    way: "token",
    settings: { server: fake.address },
    secrets: { token: us.token },
  });
  accountId = ((await connected.json()) as { id: string }).id;
});

const listenTo = async (body: object): Promise<Source> => {
  const answer = await officer.call("POST", "/listen/network-sources", { accountId, ...body });
  expect(answer.status).toBe(201);
  return Source.parse(await answer.json());
};
const change = (source: Source, body: object) =>
  officer.call("PATCH", `/listen/network-sources/${source.id}`, body);
const changed = async (source: Source, body: object): Promise<Source> => {
  const answer = await change(source, body);
  expect(answer.status, await answer.clone().text()).toBe(200);
  return Source.parse(await answer.json());
};
const say = (text: string): string =>
  putPost(fake.network, { authorId: openAccount(fake.network, "warga", "Warga").id, text }, time.getTime())
    .post.id;
const look = (source: Source) => {
  time = new Date(time.getTime() + 1_000);
  return run.desk.listen.intake.pollNow(officer.workspaceId, source.id);
};
const texts = async (): Promise<string[]> => {
  const rows = await withNetworkSources(run.desk.db)
    .withTables<{ "listen.mention": { workspace_id: string; text: string } }>()
    .selectFrom("listen.mention")
    .select("text")
    .where("workspace_id", "=", officer.workspaceId)
    .orderBy("text")
    .execute();
  return rows.map(({ text }) => text);
};
const placeOf = (source: Source) =>
  withNetworkSources(run.desk.db)
    .selectFrom("listen.network_source")
    .select(["cursor", "reading_since", "keeps_all"])
    .where("source_id", "=", source.id)
    .executeTakeFirstOrThrow();
const wordOf = (): string => `kata${randomUUID().slice(0, 8)}`;

describe("a search whose words are changed", () => {
  it("begins anew, keeps what it brought, and neither loses nor doubles what both find", async () => {
    const [before, after] = [wordOf(), wordOf()];
    say(`${before} satu`);
    say(`${before} ${after} dua`);
    const source = await listenTo({ query: { by: "words", words: before } });
    await look(source);
    const now = await changed(source, { query: { by: "words", words: after } });
    expect(now).toMatchObject({
      title: `${after} · Jaringan latihan`,
      lastSuccessAt: null,
      mentionCount: 2,
      network: { query: { by: "words", words: after } },
    });
    say(`${after} tiga`);
    await look(source);
    const later = Array.from({ length: 130 }, (_, n) => `${after} ${String(n).padStart(4, "0")}`);
    for (const text of later) say(text);
    for (let n = 0; n < 3; n += 1) await look(source);
    expect(await texts()).toEqual(
      [`${before} satu`, `${before} ${after} dua`, `${after} tiga`, ...later].sort(),
    );
  });

  it("gives up reading back what nobody asks for any more", async () => {
    const [before, after] = [wordOf(), wordOf()];
    const source = await listenTo({ query: { by: "words", words: before } });
    say(`${before} awal`);
    await look(source);
    for (let n = 0; n < 400; n += 1) say(`${before} ${n}`);
    expect(await look(source)).toMatchObject({ finding: { key: "reading_back" } });
    expect((await placeOf(source)).cursor).not.toBeNull();
    await changed(source, { query: { by: "words", words: after } });
    expect(await placeOf(source)).toMatchObject({ cursor: null, reading_since: null });
  });

  it("does not store what a worker brings that still asks by the old words", async () => {
    const [before, after] = [wordOf(), wordOf()];
    say(`${before} lama`);
    say(`${after} baru`);
    const source = await listenTo({ query: { by: "words", words: before } });
    fake.network.mishaps.push({ kind: "slow", ms: 3_000 });
    const running = look(source);
    const isHeld = async () => {
      const row = await withNetworkSources(run.desk.db)
        .selectFrom("listen.source")
        .select("lease_id")
        .where("id", "=", source.id)
        .executeTakeFirstOrThrow();
      return row.lease_id !== null;
    };
    await expect.poll(isHeld, { interval: 5 }).toBe(true);
    await changed(source, { query: { by: "words", words: after } });
    await running;
    expect(await texts()).toEqual([]);
    await look(source);
    expect(await texts()).toEqual([`${after} baru`]);
  });

  it("keeps the name that somebody gave it, and says in the log who changed what", async () => {
    const [before, after] = [wordOf(), wordOf()];
    const source = await listenTo({ query: { by: "words", words: before }, title: "Banjir" });
    const now = await changed(source, { query: { by: "words", words: after }, fixedIntervalMinutes: 60 });
    expect(now).toMatchObject({ title: "Banjir", fixedIntervalMinutes: 60 });
    const { items } = (await (await officer.call("GET", "/audit?limit=5")).json()) as {
      items: { action: string; details: unknown }[];
    };
    expect(items.find(({ action }) => action === "source.updated")?.details).toEqual({
      query: { from: { by: "words", words: before }, to: { by: "words", words: after } },
      fixedIntervalMinutes: { from: null, to: 60 },
    });
  });

  it("is refused for what cannot be, and a change that changes nothing is none", async () => {
    const words = wordOf();
    const source = await listenTo({ query: { by: "words", words } });
    const other = await listenTo({ query: { by: "words", words: wordOf() } });
    const stream = await listenTo({ query: null });
    expect((await change(other, { query: { by: "words", words } })).status).toBe(409);
    expect((await change(source, { query: { by: "domain", domain: "contoh.go.id" } })).status).toBe(422);
    expect((await change(source, { keepsAll: true })).status).toBe(422);
    expect((await change(stream, { query: { by: "words", words: wordOf() } })).status).toBe(422);
    const stranger = await run.signIn("owner");
    const foreign = await stranger.call("PATCH", `/listen/network-sources/${source.id}`, { keepsAll: false });
    expect(foreign.status).toBe(404);
    await look(source);
    const same = await changed(source, { query: { by: "words", words }, fixedIntervalMinutes: null });
    expect(same.lastSuccessAt).not.toBeNull();
  });
});

describe("a stream whose choice is changed", () => {
  it("lets go of the line that chose by the old one, and goes on where it was", async () => {
    const source = await listenTo({ query: null });
    const tables = withNetworkSources(run.desk.db);
    await tables
      .updateTable("listen.source")
      .set({ lease_id: randomUUID(), leased_until: new Date(time.getTime() + 30_000) })
      .where("id", "=", source.id)
      .execute();
    await tables
      .updateTable("listen.network_source")
      .set({ cursor: "77" })
      .where("source_id", "=", source.id)
      .execute();
    expect(await changed(source, { keepsAll: true })).toMatchObject({ network: { keepsAll: true } });
    expect(await placeOf(source)).toMatchObject({ keeps_all: true, cursor: "77" });
    const row = await tables
      .selectFrom("listen.source")
      .select(["lease_id", "leased_until"])
      .where("id", "=", source.id)
      .executeTakeFirst();
    expect(row).toEqual({ lease_id: null, leased_until: null });
  });
});

describe("how often is asked", () => {
  it("never adapts by itself where each question costs", () => {
    const query = { by: "words", words: "banjir" } as const;
    expect(intervalOf(braveManifest, query, null)).toBe(360);
    expect(intervalOf(braveManifest, query, 60)).toBe(60);
    expect(intervalOf(fakeManifest, query, null)).toBeNull();
  });
});
