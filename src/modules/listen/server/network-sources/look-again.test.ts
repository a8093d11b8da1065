import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changePost, openAccount, putPost } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { connectorOf } from "#connectors/registry.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Source } from "../../contract/sources.ts";
import { canLookAgain, lookAgain } from "./look-again.ts";
import { withNetworkSources } from "./network-source-tables.ts";

const start = new Date("2026-11-23T02:00:00Z");
const hourMs = 60 * 60_000;
let time = start;
let fake: ServedFakeNetwork;
let run: TestDesk;
let officer: Caller;
let accountId: string;
let handle: string;
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
  await withNetworkSources(run.desk.db).deleteFrom("listen.post_look").execute();
  fake.network.mishaps.length = 0;
  officer = await run.signIn("owner");
  serial += 1;
  handle = `humas.lihat.${serial}`;
  const us = openAccount(fake.network, handle, "Humas");
  const connected = await officer.call("POST", "/accounts", {
    network: "fake",
    way: "token",
    settings: { server: fake.address },
    secrets: { token: us.token },
  });
  accountId = ((await connected.json()) as { id: string }).id;
});

const look = () =>
  lookAgain({
    db: run.desk.db,
    now: () => time,
    log: createLogger("silent"),
    askAccount: run.desk.accounts.ask,
  });
const pass = (hours: number): void => {
  time = new Date(start.getTime() + hours * hourMs);
};
/** A search that found so many posts of this moment. */
async function found(count: number) {
  const word = `kata${randomUUID().slice(0, 8)}`;
  const author = openAccount(fake.network, "warga", "Warga");
  const posts = Array.from(
    { length: count },
    (_, n) => putPost(fake.network, { authorId: author.id, text: `${word} ${n}` }, time.getTime()).post,
  );
  const answer = await officer.call("POST", "/listen/network-sources", {
    accountId,
    query: { by: "words", words: word },
  });
  const source = Source.parse(await answer.json());
  const poll = () => run.desk.listen.intake.pollNow(officer.workspaceId, source.id);
  await poll();
  return {
    poll,
    remove: (n: number) => {
      const post = posts[n];
      if (post) changePost(fake.network, post, null, time.getTime());
    },
    plans: () =>
      withNetworkSources(run.desk.db)
        .selectFrom("listen.post_look")
        .selectAll()
        .where("source_id", "=", source.id)
        .orderBy("external_id")
        .execute(),
    texts: async () => {
      const answer = await officer.call("GET", `/listen/mentions?q=${word}`);
      const { items } = (await answer.json()) as { items: { text: string }[] };
      return items.length;
    },
  };
}

describe("a post that a search brought", () => {
  it("is forgotten once it was not there twice, and not for one answer that left it out", async () => {
    const search = await found(2);
    expect(await search.plans()).toHaveLength(2);
    expect(await look()).toBe(0);
    pass(1);
    search.remove(0);
    expect(await look()).toBe(0);
    expect(await search.texts()).toBe(2);
    expect(await look()).toBe(0);
    pass(1.5);
    expect(await look()).toBe(1);
    expect(await search.texts()).toBe(1);
    expect(await search.plans()).toMatchObject([{ looks: 1, misses: 0 }]);
    expect(await (await officer.call("GET", "/audit?limit=20")).text()).toContain("mention.taken_back");
  });

  it("is looked at five times in a week, and its plan does not begin anew when the search brings it again", async () => {
    const search = await found(1);
    for (const [index, hours] of [1, 6, 24, 72].entries()) {
      pass(hours);
      await search.poll();
      expect(await look()).toBe(0);
      expect(await search.plans()).toMatchObject([{ looks: index + 1 }]);
    }
    pass(169);
    await look();
    expect(await search.plans()).toEqual([]);
    await search.poll();
    expect(await search.plans()).toEqual([]);
  });

  it("waits while the account cannot be asked", async () => {
    const search = await found(2);
    const isUntouched = async (): Promise<boolean> =>
      (await search.plans()).every(({ looks, misses }) => looks + misses === 0);
    pass(2);
    search.remove(0);
    fake.network.mishaps.push({ kind: "server_error" });
    expect(await look()).toBe(0);
    expect(await isUntouched()).toBe(true);
    const us = openAccount(fake.network, handle, "");
    us.isRevoked = true;
    expect(await look()).toBe(0);
    expect(await isUntouched()).toBe(true);
    us.isRevoked = false;
    await look();
    pass(3);
    expect(await look()).toBe(1);
  });

  it("is looked at only where the network can be asked for nothing", () => {
    const able = ["fake", "bluesky", "fediverse"];
    expect(able.map((key) => canLookAgain(connectorOf(key).manifest))).toEqual([true, true, true]);
    const unable = ["brave", "gdelt", "google-news", "searxng", "wordpress"];
    expect(unable.map((key) => canLookAgain(connectorOf(key).manifest))).toEqual(unable.map(() => false));
  });
});
