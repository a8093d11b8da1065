import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { rssOf, startWebSite, type WebSite } from "#test/web-site.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { makeSource, samplePollParts } from "./poll-samples.ts";
import { previewClip } from "./preview-clip.ts";
import { previewSource } from "./preview-source.ts";

let database: TestDatabase;
let site: WebSite;
let context: RequestContext;

beforeAll(async () => {
  database = await testDatabase();
  site = await startWebSite();
});
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  context = contextFor(database.db, await makeWorkspace(database.db));
  site.pages.clear();
  site.requests.length = 0;
});

const parts = () => samplePollParts(database.db, [site.host], () => testNow);
const preview = async (url: string) => (await previewSource(context, { url }, parts())).candidates;
const feed = rssOf([
  {
    title: "Banjir di Demak",
    link: "https://kabar.test/1",
    guid: "1",
    at: "Tue, 17 Mar 2026 13:00:00 +0700",
  },
  { title: "Tanpa tanggal", link: "https://kabar.test/2", guid: "2" },
]);

describe("looking at an address before listening to it", () => {
  it("of a feed shows its newest items, and the source that listens there already", async () => {
    site.pages.set("/rss", { body: feed });
    expect(await preview(`${site.url}/rss`)).toEqual([
      expect.objectContaining({
        kind: "feed",
        url: `${site.url}/rss`,
        title: "Kabar Uji",
        outlet: "kabar.test",
        format: "rss-2.0",
        existingSourceId: null,
        items: [
          { title: "Banjir di Demak", url: "https://kabar.test/1", publishedAt: "2026-03-17T06:00:00.000Z" },
          { title: "Tanpa tanggal", url: "https://kabar.test/2", publishedAt: null },
        ],
        notes: [{ key: "item_without_date", values: { count: 1, detail: "" } }],
      }),
    ]);
    const id = await makeSource(database.db, context.workspaceId, `${site.url}/rss`);
    expect((await preview(`${site.url}/rss?utm_source=surat`))[0]?.existingSourceId).toBe(id);
  });
  it("of a page shows the feeds it declares, and the site itself", async () => {
    site.pages.set("/", {
      headers: { "content-type": "text/html" },
      body: '<!doctype html><html><head><title>Kabar</title><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><a href="/berita/gubernur-tinjau-banjir-di-demak">Gubernur tinjau banjir di Demak</a></body></html>',
    });
    site.pages.set("/rss", { body: feed });
    const candidates = await preview(`${site.url}/`);
    expect(candidates.map(({ kind, url }) => [kind, url])).toEqual([
      ["feed", `${site.url}/rss`],
      ["site", `${site.url}/`],
    ]);
    expect(candidates[1]?.items[0]?.title).toBe("Gubernur tinjau banjir di Demak");
  });
  it("without a scheme, of a page that declares nothing, tries the usual places", async () => {
    site.pages.set("/", { body: "<!doctype html><html><body>Selamat datang</body></html>" });
    site.pages.set("/feed", { body: feed });
    expect((await preview(site.host)).map(({ url }) => url)).toEqual([`${site.url}/feed`]);
  });
  it.each([
    ["http://127.0.0.1:9/rss", "listen.address.refused_address"],
    ["https://tidak-ada.test/", "listen.address.dns"],
  ])("that cannot be had says why: %s", async (url, key) => {
    await expect(preview(url)).rejects.toMatchObject({ code: "invalid", key });
  });
  it("that answers with an error says which", async () => {
    await expect(preview(`${site.url}/hilang`)).rejects.toMatchObject({ key: "listen.address.missing" });
  });
  it("that is none is refused as a field", async () => {
    await expect(preview("http://")).rejects.toMatchObject({ key: "invalid_input" });
  });
});

describe("a clip from an address", () => {
  const page = `<!doctype html><html><head><title>Gubernur tinjau banjir</title><link rel="canonical" href="PLACE"><meta name="author" content="Sri Wahyuni"><meta property="article:published_time" content="2026-03-17T10:00:00+07:00"></head><body><article><h1>Gubernur tinjau banjir</h1>${"<p>Gubernur meninjau lokasi banjir dan menjanjikan bantuan bagi warga yang mengungsi sejak malam.</p>".repeat(5)}</article></body></html>`;
  it("is proposed with title, author, time and text, and finds the mention that is there", async () => {
    const url = `${site.url}/gubernur-tinjau-banjir`;
    site.pages.set("/gubernur-tinjau-banjir", { body: page.replace("PLACE", url) });
    const clip = await previewClip(context, { url: `${url}?utm_source=x` }, parts().fetch);
    expect(clip).toMatchObject({
      title: "Gubernur tinjau banjir",
      author: "Sri Wahyuni",
      outlet: "127.0.0.1",
      publishedAt: "2026-03-17T03:00:00.000Z",
      timePrecision: "minute",
      url,
      existingMentionId: null,
    });
    expect(clip.text).toContain("menjanjikan bantuan");
    const { ids } = await storeMentions(database.db, context.workspaceId, [aDraft(1, { url })], testNow);
    expect((await previewClip(context, { url }, parts().fetch)).existingMentionId).toBe(ids[0]);
  });
  it("does not believe a page that claims another site's address", async () => {
    site.pages.set("/jahat", { body: page.replace("PLACE", "https://www.kompas.com/read/asli") });
    expect((await previewClip(context, { url: `${site.url}/jahat` }, parts().fetch)).url).toBe(
      `${site.url}/jahat`,
    );
  });
  it("says why a page cannot be had", async () => {
    await expect(previewClip(context, { url: `${site.url}/hilang` }, parts().fetch)).rejects.toMatchObject({
      key: "listen.address.missing",
    });
  });
});
