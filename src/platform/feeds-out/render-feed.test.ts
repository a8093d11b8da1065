import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import type { PublishedFeed, PublishedItem } from "./published-feed.ts";
import { renderFeed } from "./render-feed.ts";

const at = new Date("2026-11-20T02:00:00Z");
const item: PublishedItem = {
  id: "urn:uuid:0b5d6c7e-0000-4000-8000-000000000001",
  url: "https://contoh.test/1?a=1&b=2",
  title: "Loket <buka> & ramai",
  text: 'Baris satu\nbaris dua\n\nParagraf <dua> ]]> & "kutip"',
  link: "https://contoh.test/berita?x=1&y=2",
  pictures: ["Loket & antrean", ""],
  author: "Humas (@humas)",
  publishedAt: at,
  updatedAt: new Date("2026-11-20T03:00:00Z"),
  language: "id",
};
const feed: PublishedFeed = {
  id: "urn:uuid:0b5d6c7e-0000-4000-8000-000000000000",
  title: "Kota: pernyataan resmi",
  description: "Yang disampaikan.",
  homeUrl: "https://humas.test/akun?workspace=kota",
  selfUrl: "https://humas.test/feeds/statements.rss?workspace=kota&account=1",
  hubUrl: "https://humas.test/hub",
  author: "Kota",
  language: "id",
  updatedAt: item.updatedAt,
  items: [item],
};

/** Reads a document strictly. @returns the text of each element without white space at its ends, by name, and every attribute */
function readStrictly(xml: string): { texts: Map<string, string[]>; attributes: string[] } {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const texts = new Map<string, string[]>();
  const attributes: string[] = [];
  const open: { name: string; text: string }[] = [];
  parser.on("opentag", ({ name, attributes: given }) => {
    open.push({ name, text: "" });
    for (const one of Object.values(given)) attributes.push(one.value);
  });
  const write = (text: string): void => {
    const here = open.at(-1);
    if (here) here.text += text;
  };
  parser.on("text", write);
  parser.on("cdata", write);
  parser.on("closetag", () => {
    const { name, text } = open.pop() ?? { name: "", text: "" };
    texts.set(name, [...(texts.get(name) ?? []), text.trim()]);
  });
  parser.write(xml).close();
  return { texts, attributes };
}

it("writes RSS with a stable id that is no address, the change, the hub and its own address", () => {
  const { texts, attributes } = readStrictly(renderFeed("rss", feed));
  expect(texts.get("guid")).toEqual([item.id]);
  expect(attributes).toContain("false");
  expect(texts.get("title")).toEqual(["Kota: pernyataan resmi", "Loket <buka> & ramai"]);
  expect(texts.get("pubDate")).toEqual(["Fri, 20 Nov 2026 02:00:00 GMT"]);
  expect(texts.get("atom:updated")).toEqual(["2026-11-20T03:00:00.000Z"]);
  expect(texts.get("description")?.[1]).toBe(
    '<p>Baris satu<br>baris dua</p>\n<p>Paragraf &lt;dua&gt; ]]&gt; &amp; &quot;kutip&quot;</p>\n<p><a href="https://contoh.test/berita?x=1&amp;y=2">https://contoh.test/berita?x=1&amp;y=2</a></p>\n<p><em>Loket &amp; antrean</em></p>',
  );
  expect(attributes).toEqual(expect.arrayContaining([feed.selfUrl, "self", feed.hubUrl, "hub"]));
});

it("writes Atom with all that it must have", () => {
  const { texts, attributes } = readStrictly(renderFeed("atom", feed));
  expect(texts.get("id")).toEqual([feed.id, item.id].toSorted((a) => (a === item.id ? 1 : -1)));
  expect(texts.get("updated")).toEqual(["2026-11-20T03:00:00.000Z", "2026-11-20T03:00:00.000Z"]);
  expect(texts.get("published")).toEqual(["2026-11-20T02:00:00.000Z"]);
  expect(attributes).toEqual(expect.arrayContaining(["self", "hub", "alternate", item.url]));
});

it("writes JSON Feed 1.1, also an empty one", () => {
  expect(JSON.parse(renderFeed("json", feed))).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    feed_url: feed.selfUrl,
    language: "id",
    hubs: [{ type: "WebSub", url: feed.hubUrl }],
    items: [{ id: item.id, content_text: item.text, date_modified: "2026-11-20T03:00:00.000Z" }],
  });
  expect(JSON.parse(renderFeed("json", { ...feed, items: [], hubUrl: null }))).toMatchObject({ items: [] });
});

it("stays well-formed whatever is written into it, and holds no markup but its own", () => {
  const hostile = fc.string({ unit: "binary", maxLength: 60 });
  const sharp = fc.constantFrom(
    "]]>",
    "<![CDATA[",
    "<!--",
    "&#0;",
    "&apos;",
    "\u0000",
    "\u001b",
    "\ud800",
    "\uffff",
    "<script>alert(1)</script>",
  );
  const text = fc.array(fc.oneof(hostile, sharp), { maxLength: 6 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, text, (title, body, name) => {
      const odd = { ...item, title: title || "x", text: body, author: name || "x", pictures: [name] };
      const written = { ...feed, title: name || "x", items: [odd] };
      for (const format of ["rss", "atom"] as const) {
        const { texts } = readStrictly(renderFeed(format, written));
        const html = texts
          .get(format === "rss" ? "description" : "content")
          ?.find((one) => one.startsWith("<p>"));
        expect(html?.replace(/<\/?(?:p|em|a href="[^"<>]*"|a|br)>/g, "")).not.toMatch(/[<>]/);
      }
      JSON.parse(renderFeed("json", written));
    }),
    { numRuns: 100 },
  );
});
