import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";
import type { FeedFormat, PublishedFeed, PublishedItem } from "./published-feed.ts";

/** What each format is served as. */
export const feedMediaTypes: Readonly<Record<FeedFormat, string>> = {
  rss: "application/rss+xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

/** Writes a feed: RSS 2.0 with Atom's links, Atom (RFC 4287) or JSON Feed 1.1. The same feed gives the same bytes. */
export function renderFeed(format: FeedFormat, feed: PublishedFeed): string {
  return renderers[format](cleanFeed(feed));
}

const renderers: Readonly<Record<FeedFormat, (feed: PublishedFeed) => string>> = {
  rss: (feed) =>
    generateRssFeed({
      title: feed.title,
      link: feed.homeUrl,
      description: feed.description,
      language: feed.language,
      lastBuildDate: feed.updatedAt,
      generator: "Gaung",
      ttl: 15,
      atom: {
        links: [
          { href: feed.selfUrl, rel: "self", type: "application/rss+xml" },
          ...(feed.hubUrl === null ? [] : [{ href: feed.hubUrl, rel: "hub" }]),
        ],
      },
      items: feed.items.map((item) => ({
        title: item.title,
        ...(item.url !== null && { link: item.url }),
        description: htmlOf(item),
        guid: { value: item.id, isPermaLink: false },
        pubDate: item.publishedAt,
        dc: { creators: [item.author], ...(item.language !== null && { languages: [item.language] }) },
        // RSS itself has no word for a change.
        atom: { updated: item.updatedAt },
      })),
    }),
  atom: (feed) =>
    generateAtomFeed({
      id: feed.id,
      title: { value: feed.title },
      subtitle: { value: feed.description },
      updated: feed.updatedAt,
      authors: [{ name: feed.author }],
      generator: { text: "Gaung" },
      xml: { lang: feed.language },
      links: [
        { href: feed.homeUrl, rel: "alternate", type: "text/html" },
        { href: feed.selfUrl, rel: "self", type: "application/atom+xml" },
        ...(feed.hubUrl === null ? [] : [{ href: feed.hubUrl, rel: "hub" }]),
      ],
      entries: feed.items.map((item) => ({
        id: item.id,
        title: { value: item.title },
        ...(item.url !== null && { links: [{ href: item.url, rel: "alternate" }] }),
        authors: [{ name: item.author }],
        published: item.publishedAt,
        updated: item.updatedAt,
        content: { value: htmlOf(item), type: "html" },
        ...(item.language !== null && { xml: { lang: item.language } }),
      })),
    }),
  json: (feed) => {
    const written = generateJsonFeed({
      title: feed.title,
      description: feed.description,
      home_page_url: feed.homeUrl,
      feed_url: feed.selfUrl,
      language: feed.language,
      authors: [{ name: feed.author }],
      ...(feed.hubUrl !== null && { hubs: [{ type: "WebSub", url: feed.hubUrl }] }),
      items: feed.items.map((item) => ({
        id: item.id,
        ...(item.url !== null && { url: item.url }),
        ...(item.link !== null && { external_url: item.link }),
        title: item.title,
        content_html: htmlOf(item),
        ...(item.text !== "" && { content_text: item.text }),
        date_published: item.publishedAt,
        date_modified: item.updatedAt,
        authors: [{ name: item.author }],
        ...(item.language !== null && { language: item.language }),
      })),
    });
    // The library leaves an empty list out, which the format does not.
    return `${JSON.stringify({ ...Object(written), ...(feed.items.length === 0 && { items: [] }) }, null, 2)}\n`;
  },
};

/** Text, link and what pictures show, as HTML that holds nothing but paragraphs, line breaks and that link. */
function htmlOf({ text, link, pictures }: PublishedItem): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll("\n", "<br>")}</p>`);
  const address = link === null ? [] : [`<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`];
  const shown = pictures.filter((alt) => alt !== "").map((alt) => `<p><em>${escapeHtml(alt)}</em></p>`);
  return [...paragraphs, ...address, ...shown].join("\n") || "<p></p>";
}

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** XML 1.0 §2.2: all that a document may hold, of which halves of characters are no part. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Leaves out what XML cannot hold, and gives lines one way to end. */
const clean = (text: string): string => text.replace(/\r\n?/g, "\n").replace(unwritable, "");

const cleanFeed = (feed: PublishedFeed): PublishedFeed => ({
  ...feed,
  title: clean(feed.title),
  description: clean(feed.description),
  author: clean(feed.author),
  items: feed.items.map((item) => ({
    ...item,
    title: clean(item.title),
    text: clean(item.text),
    author: clean(item.author),
    link: item.link === null ? null : clean(item.link),
    url: item.url === null ? null : clean(item.url),
    pictures: item.pictures.map(clean),
  })),
});
