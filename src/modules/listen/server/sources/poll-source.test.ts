import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { rssOf, startWebSite, type WebSite } from "#test/web-site.ts";
import { withMentions } from "../mentions/tables.ts";
import type { PollParts } from "./poll-parts.ts";
import { type HandClock, handClock, makeSource, readSource, samplePollParts } from "./poll-samples.ts";
import { pollSource } from "./poll-source.ts";
import { forgetOldPolls, giveHostTurn, takeDueSources, takeHostTurn } from "./poll-store.ts";
import { withSources } from "./source-tables.ts";

let database: TestDatabase;
let site: WebSite;
let workspaceId: string;
let clock: HandClock;
let parts: PollParts & { faults: unknown[] };

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
  site.pages.clear();
  site.requests.length = 0;
  clock = handClock(testNow);
  parts = samplePollParts(database.db, [site.host], clock.now);
});

const feedAt = (path: string): string => `${site.url}${path}`;
const poll = async (sourceId: string) => {
  const result = await pollSource(parts, { workspaceId, sourceId, isForced: true });
  if (result.kind !== "polled") throw new Error(result.kind);
  return result.finding;
};
const mentions = () =>
  withMentions(database.db)
    .selectFrom("listen.mention")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("published_at")
    .orderBy("title")
    .execute();
const audit = async (): Promise<string[]> =>
  (
    await database.db
      .selectFrom("platform.audit_entry")
      .select("action")
      .where("workspace_id", "=", workspaceId)
      .orderBy("seq")
      .execute()
  ).map(({ action }) => action);
const two = [
  {
    title: "Banjir di Demak",
    link: "https://kabar.test/banjir",
    guid: "1",
    at: "Tue, 17 Mar 2026 13:00:00 +0700",
  },
  {
    title: "Pasar dibuka",
    link: "https://kabar.test/pasar",
    guid: "2",
    at: "Tue, 17 Mar 2026 12:00:00 +0700",
  },
];

describe("an ordinary feed", () => {
  it("is read, and then asked only whether it changed", async () => {
    site.pages.set("/rss", (request) =>
      request.headers["if-none-match"] === '"a"'
        ? { status: 304 }
        : { headers: { etag: '"a"', "last-modified": "Tue, 17 Mar 2026 06:00:00 GMT" }, body: rssOf(two) },
    );
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    expect(await poll(id)).toMatchObject({
      key: "fresh",
      values: { fresh: 2, found: 2 },
      httpStatus: 200,
      notes: [],
    });
    expect((await mentions()).map(({ title, url, outlet }) => [title, url, outlet])).toEqual([
      ["Pasar dibuka", "https://kabar.test/pasar", "kabar.test"],
      ["Banjir di Demak", "https://kabar.test/banjir", "kabar.test"],
    ]);
    clock.pass(10);
    expect(await poll(id)).toMatchObject({ key: "unchanged", httpStatus: 304, fresh: 0 });
    expect(await readSource(database.db, id)).toMatchObject({
      state: "active",
      mention_count: "2",
      failures_in_a_row: 0,
      lease_id: null,
      site_url: "https://kabar.test/",
    });
  });
  it("without validators is recognised by its bytes", async () => {
    site.pages.set("/rss", { body: rssOf(two) });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    await poll(id);
    expect(await poll(id)).toMatchObject({ key: "unchanged", httpStatus: 200 });
  });
  it("brings only what nobody has seen, and keeps a new wording as a version", async () => {
    site.pages.set("/rss", { body: rssOf(two) });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    await poll(id);
    const third = { ...two[0], title: "Banjir di Demak surut" };
    site.pages.set("/rss", {
      body: rssOf([{ title: "Baru", link: "https://kabar.test/baru", guid: "3" }, third]),
    });
    expect(await poll(id)).toMatchObject({ key: "fresh", values: { fresh: 1, found: 2 } });
    expect((await mentions()).find(({ title }) => title === "Banjir di Demak surut")?.version_count).toBe(2);
  });
  it("is looked at again after a quarter of its rhythm", async () => {
    const hourly = Array.from({ length: 12 }, (_, hours) => ({
      title: `Kabar ${hours}`,
      guid: `${hours}`,
      at: new Date(testNow.getTime() - (hours + 1) * 3_600_000).toUTCString(),
    }));
    site.pages.set("/rss", { body: rssOf(hourly) });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    await poll(id);
    expect((await readSource(database.db, id)).next_poll_at).toEqual(
      new Date(testNow.getTime() + 15 * 60_000),
    );
  });
});

describe("one worker at a time", () => {
  it("polls a source and a site once, however many try", async () => {
    site.pages.set("/rss", { body: rssOf(two) });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    const results = await Promise.all(
      Array.from({ length: 6 }, () => pollSource(parts, { workspaceId, sourceId: id })),
    );
    expect(results.filter(({ kind }) => kind === "polled")).toHaveLength(1);
    expect(await pollSource(parts, { workspaceId, sourceId: id })).toEqual({ kind: "skipped" });
    expect(site.requests).toEqual(["GET /rss"]);
  });
  it("waits while another source of the same site is polled, until that worker is done or dead", async () => {
    site.pages.set("/rss", { body: rssOf(two) });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    const holder = randomUUID();
    expect(await takeHostTurn(database.db, site.host, holder, clock.now())).toBe(true);
    expect(await pollSource(parts, { workspaceId, sourceId: id })).toEqual({ kind: "host_busy" });
    clock.pass(6);
    expect(await pollSource(parts, { workspaceId, sourceId: id })).toMatchObject({ kind: "polled" });
    await giveHostTurn(database.db, site.host, holder);
  });
  it("takes each due source in one sweep only, and again when the queue has lost it", async () => {
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    await makeSource(database.db, workspaceId, feedAt("/later"), { next_poll_at: new Date("2027-01-01") });
    await makeSource(database.db, workspaceId, feedAt("/paused"), { state: "paused" });
    const own = (taken: { workspaceId: string; sourceId: string }[]) =>
      taken.filter((one) => one.workspaceId === workspaceId).map(({ sourceId }) => sourceId);
    const sweeps = await Promise.all([1, 2, 3].map(() => takeDueSources(database.db, clock.now())));
    expect(own(sweeps.flat())).toEqual([id]);
    clock.pass(14);
    expect(own(await takeDueSources(database.db, clock.now()))).toEqual([]);
    clock.pass(2);
    expect(own(await takeDueSources(database.db, clock.now()))).toEqual([id]);
  });
  it("lets nobody write whose lease has run out", async () => {
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    site.pages.set("/rss", (_request, response) => {
      void withSources(database.db)
        .updateTable("listen.source")
        .set({ lease_id: randomUUID() })
        .where("id", "=", id)
        .execute()
        .then(() => response.end(rssOf(two)));
      return undefined;
    });
    expect(await pollSource(parts, { workspaceId, sourceId: id })).toEqual({ kind: "skipped" });
    expect(await mentions()).toEqual([]);
  });
  it("gives a source of a dead worker to the next one when the lease has run out", async () => {
    site.pages.set("/rss", { body: rssOf(two) });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"), {
      lease_id: randomUUID(),
      leased_until: new Date(testNow.getTime() + 60_000),
    });
    expect(await pollSource(parts, { workspaceId, sourceId: id })).toEqual({ kind: "skipped" });
    clock.pass(2);
    expect(await poll(id)).toMatchObject({ key: "fresh" });
  });
});

describe("what is kept of old polls", () => {
  it("is 14 days, and 200 of each source", async () => {
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    const rows = Array.from({ length: 230 }, (_, number) => ({
      id: randomUUID(),
      workspace_id: workspaceId,
      source_id: id,
      at: new Date(testNow.getTime() - (number < 10 ? 15 * 86_400_000 : number * 60_000)),
      is_ok: true,
      outcome_key: "fresh",
      outcome_values: "{}",
      notes: "[]",
      http_status: 200,
      found: 1,
      fresh: 1,
      took_ms: 1,
    }));
    await withSources(database.db).insertInto("listen.poll").values(rows).execute();
    await forgetOldPolls(database.db, testNow);
    const left = await withSources(database.db)
      .selectFrom("listen.poll")
      .select("at")
      .where("source_id", "=", id)
      .orderBy("at")
      .execute();
    expect(left).toHaveLength(200);
    expect(left[0]?.at).toEqual(new Date(testNow.getTime() - 209 * 60_000));
  });
});

describe("what the other side says", () => {
  it("301: the address is updated, and the audit log says so", async () => {
    site.pages.set("/lama", { status: 301, headers: { location: "/baru" } });
    site.pages.set("/baru", { body: rssOf(two) });
    const id = await makeSource(database.db, workspaceId, feedAt("/lama"));
    expect((await poll(id)).notes).toEqual([{ key: "moved", values: { count: 1, detail: feedAt("/baru") } }]);
    expect((await readSource(database.db, id)).url).toBe(feedAt("/baru"));
    expect(await audit()).toEqual(["source.moved"]);
  });
  it("301 to a page that is no feed, and 302: the address stays", async () => {
    site.pages.set("/lama", { status: 301, headers: { location: "/beranda" } });
    site.pages.set("/beranda", { body: "<!doctype html><html><body>Selamat datang</body></html>" });
    site.pages.set("/pindah", { status: 302, headers: { location: "/rss" } });
    site.pages.set("/rss", { body: rssOf(two) });
    const gone = await makeSource(database.db, workspaceId, feedAt("/lama"));
    const kept = await makeSource(database.db, workspaceId, feedAt("/pindah"));
    expect(await poll(gone)).toMatchObject({ isOk: false, key: "not_a_feed" });
    expect(await poll(kept)).toMatchObject({ key: "fresh" });
    expect((await readSource(database.db, gone)).url).toBe(feedAt("/lama"));
    expect((await readSource(database.db, kept)).url).toBe(feedAt("/pindah"));
  });
  it("410: it is stopped at once and the audit log says so; a poll by hand that works resumes it", async () => {
    site.pages.set("/rss", { status: 410 });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    expect(await poll(id)).toMatchObject({ key: "gone" });
    expect(await readSource(database.db, id)).toMatchObject({ state: "stopped", next_poll_at: null });
    site.pages.set("/rss", { body: rssOf(two) });
    await poll(id);
    expect(await readSource(database.db, id)).toMatchObject({ state: "active" });
    expect(await audit()).toEqual(["source.stopped", "source.resumed"]);
  });
  it("404: it is asked more and more rarely, and stopped after three weeks", async () => {
    const id = await makeSource(database.db, workspaceId, feedAt("/hilang"));
    const waits: number[] = [];
    for (let days = 0, tries = 0; tries < 60; tries += 1) {
      const finding = await poll(id);
      const { state, next_poll_at } = await readSource(database.db, id);
      if (state === "stopped") {
        expect(finding.key).toBe("missing_for_weeks");
        expect(days).toBeGreaterThanOrEqual(21);
        break;
      }
      const minutes = ((next_poll_at?.getTime() ?? 0) - clock.now().getTime()) / 60_000;
      waits.push(minutes);
      clock.pass(minutes);
      days += minutes / 1440;
    }
    expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(Math.max(...waits)).toBe(1440);
    expect(await audit()).toEqual(["source.stopped"]);
  });
  it("429 and 503: it stays away as long as asked", async () => {
    site.pages.set("/rss", { status: 429, headers: { "retry-after": "7200" } });
    site.pages.set("/sibuk", { status: 503, headers: { "retry-after": "3600" } });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    const busy = await makeSource(database.db, workspaceId, feedAt("/sibuk"));
    expect(await poll(id)).toMatchObject({ key: "rate_limited", values: { minutes: 120, status: 429 } });
    expect(await poll(busy)).toMatchObject({ key: "server_error", values: { minutes: 60 } });
    expect((await readSource(database.db, id)).next_poll_at).toEqual(new Date(testNow.getTime() + 7_200_000));
  });
  it.each([
    [401, "unauthorized"],
    [403, "forbidden"],
    [418, "http_error"],
    [500, "server_error"],
  ])("%i is told apart", async (status, key) => {
    site.pages.set("/rss", { status });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    expect(await poll(id)).toMatchObject({ isOk: false, key, httpStatus: status });
    expect(await readSource(database.db, id)).toMatchObject({ failures_in_a_row: 1, state: "active" });
  });
  it("a page instead of a feed: the feed it offers is named", async () => {
    site.pages.set("/rss", {
      headers: { "content-type": "text/html" },
      body: '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/umpan.xml"></head><body></body></html>',
    });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    expect(await poll(id)).toMatchObject({
      key: "not_a_feed_but_offers",
      values: { url: feedAt("/umpan.xml") },
    });
  });
  it("recovers: the row of failures ends with the first look that works", async () => {
    site.pages.set("/rss", { status: 500 });
    const id = await makeSource(database.db, workspaceId, feedAt("/rss"));
    await poll(id);
    await poll(id);
    site.pages.set("/rss", { body: rssOf(two) });
    await poll(id);
    expect(await readSource(database.db, id)).toMatchObject({ failures_in_a_row: 0, failing_since: null });
  });
});

describe("poor and hostile input ends as a note, and a neighbour is not harmed", () => {
  const limits = { totalMs: 1_500, connectMs: 500, firstByteMs: 300, stallMs: 300 };
  const cases: [string, string, (path: string) => void][] = [
    ["50 MB", "too_large", (path) => site.pages.set(path, { body: Buffer.alloc(50 * 1024 * 1024, " ") })],
    [
      "a gzip bomb",
      "too_large",
      (path) =>
        site.pages.set(path, {
          headers: { "content-encoding": "gzip" },
          body: gzipSync(Buffer.alloc(200 * 1024 * 1024)),
        }),
    ],
    [
      "an endless redirect",
      "too_many_redirects",
      (path) => {
        for (let step = 0; step < 20; step += 1)
          site.pages.set(step === 0 ? path : `${path}-${step}`, {
            status: 302,
            headers: { location: `${path}-${step + 1}` },
          });
      },
    ],
    [
      "a redirect to itself",
      "redirect_loop",
      (path) => site.pages.set(path, { status: 302, headers: { location: path } }),
    ],
    [
      "a slow loris",
      "stalled",
      (path) =>
        site.pages.set(path, (_request, response) => {
          response.writeHead(200).write("<rss>");
          return undefined;
        }),
    ],
    ["silence", "timeout", (path) => site.pages.set(path, () => undefined)],
    [
      "a hang-up",
      "connect",
      (path) =>
        site.pages.set(path, (request) => {
          request.socket.destroy();
          return undefined;
        }),
    ],
    ["nothing", "unreadable", (path) => site.pages.set(path, { body: "" })],
    ["noise", "unreadable", (path) => site.pages.set(path, { body: Buffer.alloc(4096, 0xa7) })],
    [
      "a redirect into the house",
      "refused_address",
      (path) => site.pages.set(path, { status: 302, headers: { location: "http://127.0.0.1:9/" } }),
    ],
  ];
  it.each(cases)("%s", async (_name, key, arrange) => {
    arrange("/jahat");
    site.pages.set("/baik", { body: rssOf(two) });
    parts = samplePollParts(database.db, [site.host], clock.now, limits);
    const bad = await makeSource(database.db, workspaceId, feedAt("/jahat"));
    const good = await makeSource(database.db, workspaceId, feedAt("/baik"));
    const finding = await poll(bad);
    // A connection that ends in the middle shows as either, by chance of timing.
    expect(key === "connect" ? finding.key.replace("bad_response", "connect") : finding.key).toBe(key);
    expect(await readSource(database.db, bad)).toMatchObject({
      failures_in_a_row: 1,
      state: "active",
      lease_id: null,
    });
    expect(await poll(good)).toMatchObject({ key: "fresh", fresh: 2 });
    expect(parts.faults).toEqual([]);
  });
  it("an entity bomb is read as far as it is a feed", async () => {
    const entities = Array.from(
      { length: 12 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    ).join("");
    site.pages.set("/bom", {
      body: `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">${entities}]><rss><channel><title>x</title><item><title>&e12;</title><guid>1</guid></item></channel></rss>`,
    });
    const id = await makeSource(database.db, workspaceId, feedAt("/bom"));
    await poll(id);
    expect((await mentions()).every(({ title }) => title.length < 1000)).toBe(true);
  });
  it("10,001 items: the first 10,000 are taken, with a note", async () => {
    const many = Array.from({ length: 10_001 }, (_, number) => ({
      title: `Kabar nomor ${number}`,
      guid: `${number}`,
    }));
    site.pages.set("/banyak", { body: rssOf(many) });
    const id = await makeSource(database.db, workspaceId, feedAt("/banyak"));
    const finding = await poll(id);
    expect(finding).toMatchObject({ fresh: 10_000 });
    expect(finding.notes.map(({ key }) => key)).toContain("items_capped");
  });
  it("items without id, link, date or title are kept by what they have", async () => {
    site.pages.set("/kurang", {
      body: rssOf([
        { title: "Hanya judul yang ada" },
        { text: "Hanya isi yang ada.<br>Baris kedua." },
        { link: "https://kabar.test/hanya-tautan", title: "Dengan tautan" },
        {},
      ]),
    });
    const id = await makeSource(database.db, workspaceId, feedAt("/kurang"));
    const finding = await poll(id);
    expect(finding).toMatchObject({ fresh: 3 });
    expect(finding.notes.find(({ key }) => key === "item_empty")?.values["count"]).toBe(1);
    expect(finding.notes.find(({ key }) => key === "item_without_date")).toBeDefined();
    expect((await mentions()).map(({ title, time_precision }) => [title, time_precision]).sort()).toEqual([
      ["Dengan tautan", "received"],
      ["Hanya isi yang ada.", "received"],
      ["Hanya judul yang ada", "received"],
    ]);
    site.pages.set("/kurang", { body: `${rssOf([{ title: "Hanya judul yang ada" }])} ` });
    clock.pass(60);
    expect(await poll(id)).toMatchObject({ key: "nothing_new" });
  });
  it("dates of the future and of 1970 become the time of receipt, with a note", async () => {
    site.pages.set("/waktu", {
      body: rssOf([
        { title: "Dari masa depan", guid: "1", at: "Tue, 17 Mar 2099 13:00:00 +0700" },
        { title: "Zona keliru", guid: "2", at: "Tue, 17 Mar 2026 14:00:00 +0000" },
        { title: "Dari tahun nol", guid: "3", at: "Thu, 01 Jan 1970 00:00:00 +0000" },
        { title: "Hari tanpa jam", guid: "4", at: "16 Maret 2026" },
      ]),
    });
    const id = await makeSource(database.db, workspaceId, feedAt("/waktu"));
    const { notes } = await poll(id);
    expect(notes.map(({ key }) => key)).toContain("date_implausible");
    const rows = new Map((await mentions()).map((row) => [row.title, row]));
    for (const title of ["Dari masa depan", "Zona keliru", "Dari tahun nol"])
      expect(rows.get(title)).toMatchObject({ time_precision: "received", published_at: testNow });
    expect(rows.get("Hari tanpa jam")).toMatchObject({ time_precision: "day" });
  });
  it("script, NUL and half characters in every field are text or nothing", async () => {
    const evil = `&lt;script&gt;alert(1)&lt;/script&gt;<![CDATA[<script>alert(2)</script>\u0000<img src=x onerror=alert(3)>]]>`;
    site.pages.set("/jahat", {
      body: `<rss><channel><title>${evil}</title><item><title>${evil}Judul</title><link>javascript:alert(1)</link><guid>${evil}</guid><author>${evil}</author><pubDate>${evil}</pubDate><category>${evil}</category><description>${evil}&#xD800;Isi</description></item></channel></rss>`,
    });
    const id = await makeSource(database.db, workspaceId, feedAt("/jahat"));
    await poll(id);
    const [row] = await mentions();
    expect(parts.faults).toEqual([]);
    expect(row?.title).toContain("Judul");
    expect(row?.url).toBeNull();
    expect(`${row?.title} ${row?.text} ${row?.author}`).not.toMatch(/<script|onerror=|\0/);
  });
  it("a look that takes too long is ended", async () => {
    site.pages.set("/lambat", () => undefined);
    const id = await makeSource(database.db, workspaceId, feedAt("/lambat"));
    const result = await pollSource({ ...parts, pollMs: 50 }, { workspaceId, sourceId: id });
    expect(result).toMatchObject({ kind: "polled", finding: { key: "took_too_long" } });
  });
});
