import { parseFeedDate } from "#connectors/feed/feed-date.ts";
import { childOf, childrenOf, childText, compact } from "#connectors/feed/read-parts.ts";
import { note, type SourceNote } from "#connectors/feed/source-note.ts";
import { readXmlTree, type XmlElement } from "#connectors/feed/xml-tree.ts";
import { resolveHttpUrl } from "./canonical-url.ts";
import type { DateOptions, DatePrecision } from "./indonesian-date.ts";
import { plainLine } from "./plain-text.ts";

interface SitemapTime {
  at: Date;
  precision: DatePrecision;
}

export interface SitemapEntry {
  url: string;
  modifiedAt?: SitemapTime;
  /** From the news extension. */
  title?: string;
  publishedAt?: SitemapTime;
  publication?: string;
  language?: string;
  keywords: string[];
  imageUrl?: string;
}

export interface ParsedSitemap {
  kind: "urlset" | "index" | "none";
  entries: SitemapEntry[];
  /** Further sitemaps of an index. */
  sitemaps: Array<{ url: string; modifiedAt?: SitemapTime }>;
  notes: SourceNote[];
}

/** The protocol allows 50,000 addresses in a file (https://www.sitemaps.org/protocol.html). */
const MAX_ENTRIES = 50_000;

/**
 * Reads a sitemap, a sitemap index, a news sitemap
 * (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap) or a plain list of addresses.
 * Tolerant like `parseFeed`; never throws. Compressed files are the caller's to open.
 */
export function parseSitemap(text: string, options: DateOptions & { url?: string }): ParsedSitemap {
  const { root, fault, isCut } = readXmlTree(text, options.url);
  const notes: SourceNote[] = [];
  if (isCut) notes.push(note("xml-cut"));
  else if (fault !== undefined && root !== undefined) notes.push(note("xml-repaired", fault));
  if (root?.name === "sitemapindex") {
    const sitemaps = capped(childrenOf(root, "sitemap"), notes).flatMap((element) => {
      const url = locationOf(element);
      return url === undefined
        ? []
        : [
            compact<ParsedSitemap["sitemaps"][number]>({
              url,
              modifiedAt: timeOf(element, options, "lastmod"),
            }),
          ];
    });
    return { kind: "index", entries: [], sitemaps, notes };
  }
  if (root?.name === "urlset") {
    const entries = capped(childrenOf(root, "url"), notes).flatMap(
      (element) => readEntry(element, options) ?? [],
    );
    return { kind: "urlset", entries, sitemaps: [], notes };
  }
  const urls = root === undefined ? listedAddresses(text) : [];
  if (urls.length > 0)
    return {
      kind: "urlset",
      entries: capped(urls, notes).map((url) => ({ url, keywords: [] })),
      sitemaps: [],
      notes,
    };
  return { kind: "none", entries: [], sitemaps: [], notes: [note("not-a-feed", root?.name)] };
}

function readEntry(element: XmlElement, options: DateOptions): SitemapEntry | undefined {
  const url = locationOf(element);
  if (url === undefined) return undefined;
  const news = childOf(element, "news:news");
  const publication = news === undefined ? undefined : childOf(news, "news:publication");
  const image = childOf(element, "image:image");
  const line = (parent: XmlElement | undefined, name: string) => {
    const found = parent === undefined ? undefined : childText(parent, name);
    return found === undefined ? undefined : plainLine(found) || undefined;
  };
  const keywords = line(news, "news:keywords")?.split(",") ?? [];
  return {
    ...compact<Omit<SitemapEntry, "keywords">>({
      url,
      modifiedAt: timeOf(element, options, "lastmod"),
      title: line(news, "news:title"),
      publishedAt: news === undefined ? undefined : timeOf(news, options, "news:publication_date"),
      publication: line(publication, "news:name"),
      language: line(publication, "news:language"),
      imageUrl:
        image === undefined ? undefined : resolveHttpUrl(childText(image, "image:loc") ?? "", image.base),
    }),
    keywords: keywords
      .map((word) => word.trim())
      .filter((word) => word !== "")
      .slice(0, 50),
  };
}

function locationOf(element: XmlElement): string | undefined {
  return resolveHttpUrl(childText(element, "loc", "xhtml:loc") ?? "", element.base);
}

function timeOf(element: XmlElement, options: DateOptions, name: string): SitemapTime | undefined {
  const text = childText(element, name);
  const parsed = text === undefined ? undefined : parseFeedDate(text, options);
  return parsed === undefined ? undefined : { at: parsed.at, precision: parsed.precision };
}

function listedAddresses(text: string): string[] {
  const lines = text
    .split(/\r?\n/, MAX_ENTRIES + 1)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const urls = lines
    .filter((line) => /^https?:\/\/\S+$/.test(line))
    .flatMap((line) => resolveHttpUrl(line) ?? []);
  return urls.length === lines.length ? urls : [];
}

function capped<T>(found: readonly T[], notes: SourceNote[]): readonly T[] {
  if (found.length <= MAX_ENTRIES) return found;
  notes.push(note("sitemap-capped", String(found.length)));
  return found.slice(0, MAX_ENTRIES);
}
