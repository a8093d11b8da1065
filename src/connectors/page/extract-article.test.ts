import { describe, expect, test } from "vitest";
import { extractArticle } from "./extract-article.ts";

const sentence =
  "Dinas Pekerjaan Umum menutup sementara jembatan itu, kata kepala dinas, sampai perbaikan selesai dikerjakan. ";
const paragraphs = Array.from(
  { length: 6 },
  (_, index) => `<p>Bagian ${index + 1}. ${sentence.repeat(2)}</p>`,
).join("\n");

function page(head: string, body: string): string {
  return `<!DOCTYPE html><html lang="id"><head>${head}</head><body><nav><a href="/">Beranda</a></nav>${body}<footer>Hak cipta</footer></body></html>`;
}

describe("extractArticle", () => {
  test("prefers what the page says in JSON-LD", () => {
    const html = page(
      `<title>Jembatan ditutup - Harian Contoh</title><meta property="og:site_name" content="Harian Contoh">
       <link rel="canonical" href="/read/1/jembatan">
       <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},
         {"@type":"NewsArticle","headline":"Jembatan &amp; jalan ditutup","author":[{"@type":"Person","name":"Sari Dewi"},{"name":"Budi"}],
          "datePublished":"2025-06-18T09:12:00+07:00","dateModified":"2025-06-18T10:00:00+07:00","image":{"url":"/a.jpg"},
          "isAccessibleForFree":"False","publisher":{"name":"Harian"},
          "description":"baris
          patah",}]};</script>`,
      `<article><h1>Jembatan & jalan ditutup</h1><div class="content">${paragraphs}<p><strong>Baca juga: <a href="/x">Presiden tiba di Bali</a></strong></p></div></article>`,
    );
    const article = extractArticle(html, "https://contoh.id/read/1/jembatan?utm_source=x");
    expect(article).toMatchObject({
      title: "Jembatan & jalan ditutup",
      author: "Sari Dewi, Budi",
      publishedAt: { at: new Date("2025-06-18T02:12:00Z"), precision: "second" },
      updatedAt: { at: new Date("2025-06-18T03:00:00Z") },
      imageUrl: "https://contoh.id/a.jpg",
      canonicalUrl: "https://contoh.id/read/1/jembatan",
      siteName: "Harian Contoh",
      language: "id",
      isPaywalled: true,
      notes: [],
    });
    expect(article.text).toContain("Bagian 6.");
    expect(article.text).not.toMatch(/Baca juga|Beranda|Hak cipta/);
  });

  test("reads meta and what people see where there is no JSON-LD", () => {
    const html = page(
      `<meta name="publishdate" content="2025/06/18 09:12:00"><meta name="author" content="Redaksi"><title>Air bersih kembali | Kabar Contoh</title>`,
      `<h1>Air bersih kembali</h1><div class="detail__author">Oleh: Rina Putri</div><div class="isi">${paragraphs}</div>`,
    );
    expect(extractArticle(html, "https://contoh.id/a")).toMatchObject({
      title: "Air bersih kembali",
      author: "Rina Putri",
      publishedAt: { at: new Date("2025-06-18T02:12:00Z"), precision: "second" },
    });
    const shown = page(
      "<title>Pasar dibuka</title>",
      `<h1>Pasar dibuka</h1><span class="tanggal">Rabu, 18 Juni 2025 | 09.12 WITA</span>${paragraphs}`,
    );
    expect(extractArticle(shown, "https://contoh.id/a").publishedAt).toEqual({
      at: new Date("2025-06-18T01:12:00Z"),
      precision: "minute",
    });
  });

  test("takes the text of JSON-LD where the page hides it, and says when there is none", () => {
    const body = sentence.repeat(5);
    const html = page(
      `<script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", headline: "J", articleBody: body })}</script>`,
      "<p>Masuk untuk membaca.</p>",
    );
    expect(extractArticle(html, "https://contoh.id/a").text).toBe(body.trim());
    expect(extractArticle("", "https://contoh.id/a").notes).toEqual([{ code: "article-not-found" }]);
  });

  test("lets no markup through", () => {
    const evil = `<article>${paragraphs}<p onclick="a()">x<script>alert(1)</script><a href="javascript:alert(1)">y</a><img src="x.jpg" onerror="alert(1)"><iframe src="https://jahat.id"></iframe><svg onload="a()"></svg></p><p style="color:red">z</p></article>`;
    const article = extractArticle(
      page("<title>&lt;script&gt;alert(1)&lt;/script&gt;Judul panjang</title>", evil),
      "https://contoh.id/b/a",
    );
    expect(article.text).not.toMatch(/[<>]|alert|javascript:/);
    expect(article.title).toBe("Judul panjang");
  });

  test.each([
    ["deep", "<div>".repeat(200_000) + sentence],
    ["unclosed", "<p><b><i>".repeat(50_000) + sentence],
    ["attributes", `<a ${Array.from({ length: 20_000 }, (_, i) => `a${i}=1`).join(" ")}>${sentence}`],
    ["many attributes", `<a ${Array.from({ length: 300 }, (_, i) => `a${i}=1`).join(" ")}>x</a>`.repeat(900)],
    ["many", "<div><img src=x></div>".repeat(60_000)],
    ["tables", "<table><tr><td>".repeat(20_000)],
    ["comments", "<!-- ".repeat(200_000)],
    ["long", `<p>${sentence.repeat(60_000)}</p>`],
    ["json", `<script type="application/ld+json">${"[".repeat(200_000)}</script>`],
    [
      "json objects",
      `<script type="application/ld+json">${'{"@graph":['.repeat(20_000)}${"]}".repeat(20_000)}</script>`,
    ],
    ["junk", "<\u0000<<!<?<![CDATA[<a b='<p \">"],
  ])(
    "hostile page: %s",
    (_, body) => {
      const article = extractArticle(page("", body), "https://contoh.id/a");
      expect(article.text ?? "").not.toMatch(/<(?:script|svg|img|iframe)[\s>]/i);
    },
    20_000,
  );
});
