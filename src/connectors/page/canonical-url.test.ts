import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressKey, canonicalUrl, resolveHttpUrl } from "./canonical-url.ts";

describe("canonicalUrl", () => {
  test.each([
    [
      "HTTPS://News.Detik.COM:443/berita/d-1/judul/?utm_source=x&fbclid=1#lead",
      "https://news.detik.com/berita/d-1/judul",
    ],
    [
      "https://news.detik.com/berita/d-1/judul?single=1&tag_from=wp",
      "https://news.detik.com/berita/d-1/judul",
    ],
    ["https://news.detik.com/berita/d-1/judul/amp", "https://news.detik.com/berita/d-1/judul"],
    ["https://news.detik.com/berita/d-1/judul/amp/?single=1", "https://news.detik.com/berita/d-1/judul"],
    [
      "https://regional.kompas.com/read/2025/06/18/1/a?page=all#page2",
      "https://regional.kompas.com/read/2025/06/18/1/a",
    ],
    [
      "https://regional.kompas.com/read/2025/06/18/1/a?page=2",
      "https://regional.kompas.com/read/2025/06/18/1/a",
    ],
    [
      "https://amp.kompas.com/regional/read/2025/06/18/1/a",
      "https://regional.kompas.com/read/2025/06/18/1/a",
    ],
    ["https://nasional.tempo.co/amp/123/judul", "https://nasional.tempo.co/read/123/judul"],
    [
      "https://m.tribunnews.com/amp/nasional/2025/06/18/a",
      "https://www.tribunnews.com/nasional/2025/06/18/a",
    ],
    ["https://nasional.sindonews.com/read/1/a?showpage=all", "https://nasional.sindonews.com/read/1/a"],
    ["https://www.google.com/amp/s/amp.suara.com/news/a", "https://www.suara.com/news/a"],
    ["https://www-a-id.cdn.ampproject.org/c/s/www.a.id/berita/amp/", "https://www.a.id/berita"],
    ["https://contoh.go.id/index.php?page=2&b=2&a=1", "https://contoh.go.id/index.php?a=1&b=2&page=2"],
    ["https://contoh.go.id/?p=123", "https://contoh.go.id/?p=123"],
    ["http://user:rahasia@contoh.go.id./", "http://contoh.go.id/"],
    ["https://contoh.go.id:8443/a//b/", "https://contoh.go.id:8443/a/b"],
    ["https://contoh.go.id/amp", "https://contoh.go.id/amp"],
    ["https://contoh.go.id/%7ebudi/%c3%a9", "https://contoh.go.id/~budi/%C3%A9"],
    ["https://contoh.go.id/a;jsessionid=12AB?PHPSESSID=9", "https://contoh.go.id/a"],
    ["https://contoh.id/cari?q=a+b&empty=", "https://contoh.id/cari?empty&q=a%20b"],
  ])("%s", (given, wanted) => {
    expect(canonicalUrl(given)).toBe(wanted);
  });

  test.each([
    "",
    "  ",
    "mailto:a@b.id",
    "javascript:alert(1)",
    "data:text/html,x",
    "judul saja",
    "http://",
    "file:///etc/passwd",
  ])("refuses %j", (given) => {
    expect(canonicalUrl(given)).toBeUndefined();
  });

  test("resolves against a base", () => {
    expect(canonicalUrl("../b?utm_medium=x", "https://a.id/x/y")).toBe("https://a.id/b");
    expect(resolveHttpUrl("//b.id/x#y", "https://a.id/")).toBe("https://b.id/x#y");
    expect(resolveHttpUrl("javascript:1", "https://a.id/")).toBeUndefined();
  });

  test("is idempotent for any address", () => {
    const part = fc.constantFrom(
      "amp",
      "read",
      "a b",
      "%7E",
      "%2f",
      "",
      "m.",
      "é",
      "x.amp",
      ";jsessionid=1",
      "..",
      "google",
      "%",
    );
    const host = fc.constantFrom(
      "amp.kompas.com",
      "www.google.com",
      "m.news.detik.com",
      "m.tribunnews.com",
      "A.ID.",
      "tempo.co",
      "nasional.tempo.co",
    );
    const query = fc.array(
      fc.tuple(
        fc.constantFrom("page", "utm_x", "q", "amp", "é", "a[]", " "),
        fc.constantFrom("all", "1", "2", "x y", "%", "&"),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.array(host, { minLength: 1, maxLength: 4 }),
        fc.array(part, { maxLength: 6 }),
        query,
        (hosts, parts, pairs) => {
          const path = [...hosts.slice(1).flatMap((h) => ["amp", "s", h]), ...parts].join("/");
          const url = `https://${hosts[0]}/${path}?${pairs.map(([k, v]) => `${k}=${v}`).join("&")}`;
          const once = canonicalUrl(url);
          if (once !== undefined) expect(canonicalUrl(once)).toBe(once);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        const once = canonicalUrl(url);
        expect(once).toBeDefined();
        expect(canonicalUrl(once ?? "")).toBe(once);
      }),
    );
  });
});

test("addressKey ignores scheme and www", () => {
  expect(addressKey("http://www.contoh.id/a/")).toBe("contoh.id/a");
  expect(addressKey("https://contoh.id/a?utm_source=x")).toBe("contoh.id/a");
});
