import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RawRoute } from "#platform/http/raw-route.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { rssOf, startWebSite, type WebSite } from "#test/web-site.ts";
import { withMentions } from "../mentions/tables.ts";
import type { PollParts } from "./poll-parts.ts";
import { type HandClock, handClock, makeSource, readSource, samplePollParts } from "./poll-samples.ts";
import { pollSource } from "./poll-source.ts";
import { pushRoutes } from "./push-routes.ts";
import { withSources } from "./source-tables.ts";
import { isPushing, renewHubs } from "./subscribe-hub.ts";

const keys: KeyRing = { current: { id: "0123456789ab", bytes: new Uint8Array(32).fill(7) }, older: [] };
const office = { publicUrl: "https://desk.test", keys };
const item = { title: "Banjir di Demak", link: "https://kabar.test/banjir", guid: "1" };
const item2 = { title: "Pasar dibuka", link: "https://kabar.test/pasar", guid: "2" };

let database: TestDatabase;
let site: WebSite;
let workspaceId: string;
let clock: HandClock;
let parts: PollParts;
/** What the hub was asked, newest last. */
let asked: URLSearchParams[];
let sourceId: string;

beforeAll(async () => {
  database = await testDatabase();
  site = await startWebSite();
});
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.db);
  await withSources(database.db).deleteFrom("listen.push_subscription").execute();
  clock = handClock(testNow);
  parts = { ...samplePollParts(database.db, [site.host], clock.now), push: office };
  asked = [];
  site.pages.clear();
  site.pages.set("/hub", (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      response.writeHead(202).end();
    });
    return undefined;
  });
  site.pages.set("/rss", { body: feed([item]) });
  sourceId = await makeSource(database.db, workspaceId, `${site.url}/rss`);
});

const feed = (items: Parameters<typeof rssOf>[0]): string =>
  rssOf(
    items,
    `<title>Kabar</title><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="${site.url}/hub"/><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="${site.url}/rss"/>`,
  );
const poll = () => pollSource(parts, { workspaceId, sourceId, isForced: true });
const route = (method: "GET" | "POST"): RawRoute => {
  const found = pushRoutes(keys).find((one) => one.method === method);
  if (!found) throw new Error("no such route");
  return found;
};
const last = (): URLSearchParams => asked.at(-1) ?? new URLSearchParams();
const token = (): string => (last().get("hub.callback") ?? "").split("/").at(-1) ?? "";
const call = (
  method: "GET" | "POST",
  query: string,
  init: RequestInit = {},
  to = token(),
): Promise<Response> =>
  route(method).handle(
    contextFor(database.db, workspaceId, "owner", clock.now()),
    new Request(`https://desk.test/api/hooks/websub/${to}${query}`, { method, ...init }),
    { token: to },
  );
const intent = (mode: string, topic = `${site.url}/rss`, seconds = 864_000): Promise<Response> =>
  call(
    "GET",
    `?${new URLSearchParams({ "hub.mode": mode, "hub.topic": topic, "hub.challenge": "tantangan", "hub.lease_seconds": String(seconds) })}`,
  );
const push = (body: string, method = "sha256", secret = last().get("hub.secret") ?? ""): Promise<Response> =>
  call("POST", "", {
    body,
    headers: {
      "content-type": "application/rss+xml",
      "x-hub-signature": `${method}=${createHmac(method, secret).update(body).digest("hex")}`,
    },
  });
const titles = async (): Promise<string[]> =>
  (
    await withMentions(database.db)
      .selectFrom("listen.mention")
      .select("title")
      .where("workspace_id", "=", workspaceId)
      .orderBy("title")
      .execute()
  ).map(({ title }) => title);

describe("a feed with a hub", () => {
  it("is subscribed to after the first poll, and only once", async () => {
    await poll();
    expect(Object.fromEntries(last())).toMatchObject({
      "hub.mode": "subscribe",
      "hub.topic": `${site.url}/rss`,
      "hub.callback": expect.stringMatching(/^https:\/\/desk\.test\/api\/hooks\/websub\/[\w-]{32}$/),
      "hub.secret": expect.stringMatching(/^[\w-]{43}$/),
    });
    site.pages.set("/rss", { body: `${feed([item])} ` });
    await poll();
    expect(asked).toHaveLength(1);
    const stored = await withSources(database.db)
      .selectFrom("listen.push_subscription")
      .select("sealed_secret")
      .where("source_id", "=", sourceId)
      .executeTakeFirstOrThrow();
    expect(stored.sealed_secret).not.toContain(last().get("hub.secret"));
  });
  it("is not subscribed to where the desk has no public address", async () => {
    parts = { ...parts, push: null };
    await poll();
    expect(asked).toEqual([]);
  });
  it("confirms its own wish only", async () => {
    await poll();
    expect((await intent("subscribe", "https://lain.test/rss")).status).toBe(404);
    expect((await intent("unsubscribe")).status).toBe(404);
    expect((await call("GET", "?hub.mode=subscribe", {}, "tidak-dikenal")).status).toBe(404);
    expect(await isPushing(database.db, sourceId, clock.now())).toBe(false);
    const answer = await intent("subscribe");
    expect([answer.status, await answer.text()]).toEqual([200, "tantangan"]);
    expect(await isPushing(database.db, sourceId, clock.now())).toBe(true);
  });
  it("is polled hourly while the hub pushes, and by its rhythm when the hub refuses", async () => {
    await poll();
    await intent("subscribe");
    await poll();
    const wait = async (): Promise<number> =>
      ((await readSource(database.db, sourceId)).next_poll_at?.getTime() ?? 0) - clock.now().getTime();
    expect(await wait()).toBe(3_600_000);
    await intent("denied");
    await poll();
    expect(await wait()).toBeLessThan(3_600_000);
  });
  it("brings its news at once, stored once with what polls bring", async () => {
    await poll();
    await intent("subscribe");
    expect((await push(feed([item, item2]))).status).toBe(202);
    expect(await titles()).toEqual(["Banjir di Demak", "Pasar dibuka"]);
    site.pages.set("/rss", { body: feed([item2, item]) });
    expect(await poll()).toMatchObject({ finding: { key: "nothing_new" } });
    expect(await readSource(database.db, sourceId)).toMatchObject({ mention_count: "2" });
    const outcomes = await withSources(database.db)
      .selectFrom("listen.poll")
      .select("outcome_key")
      .where("source_id", "=", sourceId)
      .execute();
    expect(outcomes.map(({ outcome_key }) => outcome_key).sort()).toEqual(["fresh", "nothing_new", "pushed"]);
  });
  it.each(["sha1", "sha256", "sha384", "sha512"])("signed with %s is heard", async (method) => {
    await poll();
    await push(feed([item2]), method);
    expect(await titles()).toContain("Pasar dibuka");
  });
  it("with a wrong, weak or missing signature is not heard, and is not told so", async () => {
    await poll();
    expect((await push(feed([item2]), "sha256", "salah")).status).toBe(202);
    expect((await push(feed([item2]), "md5")).status).toBe(202);
    expect((await call("POST", "", { body: feed([item2]) })).status).toBe(202);
    expect(await titles()).toEqual(["Banjir di Demak"]);
  });
  it("that pushes for a source which is gone is told to stop; too much is refused", async () => {
    await poll();
    await withSources(database.db).deleteFrom("listen.source").where("id", "=", sourceId).execute();
    expect((await push(feed([item2]))).status).toBe(410);
    expect((await push("x".repeat(6 * 1024 * 1024))).status).toBe(413);
  });
  it("is asked to go on before its lease runs out, with the same secret", async () => {
    await poll();
    await intent("subscribe", undefined, 864_000);
    expect(await renewHubs(parts, office)).toBe(0);
    clock.pass(9 * 1440);
    const [first] = asked;
    expect(await renewHubs(parts, office)).toBe(1);
    expect(last().get("hub.secret")).toBe(first?.get("hub.secret"));
    expect(await isPushing(database.db, sourceId, clock.now())).toBe(true);
    await intent("subscribe", undefined, 864_000);
    clock.pass(2 * 1440);
    expect(await isPushing(database.db, sourceId, clock.now())).toBe(true);
  });
});
