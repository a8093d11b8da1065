import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readPageBody } from "./read-page.ts";
import { type PageAnswers, type PageBody, pageReaders } from "./read-page-body.ts";

const now = new Date("2026-03-17T06:00:00Z");
const given = (body: Uint8Array, contentType = "text/html; charset=utf-8"): PageBody => ({
  body,
  url: "https://contoh.id/berita/1",
  contentType,
  now,
});
const sentence = "Warga meminta pemerintah kota memperbaiki lampu jalan yang padam sejak pekan lalu. ";
const page = (paragraphs: number): Uint8Array =>
  Buffer.from(
    `<html><head><title>Lampu jalan padam</title></head><body><a href="/berita/2" title="Jalan lain juga padam">x</a><article>${`<p>${sentence.repeat(4)}</p>`.repeat(paragraphs)}</article></body></html>`,
  );
const sitemap = (urls: number): Uint8Array =>
  Buffer.from(
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${Array.from({ length: urls }, (_, n) => `<url><loc>https://contoh.id/berita/${n}/judul-yang-cukup-panjang-${n}</loc><lastmod>2026-03-17</lastmod></url>`).join("")}</urlset>`,
  );

describe("a page", () => {
  it.each<[keyof PageAnswers, PageBody, PageBody]>([
    ["article", given(page(2)), given(page(1_200))],
    ["links", given(page(2)), given(page(1_200))],
    ["sitemap", given(sitemap(3), "text/xml"), given(sitemap(4_000), "text/xml")],
    ["sitemap", given(gzipSync(sitemap(3))), given(gzipSync(sitemap(20_000)))],
  ])("is read the same elsewhere as here: %s", async (kind, small, large) => {
    expect(small.body.byteLength).toBeLessThan(30_000);
    expect(large.body.byteLength).toBeGreaterThan(kind === "sitemap" ? 30_000 : 300_000);
    expect(await readPageBody(kind, small)).toEqual(pageReaders[kind](small));
    expect(await readPageBody(kind, large)).toEqual(pageReaders[kind](large));
  });

  it("says where its links lead, with the line that people read", async () => {
    expect(await readPageBody("links", given(page(1)))).toEqual([
      { url: "https://contoh.id/berita/2", line: "Jalan lain juga padam" },
    ]);
  });

  it("that nobody waits for any more is let go", async () => {
    const ended = AbortSignal.abort(new Error("the desk closes"));
    await expect(readPageBody("article", given(page(1_200)), ended)).rejects.toThrow("the desk closes");
  });
});
