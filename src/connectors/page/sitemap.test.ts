import { expect, test } from "vitest";
import { parseSitemap } from "./sitemap.ts";

const zone = "Asia/Jakarta";

test("news sitemap", () => {
  const text = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc> https://contoh.id/read/1?a=1&amp;b=2 </loc><lastmod>2025-06-18</lastmod><n:news><n:publication><n:name>Contoh</n:name><n:language>id</n:language></n:publication>
      <n:publication_date>2025-06-18T09:12:00+07:00</n:publication_date><n:title><![CDATA[Judul &amp; <b>isi</b>]]></n:title><n:keywords>beras, pangan,</n:keywords></n:news>
      <image:image><image:loc>https://contoh.id/a.jpg</image:loc></image:image></url>
    <url><loc>javascript:alert(1)</loc></url><url><lastmod>x</lastmod></url></urlset>`;
  expect(parseSitemap(text, { zone })).toEqual({
    kind: "urlset",
    entries: [
      {
        url: "https://contoh.id/read/1?a=1&b=2",
        modifiedAt: { at: new Date("2025-06-17T17:00:00Z"), precision: "day" },
        title: "Judul & isi",
        publishedAt: { at: new Date("2025-06-18T02:12:00Z"), precision: "second" },
        publication: "Contoh",
        language: "id",
        keywords: ["beras", "pangan"],
        imageUrl: "https://contoh.id/a.jpg",
      },
    ],
    sitemaps: [],
    notes: [],
  });
});

test("index, plain list, broken and no sitemap", () => {
  const index = `<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2025-06-18T09:12:00Z</lastmod></sitemap><sitemap><loc>/b.xml.gz</loc>`;
  const read = parseSitemap(index, { zone, url: "https://contoh.id/sitemap.xml" });
  expect(read.sitemaps.map(({ url }) => url)).toEqual([
    "https://contoh.id/a.xml",
    "https://contoh.id/b.xml.gz",
  ]);
  expect(read.notes.map(({ code }) => code)).toEqual(["xml-repaired"]);
  expect(parseSitemap("https://contoh.id/1\nhttps://contoh.id/2\n", { zone }).entries).toHaveLength(2);
  for (const odd of ["", "<html></html>", "halo\ndunia", '{"a":1}'])
    expect(parseSitemap(odd, { zone }).kind).toBe("none");
});

test("more addresses than the protocol allows", () => {
  const read = parseSitemap(
    `<urlset>${"<url><loc>https://contoh.id/a</loc></url>".repeat(50_010)}</urlset>`,
    { zone },
  );
  expect([read.entries.length, read.notes]).toEqual([50_000, [{ code: "sitemap-capped", detail: "50010" }]]);
});
