import { expect, test } from "vitest";
import { discoverFeeds, guessFeedUrls } from "./discover-feeds.ts";

test("declared feeds first, then linked ones, comments last", () => {
  const html = `<html><head><base href="/kanal/"><link rel="alternate" type="application/rss+xml" title="Komentar" href="/comments/feed/">
    <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" title="Utama &amp; baru" href="utama.xml">
    <link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="alternate" hreflang="en" href="/en">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head>
    <body><a href="https://contoh.id/rss/ekonomi">Ekonomi</a><a href="/berita/feeder-kapal">kapal</a><a href="utama.xml">lagi</a></body></html>`;
  expect(discoverFeeds(html, "https://contoh.id/")).toEqual([
    { url: "https://contoh.id/kanal/utama.xml", title: "Utama & baru", origin: "declared" },
    { url: "https://contoh.id/rss/ekonomi", title: "Ekonomi", origin: "linked" },
    { url: "https://contoh.id/comments/feed/", title: "Komentar", origin: "declared" },
  ]);
});

test("a page without anything offers nothing, however broken", () => {
  for (const html of ["", "<", "<html", "\u0000", "<a href>".repeat(5000), "<div>".repeat(100_000)]) {
    expect(discoverFeeds(html, "https://contoh.id/")).toEqual([]);
  }
});

test("a directory of feeds is capped", () => {
  const html = Array.from({ length: 200 }, (_, i) => `<a href="/rss/${i}">x</a>`).join("");
  expect(discoverFeeds(html, "https://contoh.id/")).toHaveLength(30);
});

test("customary addresses, nearest first", () => {
  const urls = guessFeedUrls("https://www.contoh.go.id/berita/index.html").map(({ url }) => url);
  expect(urls.slice(0, 3)).toEqual([
    "https://www.contoh.go.id/berita/feed",
    "https://www.contoh.go.id/berita/rss",
    "https://www.contoh.go.id/feed",
  ]);
  expect(urls).toContain("https://rss.contoh.go.id/");
  expect(guessFeedUrls("mailto:a@b.id")).toEqual([]);
});
