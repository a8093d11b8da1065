import { describe, expect, it } from "vitest";
import { createChildRunner } from "#platform/child/child-runner.ts";
import { readFeed } from "./read-feed.ts";
import { type FeedAnswer, type FeedBody, readFeedBody } from "./read-feed-body.ts";

const now = new Date("2026-03-17T06:00:00Z");
const given = (text: string): FeedBody => ({
  body: Buffer.from(text),
  url: "https://contoh.id/rss",
  contentType: "application/rss+xml",
  zone: "Asia/Jakarta",
  now,
});
const rss = (count: number, text: string): string =>
  `<rss version="2.0"><channel><title>Kabar</title>${Array.from(
    { length: count },
    (_, n) =>
      `<item><title>Judul ${n}</title><link>/${n}</link><guid>${n}</guid><pubDate>Tue, 17 Mar 2026 10:00:00 +0700</pubDate><description><![CDATA[<img src="/${n}.jpg"><p>${text}</p>]]></description></item>`,
  ).join("")}</channel></rss>`;

describe("reading what an address answered", () => {
  it("gives the same for a large feed, read elsewhere, as for a small one, read here", async () => {
    const large = given(rss(2_000, "kata ".repeat(30)));
    expect(large.body.byteLength).toBeGreaterThan(500_000);
    const answer = await readFeed(large);
    expect(answer).toEqual(readFeedBody(large));
    expect(answer).toMatchObject({ kind: "feed", feed: { title: "Kabar" } });
    const small = given(rss(2, "kata"));
    expect(await readFeed(small)).toEqual(readFeedBody(small));
  });

  it("names the feeds that a page offers instead, of any size", async () => {
    const page = (filler: string) =>
      `<html><head><title>Kabar  Uji</title><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body>${filler}</body></html>`;
    const wanted = {
      kind: "none",
      isPage: true,
      title: "Kabar Uji",
      offered: [{ url: "https://contoh.id/rss.xml", origin: "declared" }],
    };
    expect(await readFeed(given(page("")))).toEqual(wanted);
    expect(await readFeed(given(page("<p>kata</p>".repeat(50_000))))).toEqual(wanted);
    expect(await readFeed(given("bukan apa-apa"))).toEqual({ kind: "none", isPage: false, offered: [] });
  });

  it("keeps what the bytes were, among the notes", () => {
    const answer = readFeedBody({ ...given(""), body: Buffer.from(rss(1, "caf\u00E9"), "latin1") });
    expect(answer).toMatchObject({ feed: { notes: [{ code: "charset-guessed" }] } });
  });

  it("ends where it takes more memory than it is given", async () => {
    const { run } = createChildRunner<FeedBody, FeedAnswer>(new URL("./feed-child.ts", import.meta.url), {
      timeMs: 60_000,
      memoryMb: 40,
      idleMs: 1_000,
    });
    await expect(run(given(rss(50_000, "kata")))).rejects.toMatchObject({ kind: "memory" });
  }, 60_000);
});
