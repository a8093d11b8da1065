import { existsSync, globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { expectNoMarkup } from "#test/expect-no-markup.ts";
import { decodeBody } from "./decode-body.ts";
import { parseFeed } from "./parse-feed.ts";

const rss = (items: string, head = "") =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Kabar &amp; Contoh</title><link>https://contoh.id/</link>${head}${items}</channel></rss>`;
const codes = (notes: ReadonlyArray<{ code: string }>) => notes.map(({ code }) => code);

describe("RSS", () => {
  test("an item with everything", () => {
    const feed = parseFeed(
      rss(
        `<item><title><![CDATA[Harga &quot;beras&quot; naik <b>lagi</b>]]></title><link>/berita/1?utm_source=rss</link><guid isPermaLink="false">contoh-1</guid>
         <pubDate>Rabu, 18 Jun 2025 09:12:00 WITA</pubDate><dc:creator>Sari Dewi</dc:creator><dc:creator>Budi</dc:creator>
         <description>&lt;img src="/k.jpg"&gt;Ringkasan &amp;amp; isi</description>
         <content:encoded><![CDATA[<p onclick="a()">Satu <a href="/x">dua</a></p><script>alert(1)</script><p>Tiga</p>]]></content:encoded>
         <category>Ekonomi</category><category>Ekonomi</category><category>Pangan</category>
         <enclosure url="https://contoh.id/a.jpg" type="image/jpeg" length="1200"/></item>`,
        `<language>id-ID</language><ttl>15</ttl><atom:link rel="self" href="https://contoh.id/rss"/><atom:link rel="hub" href="https://hub.id/"/>`,
      ),
      { url: "https://contoh.id/rss" },
    );
    expect(feed).toEqual({
      format: "rss-2.0",
      title: "Kabar & Contoh",
      siteUrl: "https://contoh.id/",
      language: "id-ID",
      selfUrl: "https://contoh.id/rss",
      ttlMinutes: 15,
      hubUrls: ["https://hub.id/"],
      notes: [],
      items: [
        {
          externalId: "contoh-1",
          url: "https://contoh.id/berita/1?utm_source=rss",
          title: 'Harga "beras" naik lagi',
          text: "Satu dua\n\nTiga",
          summary: "Ringkasan & isi",
          author: "Sari Dewi, Budi",
          publishedAt: { at: new Date("2025-06-18T01:12:00Z"), precision: "second" },
          categories: ["Ekonomi", "Pangan"],
          enclosures: [{ url: "https://contoh.id/a.jpg", type: "image/jpeg", lengthBytes: 1200 }],
          imageUrl: "https://contoh.id/a.jpg",
          notes: [],
        },
      ],
    });
  });

  test("items without id, link, title or date are kept, and say so", () => {
    const [item] = parseFeed(rss("<item><description>hanya isi</description></item>")).items;
    expect(item?.text).toBe("hanya isi");
    expect(codes(item?.notes ?? [])).toEqual([
      "item-without-id",
      "item-without-link",
      "item-without-title",
      "item-without-date",
    ]);
  });

  test("dates of 1970 and of the future are dropped", () => {
    const now = new Date("2025-06-18T00:00:00Z");
    const dates = [
      "Thu, 01 Jan 1970 00:00:00 GMT",
      "Wed, 18 Jun 2031 09:12:00 +0700",
      "besok lusa",
      "Wed, 18 Jun 2025 02:12:00 GMT",
    ];
    const { items } = parseFeed(
      rss(dates.map((date) => `<item><pubDate>${date}</pubDate></item>`).join("")),
      { now },
    );
    expect(items.map(({ publishedAt }) => publishedAt?.at.toISOString())).toEqual([
      undefined,
      undefined,
      undefined,
      "2025-06-18T02:12:00.000Z",
    ]);
    expect(items.map(({ notes }) => codes(notes).find((code) => code.startsWith("date")))).toEqual([
      "date-implausible",
      "date-implausible",
      "date-unreadable",
      undefined,
    ]);
  });

  test("times without a zone are in the zone that the caller knows", () => {
    const text = rss("<item><pubDate>2025-06-18 09:12:00</pubDate></item>");
    expect(parseFeed(text).items[0]?.publishedAt?.at.toISOString()).toBe("2025-06-18T09:12:00.000Z");
    expect(parseFeed(text, { zone: "Asia/Jakarta" }).items[0]?.publishedAt?.at.toISOString()).toBe(
      "2025-06-18T02:12:00.000Z",
    );
  });

  test("malformed feeds are read as far as they go", () => {
    const broken = `\n\n<b>Notice</b>: x<rss version="2.0"><channel><title>A & B &nbsp;&copy; C</title><item><title>Satu & dua <br> tiga</title><link>https://contoh.id/?a=1&b=2</link><media:thumbnail url="https://contoh.id/a.jpg"/></item><item><title>Empat`;
    const feed = parseFeed(broken.slice(broken.indexOf("<rss")));
    expect(feed.title).toBe("A & B © C");
    expect(feed.items.map(({ title, url, imageUrl }) => [title, url, imageUrl])).toEqual([
      ["Satu & dua tiga", "https://contoh.id/?a=1&b=2", "https://contoh.id/a.jpg"],
      ["Empat", undefined, undefined],
    ]);
    expect(codes(feed.notes)).toEqual(["xml-repaired"]);
  });
});

describe("other formats", () => {
  test("Atom: text, html and xhtml, bases, links", () => {
    const feed = parseFeed(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://contoh.id/kanal/" xml:lang="id"><title type="html">Kanal &amp;amp; kabar</title><link href="./"/><link rel="self" href="atom.xml"/><link rel="next" href="?hal=2"/><author><name>Redaksi</name></author>
       <entry xml:base="2025/"><id>tag:contoh.id,2025:1</id><title>Tag &lt;blink&gt;</title><link href="judul"/><updated>2025-06-18T09:12:00+07:00</updated><category term="pangan" label="Pangan"/>
       <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Isi <a href="x">y</a> &amp; z</p></div></content></entry></feed>`,
      { url: "https://contoh.id/" },
    );
    expect(feed).toMatchObject({
      format: "atom-1.0",
      title: "Kanal & kabar",
      siteUrl: "https://contoh.id/kanal/",
      nextUrl: "https://contoh.id/kanal/?hal=2",
      language: "id",
    });
    expect(feed.items[0]).toMatchObject({
      title: "Tag <blink>",
      url: "https://contoh.id/kanal/2025/judul",
      text: "Isi y & z",
      author: "Redaksi",
      language: "id",
      categories: ["Pangan"],
      publishedAt: { at: new Date("2025-06-18T02:12:00Z") },
    });
  });

  test("RSS 1.0 in RDF", () => {
    const feed = parseFeed(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://contoh.id/"><title>R</title></channel><item rdf:about="https://contoh.id/1"><title>Satu</title><dc:date>2025-06-18</dc:date></item></rdf:RDF>`,
    );
    expect(feed.format).toBe("rss-rdf");
    expect(feed.items[0]).toMatchObject({
      externalId: "https://contoh.id/1",
      url: "https://contoh.id/1",
      publishedAt: { precision: "day" },
    });
  });

  test("JSON Feed", () => {
    const feed = parseFeed(
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "J",
        hubs: [{ type: "WebSub", url: "https://hub.id/" }],
        items: [
          {
            id: 7,
            url: "/a",
            title: "<i>A</i>",
            content_html: "<p>x<script>1</script></p>",
            date_published: "2025-06-18T09:12:00+07:00",
            authors: [{ name: "Sari" }],
            tags: ["t"],
          },
        ],
      }),
      { url: "https://contoh.id/feed.json" },
    );
    expect(feed).toMatchObject({ format: "json-feed", hubUrls: ["https://hub.id/"] });
    expect(feed.items[0]).toMatchObject({
      externalId: "7",
      url: "https://contoh.id/a",
      text: "x",
      author: "Sari",
    });
  });

  test.each([
    "",
    "   ",
    "halo",
    "<html><body>404</body></html>",
    "{",
    "[]",
    '{"a":1}',
    "<?xml version='1.0'?>",
    "\u0000\u0001",
    "<rss",
  ])("no feed: %j", (text) => {
    const feed = parseFeed(text);
    expect(feed.items).toEqual([]);
    if (text !== "<rss" && text !== '{"a":1}') expect(feed.format).toBe("none");
  });
});

const samples = join(import.meta.dirname, "../../../../shared/data/feeds-sample-feeds/content");
if (!existsSync(samples))
  console.warn(`skipped: whole sample feeds, ${relative(process.cwd(), samples)} is not there`);
test.skipIf(!existsSync(samples))("whole sample feeds have titles, addresses and dates throughout", () => {
  const files = globSync("**/*.xml", { cwd: samples });
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const feed = parseFeed(decodeBody(readFileSync(join(samples, file)), "text/xml").text, {
      url: "https://contoh.id/feed.xml",
    });
    expectNoMarkup(feed, file);
    expect(feed.format, file).not.toBe("none");
    expect(feed.items.length, file).toBeGreaterThan(0);
    for (const item of feed.items) expect(item.title ?? item.text ?? item.url, file).toBeDefined();
    const unread = feed.items.filter(({ notes }) => codes(notes).includes("date-unreadable"));
    expect(unread, file).toEqual([]);
  }
});
