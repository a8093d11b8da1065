import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectNoMarkup } from "#test/expect-no-markup.ts";
import { MAX_FEED_ITEMS } from "./feed-shape.ts";
import { parseFeed } from "./parse-feed.ts";

const rss = (items: string, head = "") =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Kabar &amp; Contoh</title><link>https://contoh.id/</link>${head}${items}</channel></rss>`;
describe("hostile feeds", () => {
  const bomb = `<!DOCTYPE r [<!ENTITY a "${"x".repeat(200)}">${"bcdefghij"
    .split("")
    .map((name, index) => `<!ENTITY ${name} "${`&${"abcdefghi"[index]};`.repeat(10)}">`)
    .join("")}]>`;
  test.each([
    ["entity bomb", bomb + rss(`<item><title>&j;</title></item>`).replace(/<\?.*?\?>/, "")],
    [
      "quadratic entities",
      bomb + rss(`<item><description>${"&a;".repeat(300_000)}</description></item>`).replace(/<\?.*?\?>/, ""),
    ],
    [
      "external entity",
      '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>',
    ],
    ["deep", `<rss><channel><item><title>${"<a>".repeat(500_000)}`],
    ["deep html", rss(`<item><description><![CDATA[${"<div>".repeat(300_000)}]]></description></item>`)],
    [
      "unclosed html",
      rss(
        `<item><description><![CDATA[${"<b>".repeat(20_000)}${"</i>".repeat(100_000)}]]></description></item>`,
      ),
    ],
    ["comments", `<rss>${"<!--".repeat(500_000)}`],
    ["cdata", `<rss>${"<![CDATA[".repeat(300_000)}`],
    ["ampersands", rss(`<item><title>${"& ".repeat(500_000)}</title></item>`)],
    ["millions of ampersands", `<rss><channel><title>${"& ".repeat(3_000_000)}`],
    ["closers", `<rss><channel>${"</x>".repeat(300_000)}`],
    ["attributes", `<rss><channel ${Array.from({ length: 20_000 }, (_, i) => `a${i}="1"`).join(" ")}>`],
    ["doctypes", "<!DOCTYPE a [".repeat(50_000)],
  ])(
    "%s",
    (name, text) => {
      const feed = parseFeed(text, { url: "https://contoh.id/" });
      expectNoMarkup(feed, name);
      expect(JSON.stringify(feed).length).toBeLessThan(3_000_000);
      expect(JSON.stringify(feed)).not.toContain("root:");
    },
    10_000,
  );

  test("script in every field", () => {
    const evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    const written = `<![CDATA[${evil}]]>`;
    const twice = evil.replace(/</g, "&amp;lt;").replace(/>/g, "&amp;gt;");
    for (const value of [written, twice, evil.replace(/</g, "&lt;")]) {
      const fields = "title description author category guid link comments source"
        .split(" ")
        .map((name) => `<${name}>${value}</${name}>`)
        .join("");
      const feed = parseFeed(
        rss(
          `<item>${fields}<link>javascript:alert(1)</link><enclosure url="javascript:alert(1)" type="${twice}"/><dc:creator>${value}</dc:creator></item>`,
          fields,
        ),
        { url: "https://contoh.id/" },
      );
      expectNoMarkup(feed, value);
      expect(feed.items).toHaveLength(1);
    }
  });

  test("more items than are read at once", () => {
    const feed = parseFeed(rss("<item><title>x</title></item>".repeat(MAX_FEED_ITEMS + 5)));
    expect(feed.items).toHaveLength(MAX_FEED_ITEMS);
    expect(feed.notes).toEqual([{ code: "items-capped", detail: String(MAX_FEED_ITEMS + 5) }]);
  });

  test("any text at all", () => {
    const piece = fc.constantFrom(
      "<rss>",
      "<channel>",
      "<item>",
      "<title>",
      "</title>",
      "</item>",
      "&",
      "&lt;",
      "&amp;lt;script&gt;",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "<feed xmlns='http://www.w3.org/2005/Atom'>",
      "<entry>",
      "<content type='html'>",
      "<script>",
      "\u0000",
      "x",
      '"',
      "<?xml",
      "?>",
      "<link href='javascript:1'/>",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 5 })), { maxLength: 40 }),
        (parts) => {
          expectNoMarkup(parseFeed(`<rss><channel><item><title>${parts.join("")}`), "any");
          expectNoMarkup(parseFeed(parts.join("")), "any");
        },
      ),
      { numRuns: 300 },
    );
  });
});
