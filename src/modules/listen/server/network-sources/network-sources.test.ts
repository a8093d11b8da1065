import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openAccount, putPost } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { messageReceived } from "#modules/accounts/contract/events.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Source } from "../../contract/sources.ts";
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
  const us = openAccount(fake.network, `humas.${serial}`, "Humas");
  const connected = await officer.call("POST", "/accounts", {
    network: "fake",
    way: "token",
    settings: { server: fake.address },
    secrets: { token: us.token },
  });
  expect(connected.status).toBe(201);
  accountId = ((await connected.json()) as { id: string }).id;
});

const listenTo = async (body: object): Promise<Source> => {
  const answer = await officer.call("POST", "/listen/network-sources", { accountId, ...body });
  expect(answer.status).toBe(201);
  return Source.parse(await answer.json());
};
const say = (text: string, by = "warga"): string =>
  putPost(fake.network, { authorId: openAccount(fake.network, by, by).id, text }, time.getTime()).post.id;
/** A second later each time, so that what was received before is told from what is received now. */
const look = (source: Source) => {
  time = new Date(time.getTime() + 1_000);
  return run.desk.listen.intake.pollNow(officer.workspaceId, source.id);
};
const texts = async (): Promise<string[]> => {
  const rows = await withNetworkSources(run.desk.db)
    .withTables<{ "listen.mention": { workspace_id: string; text: string; published_at: Date } }>()
    .selectFrom("listen.mention")
    .select("text")
    .where("workspace_id", "=", officer.workspaceId)
    .orderBy("text")
    .execute();
  return rows.map(({ text }) => text);
};
const tagOf = (): string => `banjir${randomUUID().slice(0, 8)}`;

describe("a search on a network", () => {
  it("brings posts as mentions, once, and says how each look ended", async () => {
    const tag = tagOf();
    say(`Air naik #${tag}`);
    say("Bukan urusan kita");
    const source = await listenTo({ query: { by: "hashtag", tag } });
    expect(source).toMatchObject({
      kind: "network",
      title: `#${tag} · Jaringan latihan`,
      network: { accountId },
    });
    expect(await look(source)).toMatchObject({ kind: "polled", finding: { key: "fresh", fresh: 1 } });
    say(`Masih naik #${tag}`);
    expect(await look(source)).toMatchObject({ finding: { key: "fresh", fresh: 1 } });
    expect(await look(source)).toMatchObject({ finding: { key: "nothing_new", fresh: 0 } });
    expect(await texts()).toEqual([`Air naik #${tag}`, `Masih naik #${tag}`]);
  });

  it("fills a gap that is longer than one look, in as many looks as it takes, without loss or double", async () => {
    const word = tagOf();
    const source = await listenTo({ query: { by: "words", words: word } });
    say(`${word} 0000`);
    await look(source);
    const said = Array.from({ length: 620 }, (_, n) => `${word} ${String(n + 1).padStart(4, "0")}`);
    for (const text of said) say(text);
    const first = await look(source);
    expect(first).toMatchObject({ finding: { key: "reading_back", fresh: 250 } });
    // New posts come while the gap is being filled.
    say(`${word} 9999`);
    for (let n = 0; n < 5; n += 1) await look(source);
    expect(await texts()).toEqual([`${word} 0000`, ...said, `${word} 9999`]);
  });

  it("keeps what it had read when the network breaks off, and goes on there", async () => {
    const word = tagOf();
    const source = await listenTo({ query: { by: "words", words: word } });
    say(`${word} 000`);
    await look(source);
    for (let n = 1; n <= 120; n += 1) say(`${word} ${String(n).padStart(3, "0")}`);
    fake.network.mishaps.push({ kind: "slow", ms: 0 });
    fake.network.mishaps.push({ kind: "server_error" });
    const broken = await look(source);
    expect(broken).toMatchObject({ finding: { isOk: false, key: "network_silent" } });
    expect(await look(source)).toMatchObject({ finding: { isOk: true } });
    expect(await texts()).toHaveLength(121);
  });

  it("is asked by one worker at a time", async () => {
    const source = await listenTo({ query: { by: "words", words: tagOf() } });
    fake.network.mishaps.push({ kind: "slow", ms: 500 });
    const results = await Promise.all([look(source), look(source), look(source)]);
    expect(results.filter(({ kind }) => kind === "polled")).toHaveLength(1);
  });

  it("waits as long as the network asks, and says which account to connect again", async () => {
    const source = await listenTo({ query: { by: "words", words: tagOf() } });
    fake.network.mishaps.push({ kind: "too_many", retryAfterSeconds: 1_800 });
    expect(await look(source)).toMatchObject({ finding: { key: "network_pause" } });
    const row = Source.parse(await (await officer.call("GET", `/listen/sources/${source.id}`)).json());
    expect(Date.parse(row.nextPollAt ?? "") - time.getTime()).toBeGreaterThanOrEqual(1_799_000);
    time = new Date(start.getTime() + 1_801_000);
    openAccount(fake.network, `humas.${serial}`, "").isRevoked = true;
    expect(await look(source)).toMatchObject({ finding: { key: "account_broken" } });
    openAccount(fake.network, `humas.${serial}`, "").isRevoked = false;
    await officer.call("DELETE", `/accounts/${accountId}`);
    expect(await look(source)).toMatchObject({ finding: { key: "account_disconnected" } });
  });

  it("takes the breath that a network wants between two questions, and is no failure", async () => {
    const word = tagOf();
    const source = await listenTo({ query: { by: "words", words: word } });
    say(`${word} satu`);
    fake.network.mishaps.push({ kind: "too_many", retryAfterSeconds: 1 });
    // The clock of this test stands still by itself: while the desk waits it goes on.
    const going = setInterval(() => {
      time = new Date(time.getTime() + 500);
    }, 50);
    const finding = await look(source).finally(() => clearInterval(going));
    expect(finding).toMatchObject({ finding: { isOk: true, fresh: 1 } });
  });

  it("is refused for what the network cannot do, and for what is listened to already", async () => {
    const wish = (query: object) => officer.call("POST", "/listen/network-sources", { accountId, query });
    const refused = await wish({ by: "domain", domain: "contoh.go.id" });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("query");
    expect((await wish({ by: "hashtag", tag: "#Semarang" })).status).toBe(201);
    expect((await wish({ by: "hashtag", tag: "Semarang" })).status).toBe(409);
    const stranger = await run.signIn("owner");
    const foreign = await stranger.call("POST", "/listen/network-sources", {
      accountId,
      query: { by: "words", words: "apa" },
    });
    expect(foreign.status).toBe(404);
  });
});

describe("what is said to the office in public", () => {
  it("is a mention, once however often it is heard, and what is said in private is none", async () => {
    const { db } = run.desk;
    const [conversationId, publicId, privateId] = [randomUUID(), randomUUID(), randomUUID()];
    await sql`
      insert into accounts.conversation (id, workspace_id, account_id, external_id, kind, is_private)
      values (${conversationId}, ${officer.workspaceId}, ${accountId}, 'utas', 'thread', false)`.execute(db);
    for (const [id, text, isPrivate] of [
      [publicId, "@humas kapan dibuka?", false],
      [privateId, "nomor saya 0812", true],
    ] as const)
      await sql`
        insert into accounts.message (id, workspace_id, account_id, conversation_id, external_id, kind, is_ours,
          is_private, author_id, author_handle, author_name, text, media, engagement, published_at, received_at)
        values (${id}, ${officer.workspaceId}, ${accountId}, ${conversationId}, ${id}, 'mention', false, ${isPrivate},
          'u1', 'warga', 'Warga', ${text}, '[]', '{}', ${start}, ${start})`.execute(db);
    const heard = run.desk.listen.subscriptions.find(({ event }) => event === messageReceived.name);
    const payload = {
      accountId,
      messages: [
        { messageId: publicId, conversationId, kind: "mention" as const, isPublic: true },
        { messageId: privateId, conversationId, kind: "direct" as const, isPublic: false },
      ],
    };
    await db.transaction().execute((tx) => publishEvent(tx, officer.workspaceId, messageReceived, payload));
    for (const id of ["1", "1"]) await heard?.hear({ id, workspaceId: officer.workspaceId, payload });
    expect(await texts()).toEqual(["@humas kapan dibuka?"]);
    const { items } = (await (await officer.call("GET", "/listen/sources")).json()) as { items: Source[] };
    expect(items).toMatchObject([{ kind: "inbox", mentionCount: 1, network: { accountId } }]);
  });
});
