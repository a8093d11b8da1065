import { expect, test } from "vitest";
import { readRobots } from "./robots.ts";

const text = `User-agent: *
Disallow: /cari
Crawl-delay: 5
User-agent: Gaung
Disallow: /arsip/
Allow: /arsip/terbuka
Crawl-delay: 999999
Sitemap: https://contoh.id/sitemap.xml
Sitemap: /news.xml
Sitemap: ftp://contoh.id/x`;

test("rules for us, for others, delay and sitemaps", () => {
  const ours = readRobots(text, "https://contoh.id/robots.txt", "Gaung");
  expect(ours.isAllowed("https://contoh.id/arsip/1")).toBe(false);
  expect(ours.isAllowed("https://contoh.id/arsip/terbuka/1")).toBe(true);
  expect(ours.isAllowed("https://contoh.id/cari?q=1")).toBe(true);
  expect(ours.isAllowed("https://lain.id/arsip/1")).toBe(true);
  expect(ours.crawlDelaySeconds).toBe(86_400);
  expect(ours.sitemapUrls).toEqual(["https://contoh.id/sitemap.xml", "https://contoh.id/news.xml"]);
  const others = readRobots(text, "https://contoh.id/robots.txt", "Lain");
  expect([others.isAllowed("https://contoh.id/cari"), others.crawlDelaySeconds]).toEqual([false, 5]);
});

test("nothing, junk and far too much", () => {
  for (const odd of [
    "",
    "<html>404</html>",
    "Disallow",
    `Disallow: /${"*a".repeat(20_000)}`,
    "User-agent: *\n".repeat(100_000),
  ]) {
    expect(
      readRobots(odd, "https://contoh.id/robots.txt", "Gaung").isAllowed(
        "https://contoh.id/aaaaaaaaaaaaaaaa",
      ),
    ).toBe(true);
  }
});
