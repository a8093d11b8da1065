import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { rssOf, startWebSite, type WebSite } from "#test/web-site.ts";
import { withMentions } from "../mentions/tables.ts";
import { looksLikeArticle } from "./find-articles.ts";
import type { PollParts } from "./poll-parts.ts";
import { type HandClock, handClock, makeSource, samplePollParts } from "./poll-samples.ts";
import { pollSource } from "./poll-source.ts";

let database: TestDatabase;
let site: WebSite;
let workspaceId: string;
let clock: HandClock;
let parts: PollParts & { faults: unknown[] };
let pauses: number[];

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
  pauses = [];
  parts = {
    ...samplePollParts(database.db, [site.host], clock.now),
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  };
});

const sentence = "Pemerintah kabupaten menyiapkan dapur umum bagi warga yang mengungsi sejak malam. ";
const article = (title: string, at = "2026-03-17T10:00:00+07:00"): string =>
  `<!doctype html><html><head><title>${title}</title><meta property="og:title" content="${title}"><meta property="article:published_time" content="${at}"></head><body><article><h1>${title}</h1>${`<p>${sentence.repeat(3)}</p>`.repeat(4)}</article></body></html>`;
const newsSitemap = (entries: readonly [string, string, string][]): string =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${entries
    .map(
      ([path, title, at]) =>
        `<url><loc>${site.url}${path}</loc><news:news><news:publication><news:name>Kabar</news:name><news:language>id</news:language></news:publication><news:publication_date>${at}</news:publication_date><news:title>${title}</news:title></news:news></url>`,
    )
    .join("")}</urlset>`;
const poll = async (sourceId: string) => {
  const result = await pollSource(parts, { workspaceId, sourceId, isForced: true });
  if (result.kind !== "polled") throw new Error(result.kind);
  return result.finding;
};
const mentions = () =>
  withMentions(database.db)
    .selectFrom("listen.mention")
    .select(["title", "url", "text", "time_precision", "published_at"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("title")
    .execute();
const makeSite = () => makeSource(database.db, workspaceId, `${site.url}/`, { kind: "site" });

describe("a site without a feed", () => {
  it("is read by the news sitemap that its robots.txt names, each article once", async () => {
    site.pages.set("/robots.txt", {
      body: `User-agent: *\nSitemap: ${site.url}/peta-berita.xml\nSitemap: ${site.url}/peta.xml`,
    });
    site.pages.set("/peta-berita.xml", {
      body: newsSitemap([
        ["/warga-mengungsi-sejak-malam", "Warga mengungsi sejak malam", "2026-03-17T10:00:00+07:00"],
      ]),
    });
    site.pages.set("/warga-mengungsi-sejak-malam", { body: article("Warga mengungsi sejak malam") });
    const id = await makeSite();
    expect(await poll(id)).toMatchObject({ key: "fresh", fresh: 1 });
    const [mention] = await mentions();
    expect(mention).toMatchObject({ title: "Warga mengungsi sejak malam", time_precision: "minute" });
    expect(mention?.text).toContain("dapur umum");
    expect(mention?.published_at).toEqual(new Date("2026-03-17T03:00:00Z"));
    site.requests.length = 0;
    expect(await poll(id)).toMatchObject({ key: "nothing_new" });
    expect(site.requests).toEqual(["GET /peta-berita.xml"]);
  });
  it("without sitemaps is read by the links of its front page that look like articles", async () => {
    site.pages.set("/", {
      body: `<html><body><a href="/tag/banjir">Banjir</a><a href="/berita/123456/jembatan-baru-dibuka-hari-ini">Jembatan baru dibuka hari ini</a><a href="https://lain.test/berita/123456/bukan-milik-situs-ini">Lain</a><a href="/kontak">Kontak</a></body></html>`,
    });
    site.pages.set("/berita/123456/jembatan-baru-dibuka-hari-ini", {
      body: article("Jembatan baru dibuka hari ini"),
    });
    const id = await makeSite();
    expect(await poll(id)).toMatchObject({ key: "fresh", found: 1, fresh: 1 });
    expect((await mentions()).map(({ title }) => title)).toEqual(["Jembatan baru dibuka hari ini"]);
  });
  it("is left alone where its robots.txt says so, or cannot be had", async () => {
    site.pages.set("/robots.txt", { body: "User-agent: Gaung\nDisallow: /" });
    const id = await makeSite();
    expect(await poll(id)).toMatchObject({ isOk: false, key: "robots_refused" });
    site.pages.set("/robots.txt", { status: 500 });
    clock.pass(25 * 60);
    expect(await poll(id)).toMatchObject({ isOk: false, key: "robots_unreachable" });
    expect(new Set(site.requests)).toEqual(new Set(["GET /robots.txt"]));
  });
  it("is read at the pace it asks for, ten articles a look, until the queue is empty", async () => {
    const entries = Array.from({ length: 14 }, (_, number): [string, string, string] => [
      `/kabar-panjang-nomor-urut-${number}`,
      `Kabar panjang nomor urut ${number}`,
      `2026-03-17T0${number % 10}:00:00+07:00`,
    ]);
    site.pages.set("/robots.txt", {
      body: "User-agent: *\nCrawl-delay: 2\nDisallow: /kabar-panjang-nomor-urut-3\n",
    });
    site.pages.set("/news-sitemap.xml", { body: newsSitemap(entries) });
    for (const [path, title] of entries) site.pages.set(path, { body: article(title) });
    const id = await makeSite();
    expect(await poll(id)).toMatchObject({ key: "still_reading", values: { fresh: 10, waiting: 3 } });
    expect(pauses).toEqual(Array.from({ length: 9 }, () => 2000));
    clock.pass(1);
    expect(await poll(id)).toMatchObject({ key: "fresh", fresh: 3 });
    expect(
      site.requests.filter((line) => line.includes("nomor-urut-3 ") || line.endsWith("nomor-urut-3")),
    ).toEqual([]);
  });
  it("keeps the headline of an article that cannot be read, after three looks", async () => {
    site.pages.set("/news-sitemap.xml", {
      body: newsSitemap([
        ["/kabar-yang-tidak-terbuka-lagi", "Kabar yang tidak terbuka", "2026-03-17T10:00:00+07:00"],
      ]),
    });
    site.pages.set("/kabar-yang-tidak-terbuka-lagi", { status: 500 });
    const id = await makeSite();
    expect((await poll(id)).notes).toContainEqual({
      key: "article_unreachable",
      values: { count: 1, detail: "" },
    });
    await poll(id);
    expect(await mentions()).toEqual([]);
    expect(await poll(id)).toMatchObject({ fresh: 1 });
    expect(await mentions()).toMatchObject([{ title: "Kabar yang tidak terbuka", text: "" }]);
  });
  it("with nothing that looks like an article says so", async () => {
    site.pages.set("/", { body: "<html><body>Selamat datang</body></html>" });
    expect(await poll(await makeSite())).toMatchObject({ isOk: false, key: "no_articles" });
  });
});

describe("a feed whose items are cut short", () => {
  const item = {
    title: "Pasar dibuka kembali",
    link: "",
    guid: "p1",
    at: "Tue, 17 Mar 2026 12:00:00 +0700",
    text: "Pasar itu dibuka […]",
  };
  it("is completed with the articles themselves, once each, and again when the item changes", async () => {
    const feed = (text = item.text) =>
      rssOf([{ ...item, text, link: `${site.url}/pasar-dibuka-kembali-hari-ini` }]);
    site.pages.set("/rss", { body: feed() });
    site.pages.set("/pasar-dibuka-kembali-hari-ini", { body: article("Pasar dibuka kembali") });
    const id = await makeSource(database.db, workspaceId, `${site.url}/rss`, { completes_items: true });
    expect(await poll(id)).toMatchObject({ key: "fresh", fresh: 1 });
    expect((await mentions())[0]?.text).toContain("dapur umum");
    site.requests.length = 0;
    site.pages.set("/rss", { body: `${feed()} ` });
    expect(await poll(id)).toMatchObject({ key: "nothing_new" });
    expect(site.requests).toEqual(["GET /rss"]);
    site.pages.set("/rss", { body: feed("Pasar itu akhirnya dibuka […]") });
    await poll(id);
    expect(site.requests).toContain("GET /pasar-dibuka-kembali-hari-ini");
    expect(await mentions()).toHaveLength(1);
  });
  it("keeps the summary where the article is forbidden or gone", async () => {
    site.pages.set("/robots.txt", { body: "User-agent: *\nDisallow: /tertutup" });
    site.pages.set("/rss", {
      body: rssOf([
        { ...item, guid: "1", title: "Tertutup", link: `${site.url}/tertutup` },
        { ...item, guid: "2", title: "Hilang", link: `${site.url}/hilang` },
      ]),
    });
    const id = await makeSource(database.db, workspaceId, `${site.url}/rss`, { completes_items: true });
    expect(await poll(id)).toMatchObject({ fresh: 2 });
    expect((await mentions()).map(({ text }) => text)).toEqual([item.text, item.text]);
    expect(site.requests).not.toContain("GET /tertutup");
  });
});

describe("an address", () => {
  it.each([
    "https://kabar.test/read/2019/09/11/337/2103577/bj-habibie-meninggal-dunia-di-rspad",
    "https://kabar.test/2026/03/17/pembukaan-pasar",
    "https://kabar.test/berita/gubernur-tinjau-banjir-di-demak",
  ])("of an article is told: %s", (url) => expect(looksLikeArticle(url)).toBe(true));
  it.each([
    "https://kabar.test/",
    "https://kabar.test/tag/banjir-di-jawa-tengah",
    "https://kabar.test/kategori/ekonomi",
    "https://kabar.test/tentang",
    "https://kabar.test/unduh/laporan-tahunan-dinas-kesehatan.pdf",
  ])("of a section is told: %s", (url) => expect(looksLikeArticle(url)).toBe(false));
});
