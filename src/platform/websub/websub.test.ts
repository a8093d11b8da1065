import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createNetworkFetch, type NetworkFetch } from "#platform/fetch/network-fetch.ts";
import type { AnyJobKind, JobQueue, SendOptions } from "#platform/jobs/define-job.ts";
import { createLogger } from "#platform/log/logger.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { startWebSite, type WebSite } from "#test/web-site.ts";
import { announceTopics } from "./announce-topics.ts";
import { hubPage } from "./hub-page.ts";
import { mostOfHost, readSubscribers } from "./subscriber-store.ts";
import type { PublishedTopic } from "./topic.ts";
import { webSubJobs } from "./websub-jobs.ts";
import type { WebSubParts } from "./websub-parts.ts";

const topicUrl = "https://humas.test/feeds/statements.rss?workspace=kota";
const hubUrl = "https://humas.test/hub";
const daySeconds = 24 * 60 * 60;
const secret = "rahasia bersama";

let database: TestDatabase;
let network: NetworkFetch;
let site: WebSite;
let parts: WebSubParts;
let kinds: AnyJobKind[];
let time: Date;
let topic: PublishedTopic | null;
let waiting: { name: string; payload: unknown; options: SendOptions | undefined }[];
/** What the subscriber was told, and what it answers. */
let told: { headers: IncomingMessage["headers"]; body: string }[];
let status: number;
let confirms: (query: URLSearchParams) => string | undefined;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

beforeEach(async () => {
  site = await startWebSite();
  network = createNetworkFetch({ userAgent: "Gaung/test", allowedPrivateHosts: [site.host] });
  time = new Date("2026-11-20T02:00:00Z");
  const workspaceId = await makeWorkspace(database.db);
  topic = {
    workspaceId,
    selfUrl: topicUrl,
    hubUrl,
    body: "<rss>satu</rss>",
    mediaType: "application/rss+xml",
  };
  waiting = [];
  told = [];
  status = 204;
  confirms = (query) => query.get("hub.challenge") ?? undefined;
  const jobs: JobQueue = {
    async send(kind, payload, options) {
      waiting.push({ name: kind.name, payload: kind.payload.parse(payload), options });
      return "job";
    },
  };
  parts = {
    db: database.db,
    keys: await loadOrCreateKey(await keyFolder()),
    network,
    jobs,
    log: createLogger("silent"),
    now: () => time,
    stopping: new AbortController().signal,
    readTopic: async (address) => (address === topicUrl ? topic : null),
    hubUrl: () => hubUrl,
  };
  kinds = webSubJobs(parts);
  site.pages.set("/callback", callback);
  return async () => {
    await database.db.deleteFrom("platform.feed_subscriber").execute();
    await network.close();
    await site[Symbol.asyncDispose]();
  };
});

async function keyFolder(): Promise<string> {
  const { mkdtemp } = await import("node:fs/promises");
  const { inject } = await import("vitest");
  return mkdtemp(`${inject("runFolder")}/hub-`);
}

function callback(request: IncomingMessage, response: ServerResponse): undefined {
  const query = new URL(request.url ?? "", site.url).searchParams;
  if (request.method === "GET") {
    const answer = confirms(query);
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    told.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
  });
}

/** Runs what waits now, and what that leads to, but nothing that is to begin later. */
async function work(): Promise<void> {
  for (;;) {
    const index = waiting.findIndex(({ options }) => options?.startAfter === undefined);
    const [job] = index < 0 ? [] : waiting.splice(index, 1);
    if (!job) return;
    const kind = kinds.find(({ name }) => name === job.name);
    await kind?.run({ id: "1", payload: kind.payload.parse(job.payload), signal: parts.stopping });
  }
}

const page = () => hubPage(parts);
const knock = (
  form: Record<string, string>,
  { hub = page(), address = "203.0.113.9" }: { hub?: ReturnType<typeof hubPage>; address?: string } = {},
): Promise<Response> =>
  hub.handle(
    { db: parts.db, now: parts.now, locale: "id", address },
    new Request(hubUrl, { method: "POST", body: new URLSearchParams(form) }),
  );
const wish = (more: Record<string, string> = {}): Record<string, string> => ({
  "hub.mode": "subscribe",
  "hub.topic": topicUrl,
  "hub.callback": `${site.url}/callback?kunci=1`,
  "hub.secret": secret,
  ...more,
});
async function subscribe(more: Record<string, string> = {}): Promise<void> {
  expect((await knock(wish(more))).status).toBe(202);
  await work();
}
const figures = () => readSubscribers(parts.db, topic?.workspaceId ?? "", time);
async function announce(body: string): Promise<void> {
  if (topic) topic = { ...topic, body };
  await announceTopics(parts.jobs, [topicUrl]);
  await work();
}

describe("a subscription", () => {
  it("is kept once the callback repeats the challenge, with its own query whole", async () => {
    const asked: URLSearchParams[] = [];
    confirms = (query) => {
      asked.push(query);
      return query.get("hub.challenge") ?? undefined;
    };
    await subscribe({ "hub.lease_seconds": String(2 * daySeconds) });
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      kunci: "1",
      "hub.mode": "subscribe",
      "hub.topic": topicUrl,
      "hub.lease_seconds": String(2 * daySeconds),
    });
    expect(await figures()).toMatchObject({ subscribers: 1, deliveredAt: null });
    time = new Date(time.getTime() + 2 * daySeconds * 1_000);
    expect(await figures()).toMatchObject({ subscribers: 0 });
  });

  it.each([
    ["says no", () => undefined],
    ["repeats something else", () => "lain"],
    ["repeats more than the challenge", (query: URLSearchParams) => `${query.get("hub.challenge")}!`],
    ["answers with a flood", () => "x".repeat(1_000_000)],
  ])("is not kept where the callback %s", async (_, answer) => {
    confirms = answer;
    await subscribe();
    expect(await figures()).toMatchObject({ subscribers: 0 });
  });

  it("lasts no longer and no shorter than the hub allows, whatever is asked for", async () => {
    const seconds: (string | null)[] = [];
    confirms = (query) => {
      seconds.push(query.get("hub.lease_seconds"));
      return query.get("hub.challenge") ?? undefined;
    };
    for (const asked of ["1", "999999999"]) await subscribe({ "hub.lease_seconds": asked });
    await subscribe();
    expect(seconds).toEqual(["3600", String(30 * daySeconds), String(10 * daySeconds)]);
    expect(await figures()).toMatchObject({ subscribers: 1 });
  });

  it("ends when the callback says so, and nobody is asked about one that is not there", async () => {
    await subscribe();
    const end = { "hub.mode": "unsubscribe" };
    confirms = () => undefined;
    await subscribe(end);
    expect(await figures()).toMatchObject({ subscribers: 1 });
    confirms = (query) => query.get("hub.challenge") ?? undefined;
    await subscribe(end);
    expect(await figures()).toMatchObject({ subscribers: 0 });
    const before = site.requests.length;
    await subscribe(end);
    expect(site.requests.length).toBe(before);
  });

  it("is refused for what is no topic of ours, no address, no secret and no form", async () => {
    const statusOf = async (more: Record<string, string>): Promise<number> =>
      (await knock(wish(more))).status;
    expect(await statusOf({ "hub.topic": "https://lain.test/feed" })).toBe(404);
    expect(await statusOf({ "hub.topic": "" })).toBe(400);
    expect(await statusOf({ "hub.mode": "publish" })).toBe(400);
    expect(await statusOf({ "hub.callback": "ftp://lain.test/" })).toBe(400);
    expect(await statusOf({ "hub.callback": "https://a:b@lain.test/" })).toBe(400);
    expect(await statusOf({ "hub.secret": "x".repeat(200) })).toBe(400);
    expect(await statusOf({ "hub.lease_seconds": "besok" })).toBe(400);
    expect(await statusOf({ "hub.callback": `https://lain.test/${"x".repeat(9_000)}` })).toBe(413);
    const json = new Request(hubUrl, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    const context = { db: parts.db, now: parts.now, locale: "id" as const, address: null };
    expect((await page().handle(context, json)).status).toBe(415);
    expect(waiting).toEqual([]);
  });

  it("is answered in an orderly way whatever is sent", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom(
        "\0",
        "subscribe",
        "unsubscribe",
        topicUrl,
        `${site.url}/callback`,
        "http://[::1",
        "-1",
        "\ud800",
      ),
    );
    const fields = ["hub.mode", "hub.topic", "hub.callback", "hub.secret", "hub.lease_seconds"] as const;
    await fc.assert(
      fc.asyncProperty(fc.tuple(text, text, text, text, text), async (values) => {
        const form = Object.fromEntries(fields.map((name, index) => [name, values[index] ?? ""]));
        expect([202, 400, 404]).toContain((await knock(form)).status);
      }),
      { numRuns: 200 },
    );
    await work();
  });

  it("reaches no address of a private network, which is asked nothing", async () => {
    const other = await startWebSite({ "/callback": { body: "x" } });
    await subscribe({ "hub.callback": `${other.url}/callback` });
    expect(other.requests).toEqual([]);
    expect(await figures()).toMatchObject({ subscribers: 0 });
    await other[Symbol.asyncDispose]();
  });

  it("is not for one host to have all the places, nor for one caller to ask for ever", async () => {
    for (let number = 0; number < mostOfHost; number += 1)
      await subscribe({ "hub.callback": `${site.url}/callback?n=${number}` });
    expect((await knock(wish({ "hub.callback": `${site.url}/callback?n=lebih` }))).status).toBe(503);
    expect((await knock(wish({ "hub.callback": `${site.url}/callback?n=1` }))).status).toBe(202);
    const hub = page();
    const answers: number[] = [];
    for (let number = 0; number < 61; number += 1)
      answers.push((await knock({ "hub.mode": "apa" }, { hub })).status);
    expect(answers.filter((one) => one === 429)).toHaveLength(1);
    expect((await knock({ "hub.mode": "apa" }, { hub, address: "203.0.113.10" })).status).toBe(400);
  });
});

describe("news", () => {
  it("is brought once, whole, and signed with the secret", async () => {
    await subscribe();
    await announce("<rss>dua – é</rss>");
    await announce("<rss>dua – é</rss>");
    expect(told).toHaveLength(1);
    const [first] = told;
    expect(first?.body).toBe("<rss>dua – é</rss>");
    const signature = createHmac("sha256", secret).update("<rss>dua – é</rss>").digest("hex");
    expect(first?.headers).toMatchObject({
      "x-hub-signature": `sha256=${signature}`,
      "content-type": "application/rss+xml",
      link: `<${topicUrl}>; rel="self", <${hubUrl}>; rel="hub"`,
    });
    expect(await figures()).toMatchObject({ deliveredAt: time, unreachable: 0 });
  });

  it("is tried again later and later while a subscriber stumbles, always as it stands then", async () => {
    await subscribe();
    status = 500;
    await announce("satu");
    expect(await figures()).toMatchObject({ unreachable: 1, deliveredAt: null });
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const [later] = waiting.splice(0);
      pauses.push((later?.options?.startAfter?.getTime() ?? 0) - Date.now());
      waiting.push({ name: later?.name ?? "", payload: later?.payload, options: undefined });
      if (topic) topic = { ...topic, body: "dua" };
      status = attempt === 0 ? 500 : 200;
      await work();
    }
    expect(pauses[0]).toBeGreaterThan(55_000);
    expect(pauses[1]).toBeGreaterThan(295_000);
    expect(told.map(({ body }) => body)).toEqual(["satu", "dua", "dua"]);
    expect(waiting).toEqual([]);
    expect(await figures()).toMatchObject({ unreachable: 0 });
  });

  it("is not brought any more to one that says 410, and follows no redirect", async () => {
    await subscribe();
    status = 302;
    await announce("satu");
    expect(site.requests).not.toContain("POST /elsewhere");
    expect(await figures()).toMatchObject({ subscribers: 1, unreachable: 1 });
    status = 410;
    await announce("dua");
    expect(await figures()).toMatchObject({ subscribers: 0 });
  });

  it("is left when a feed is switched off, and one that never answers is forgotten in the end", async () => {
    await subscribe();
    const published = topic;
    topic = null;
    await announce("satu");
    expect(told).toEqual([]);
    topic = published;
    status = 500;
    for (let number = 0; number < 30; number += 1) await announce(`berita ${number}`);
    expect(await figures()).toMatchObject({ subscribers: 0 });
  });

  it("is told to a hub elsewhere where one is named, which takes the subscribers", async () => {
    let heard = "";
    site.pages.set("/hub", (request, response) => {
      request.on("data", (chunk: Buffer) => {
        heard += chunk.toString("utf8");
      });
      request.on("end", () => response.writeHead(204).end());
      return undefined;
    });
    if (topic) topic = { ...topic, hubUrl: `${site.url}/hub` };
    expect((await knock(wish())).status).toBe(400);
    await announce("satu");
    expect(Object.fromEntries(new URLSearchParams(heard))).toEqual({
      "hub.mode": "publish",
      "hub.url": topicUrl,
    });
    expect(await figures()).toMatchObject({ ping: { hub: `${site.url}/hub`, at: time, status: 204 } });
  });
});
