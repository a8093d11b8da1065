import { resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import { type HtmlText, tidyLine } from "#connectors/page/plain-text.ts";
import { readFeedTime } from "./feed-date.ts";
import {
  type FeedEnclosure,
  type FeedFormat,
  type FeedItem,
  type FeedReading,
  MAX_FEED_ITEMS,
  type ParsedFeed,
} from "./feed-shape.ts";
import {
  childOf,
  childrenOf,
  childText,
  cleanLine,
  compact,
  distinctEnclosures,
  distinctLabels,
  enclosureOf,
  joinNames,
  languageTag,
  lastTexts,
  personName,
  rawOf,
  readContent,
  textOf,
} from "./read-parts.ts";
import { note, type SourceNote } from "./source-note.ts";
import type { XmlElement } from "./xml-tree.ts";

/** RSS 0.90 to 2.0, RSS 1.0 in RDF, and what looks like them; channel definition files by the same road. */
export function readRss(root: XmlElement, reading: FeedReading): ParsedFeed {
  const notes: SourceNote[] = [];
  const channel = root.name === "channel" ? root : (childrenOf(root, "channel")[0] ?? root);
  // RSS 0.90 and 1.0 keep the items beside the channel, all others inside; broken feeds do both.
  const elements = [
    ...childrenOf(channel, "item", "entry"),
    ...(channel === root ? [] : childrenOf(root, "item", "entry")),
  ];
  if (elements.length > MAX_FEED_ITEMS) notes.push(note("items-capped", String(elements.length)));
  const links = childrenOf(channel, "atom:link", "link");
  const rel = (name: string) =>
    links.filter((link) => link.attributes["rel"]?.toLowerCase() === name).map(hrefOf);
  const image = childrenOf(channel, "image", "itunes:image")[0];
  return {
    ...compact<Omit<ParsedFeed, "hubUrls" | "items" | "notes">>({
      format: formatOf(root),
      title: lineOf(channel, "title", "dc:title"),
      description: lineOf(
        channel,
        "description",
        "tagline",
        "abstract",
        "itunes:summary",
        "itunes:subtitle",
        "subtitle",
      ),
      siteUrl: linkOf(channel),
      language: languageTag(
        childText(channel, "language", "dc:language") ?? channel.language ?? root.language,
      ),
      author: authorOf(channel, "managingeditor"),
      selfUrl: rel("self")[0],
      movedToUrl: resolveHttpUrl(childText(channel, "itunes:new-feed-url") ?? "", channel.base),
      nextUrl: rel("next")[0],
      ttlMinutes: ttlOf(channel),
      imageUrl: image === undefined ? undefined : imageAddress(image),
    }),
    hubUrls: [...new Set(rel("hub").filter((url) => url !== undefined))].slice(0, 5),
    items: elements.slice(0, MAX_FEED_ITEMS).map((element) => readItem(element, reading)),
    notes,
  };
}

function formatOf(root: XmlElement): FeedFormat {
  if (root.name.endsWith("rdf")) return "rss-rdf";
  if (root.name === "channel") return "cdf";
  return /^0\.9/.test(root.attributes["version"] ?? "") ? "rss-0.9x" : "rss-2.0";
}

function readItem(element: XmlElement, reading: FeedReading): FeedItem {
  const notes: SourceNote[] = [];
  const full = childOf(
    element,
    "content:encoded",
    "xhtml:body",
    "body",
    "fullitem",
    "content:items",
    "content",
  );
  const short = childOf(
    element,
    "description",
    "summary",
    "dc:description",
    "abstract",
    "itunes:summary",
    "media:description",
    "itunes:subtitle",
  );
  const content = contentOf(full);
  const summary = contentOf(short);
  const main = content ?? summary;
  const second =
    content === undefined
      ? contentOf(childrenOf(element, "summary", "itunes:summary").find((child) => child !== short))
      : summary;
  const publishedAt = readFeedTime(
    lastTexts(
      element,
      "pubdate",
      "dc:date",
      "dcterms:issued",
      "dcterms:created",
      "atom:published",
      "published",
      "date",
      "lastmod",
    ),
    reading,
    notes,
  );
  const updatedAt = readFeedTime(
    lastTexts(element, "dcterms:modified", "atom:updated", "updated", "modified", "lastbuilddate"),
    reading,
    notes,
  );
  const guid = childOf(element, "guid", "id", "atom:id");
  const externalId = textOf(guid) ?? element.attributes["rdf:about"];
  const url =
    linkOf(element) ??
    permalinkOf(guid) ??
    resolveHttpUrl(element.attributes["rdf:about"] ?? "", element.base);
  const title = lineOf(element, "title", "dc:title", "media:title", "itunes:title");
  const media = mediaOf(element);
  const lastModified = element.attributes["lastmod"];
  const fallback = lastModified === undefined ? undefined : readFeedTime([lastModified], reading, notes);
  if (externalId === undefined) notes.push(note("item-without-id"));
  if (url === undefined) notes.push(note("item-without-link"));
  if (title === undefined) notes.push(note("item-without-title"));
  const dated = publishedAt ?? updatedAt ?? fallback;
  if (dated === undefined) notes.push(note("item-without-date"));
  return {
    ...compact<Omit<FeedItem, "categories" | "enclosures" | "notes">>({
      externalId: externalId === undefined ? undefined : tidyLine(externalId) || undefined,
      url,
      title,
      text: main?.text,
      summary: second?.text === main?.text ? undefined : second?.text,
      author: authorOf(element),
      publishedAt: dated,
      updatedAt,
      imageUrl: media.imageUrl ?? main?.imageUrl ?? summary?.imageUrl,
      language: languageTag(
        childText(element, "dc:language", "language") ?? full?.language ?? element.language,
      ),
    }),
    categories: distinctLabels(
      childrenOf(element, "category", "dc:subject", "media:category", "itunes:category").flatMap(
        categoriesOf,
      ),
    ),
    enclosures: media.enclosures,
    notes,
  };
}

function contentOf(element: XmlElement | undefined): Partial<HtmlText> | undefined {
  return element === undefined ? undefined : readContent(rawOf(element));
}

function lineOf(element: XmlElement, ...names: string[]): string | undefined {
  const found = childOf(element, ...names);
  return found === undefined ? undefined : cleanLine(rawOf(found));
}

function authorOf(element: XmlElement, ...more: string[]): string | undefined {
  for (const name of [
    "dc:creator",
    "author",
    "itunes:author",
    "dc:author",
    ...more,
    "dc:publisher",
    "webmaster",
  ]) {
    const names = childrenOf(element, name).map((child) =>
      personName(childText(child, "name", "atom:name") ?? textOf(child)),
    );
    const joined = joinNames(names);
    if (joined !== undefined) return joined;
  }
  return undefined;
}

/** iTunes writes categories as attributes and nests them. */
function categoriesOf(category: XmlElement): Array<string | undefined> {
  return [
    category.attributes["text"] ?? textOf(category),
    ...childrenOf(category, category.name).flatMap(categoriesOf),
  ];
}

function hrefOf(link: XmlElement): string | undefined {
  return resolveHttpUrl(link.attributes["href"] ?? textOf(link) ?? "", link.base);
}

/** The address of the article or the site: `link`, however it is written, then FeedBurner's, then CDF's attribute. */
function linkOf(element: XmlElement): string | undefined {
  const original = childText(element, "feedburner:origlink");
  if (original !== undefined) return resolveHttpUrl(original, element.base);
  for (const link of childrenOf(element, "link")) {
    const rel = link.attributes["rel"]?.toLowerCase() ?? "alternate";
    const url = rel === "alternate" ? hrefOf(link) : undefined;
    if (url !== undefined) return url;
  }
  for (const link of childrenOf(element, "atom:link", "a", "logo")) {
    const rel = link.attributes["rel"]?.toLowerCase() ?? "alternate";
    const url = rel === "alternate" && link.name !== "logo" ? hrefOf(link) : undefined;
    if (url !== undefined) return url;
  }
  return resolveHttpUrl(element.attributes["href"] ?? "", element.base);
}

/** A guid is the address unless it says that it is not one (RSS 2.0, `isPermaLink`). */
function permalinkOf(guid: XmlElement | undefined): string | undefined {
  if (guid === undefined || guid.attributes["ispermalink"]?.trim().toLowerCase() === "false")
    return undefined;
  const text = textOf(guid) ?? "";
  return /^https?:\/\//i.test(text) ? resolveHttpUrl(text) : undefined;
}

function imageAddress(image: XmlElement): string | undefined {
  const address =
    image.attributes["href"] ?? image.attributes["url"] ?? childText(image, "url") ?? textOf(image);
  return resolveHttpUrl(address ?? "", image.base);
}

function mediaOf(element: XmlElement): { enclosures: FeedEnclosure[]; imageUrl?: string } {
  const groups = [element, ...childrenOf(element, "media:group")];
  const contents = groups.flatMap((group) => childrenOf(group, "media:content"));
  const thumbnails = [...groups, ...contents].flatMap((group) => childrenOf(group, "media:thumbnail"));
  const enclosures = distinctEnclosures(
    [
      ...childrenOf(element, "enclosure"),
      ...contents,
      ...childrenOf(element, "atom:link").filter((link) => link.attributes["rel"] === "enclosure"),
    ].map((from) => {
      const { url, href, type, medium, length, filesize } = from.attributes;
      return enclosureOf(url ?? href, from.base, type ?? medium, length ?? filesize);
    }),
  );
  const picture =
    enclosures.find(
      ({ type, url }) => type?.startsWith("image") ?? /\.(jpe?g|png|webp|gif|avif)(\?|$)/i.test(url),
    )?.url ??
    [...thumbnails, ...childrenOf(element, "itunes:image", "image", "img", "thumbnail")]
      .map(imageAddress)
      .find((url) => url !== undefined);
  return picture === undefined ? { enclosures } : { enclosures, imageUrl: picture };
}

const PERIOD_MINUTES: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};

function ttlOf(channel: XmlElement): number | undefined {
  const ttl = Number(childText(channel, "ttl"));
  if (Number.isFinite(ttl) && ttl > 0) return Math.min(Math.round(ttl), 525_600);
  const period = PERIOD_MINUTES[childText(channel, "sy:updateperiod")?.toLowerCase() ?? ""];
  const frequency = Number(childText(channel, "sy:updatefrequency") ?? 1);
  return period === undefined ? undefined : Math.max(1, Math.round(period / (frequency > 0 ? frequency : 1)));
}
