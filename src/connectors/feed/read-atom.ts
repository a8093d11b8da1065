import { resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import { hasMarkup, tidyLine } from "#connectors/page/plain-text.ts";
import { readFeedTime } from "./feed-date.ts";
import { type FeedItem, type FeedReading, MAX_FEED_ITEMS, type ParsedFeed } from "./feed-shape.ts";
import {
  childOf,
  childrenOf,
  childText,
  cleanLine,
  compact,
  distinctEnclosures,
  distinctLabels,
  enclosureOf,
  innerMarkup,
  joinNames,
  languageTag,
  lastTexts,
  personName,
  type RawContent,
  rawOf,
  readContent,
  textOf,
} from "./read-parts.ts";
import { note, type SourceNote } from "./source-note.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Atom 1.0 (RFC 4287) and 0.3; `root` is a feed or a single entry. */
export function readAtom(root: XmlElement, reading: FeedReading): ParsedFeed {
  const notes: SourceNote[] = [];
  const entries = root.name === "entry" ? [root] : childrenOf(root, "entry", "item");
  if (entries.length > MAX_FEED_ITEMS) notes.push(note("items-capped", String(entries.length)));
  const author = authorsOf(root);
  const image = childOf(root, "logo", "icon", "media:thumbnail");
  return {
    ...compact<Omit<ParsedFeed, "hubUrls" | "items" | "notes">>({
      format: /^0\./.test(root.attributes["version"] ?? "") ? "atom-0.3" : "atom-1.0",
      title: lineOf(root, "title", "dc:title"),
      description: lineOf(root, "subtitle", "tagline", "info", "description", "dc:description"),
      siteUrl: linkOf(root, "alternate"),
      language: languageTag(root.language ?? childText(root, "language", "dc:language")),
      author,
      selfUrl: linkOf(root, "self"),
      nextUrl: linkOf(root, "next"),
      imageUrl:
        image === undefined
          ? undefined
          : resolveHttpUrl(textOf(image) ?? image.attributes["url"] ?? "", image.base),
    }),
    hubUrls: [...new Set(linksOf(root, "hub"))].slice(0, 5),
    items: entries.slice(0, MAX_FEED_ITEMS).map((entry) => readEntry(entry, author, reading)),
    notes,
  };
}

function readEntry(entry: XmlElement, feedAuthor: string | undefined, reading: FeedReading): FeedItem {
  const notes: SourceNote[] = [];
  const contentElement = bestContent(childrenOf(entry, "content", "content:encoded"));
  const summaryElement = childOf(entry, "summary", "description", "dc:description", "media:description");
  const content = readContent(rawOptional(contentElement));
  const grouped = childrenOf(entry, "media:group").map((group) => childOf(group, "media:description"))[0];
  const summary = readContent(rawOptional(summaryElement ?? grouped));
  const main = content ?? summary;
  const updatedAt = readFeedTime(lastTexts(entry, "updated", "modified", "dcterms:modified"), reading, notes);
  const publishedAt =
    readFeedTime(
      lastTexts(entry, "published", "issued", "created", "dc:date", "dcterms:issued", "pubdate"),
      reading,
      notes,
    ) ?? updatedAt;
  const externalId = childText(entry, "id", "guid");
  const url = articleAddress(entry, externalId);
  const title = lineOf(entry, "title", "dc:title", "media:title");
  const enclosures = enclosuresOf(entry, contentElement);
  if (externalId === undefined) notes.push(note("item-without-id"));
  if (url === undefined) notes.push(note("item-without-link"));
  if (title === undefined) notes.push(note("item-without-title"));
  if (publishedAt === undefined) notes.push(note("item-without-date"));
  return {
    ...compact<Omit<FeedItem, "categories" | "enclosures" | "notes">>({
      externalId: externalId === undefined ? undefined : tidyLine(externalId) || undefined,
      url,
      title,
      text: main?.text,
      summary: content !== undefined && summary?.text !== content.text ? summary?.text : undefined,
      author: authorsOf(entry) ?? sourceAuthor(entry) ?? feedAuthor,
      publishedAt,
      updatedAt,
      imageUrl:
        imageOf(entry) ?? enclosures.find(({ type }) => type?.startsWith("image"))?.url ?? main?.imageUrl,
      language: languageTag(contentElement?.language ?? entry.language),
    }),
    categories: distinctLabels(
      childrenOf(entry, "category", "dc:subject").map(
        (c) => c.attributes["label"] ?? c.attributes["term"] ?? textOf(c),
      ),
    ),
    enclosures,
    notes,
  };
}

function lineOf(element: XmlElement, ...names: string[]): string | undefined {
  return cleanLine(rawOptional(childOf(element, ...names)));
}

function rawOptional(element: XmlElement | undefined): RawContent | undefined {
  return element === undefined ? undefined : rawConstruct(element);
}

/** Of several contents the HTML one; media and addresses elsewhere are no text. */
function bestContent(contents: readonly XmlElement[]): XmlElement | undefined {
  const texts = contents.filter(
    ({ attributes }) =>
      attributes["src"] === undefined && !/^(image|audio|video)\//.test(attributes["type"] ?? ""),
  );
  return texts.find(({ attributes }) => /html/.test(attributes["type"] ?? "")) ?? texts[0];
}

/**
 * A text construct. Atom 1.0 tells text, html and xhtml by `type` (RFC 4287 §3.1); Atom 0.3 tells the writing by
 * `mode` (xml, escaped, base64) and the kind by a media type. Elements of other namespaces are read as RSS reads
 * them.
 */
function rawConstruct(element: XmlElement): RawContent {
  const type = (element.attributes["type"] ?? "").trim().toLowerCase();
  const mode = (element.attributes["mode"] ?? "").trim().toLowerCase();
  const { base } = element;
  if (element.name.includes(":")) return rawOf(element);
  const hasElements = element.children.some((child) => typeof child !== "string");
  if (hasElements) return { value: unwrapDiv(element), isHtml: true, base };
  let value = textOf(element) ?? "";
  if (mode === "base64" || (/^[\w.+-]+\/[\w.+-]+$/.test(type) && !/^text\/|xml$/.test(type))) {
    value = decodeBase64(value) ?? value;
  }
  const isHtml =
    /html|^(application|text)\/xml/.test(type) || (mode !== "" && type === "" && hasMarkup(value));
  // In xhtml and xml a character reference has done its work already: `&amp;lt;` there is the text `&lt;`.
  const isLiteral = type === "xhtml" || (/xml/.test(type) && mode === "");
  return { value: isLiteral ? value.replace(/&/g, "&amp;").replace(/</g, "&lt;") : value, isHtml, base };
}

/** The one `div` around XHTML content is no part of it (RFC 4287 §3.1.1.3). */
function unwrapDiv(element: XmlElement): string {
  const inside = element.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  const [only] = inside;
  const isDiv = inside.length === 1 && typeof only === "object" && /^(xhtml:)?div$/.test(only.name);
  return innerMarkup(isDiv ? only : element);
}

function decodeBase64(text: string): string | undefined {
  const compacted = text.replace(/\s+/g, "");
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(compacted)) return undefined;
  return Buffer.from(compacted, "base64").toString("utf8");
}

function authorsOf(element: XmlElement): string | undefined {
  const people = childrenOf(element, "author").map((author) => {
    const email = childText(author, "email");
    return personName(
      childText(author, "name", "atom:name") ??
        textOf({ ...author, children: author.children.filter((c) => typeof c === "string") }) ??
        email,
    );
  });
  return (
    joinNames(people) ??
    joinNames(childrenOf(element, "dc:creator", "itunes:author").map((c) => personName(textOf(c))))
  );
}

function sourceAuthor(entry: XmlElement): string | undefined {
  const source = childrenOf(entry, "source")[0];
  return source === undefined ? undefined : authorsOf(source);
}

function linksOf(element: XmlElement, rel: string): string[] {
  const links = childrenOf(element, "link", "atom:link").filter((link) => {
    const given = link.attributes["rel"]?.trim().toLowerCase() ?? "alternate";
    // RFC 4287 §4.2.7.2 registers relations under this address too.
    return given.replace("http://www.iana.org/assignments/relation/", "") === rel;
  });
  const isPage = (link: XmlElement) => /html/.test(link.attributes["type"] ?? "text/html");
  return [...links.filter(isPage), ...links.filter((link) => !isPage(link))]
    .map((link) => resolveHttpUrl(link.attributes["href"] ?? textOf(link) ?? "", link.base))
    .filter((url) => url !== undefined);
}

function linkOf(element: XmlElement, rel: string): string | undefined {
  return linksOf(element, rel)[0];
}

/** FeedBurner's original address, the alternate link, the address of content elsewhere, or an id that is one. */
function articleAddress(entry: XmlElement, id: string | undefined): string | undefined {
  const original = childText(entry, "feedburner:origlink");
  return (
    (original === undefined ? undefined : resolveHttpUrl(original, entry.base)) ??
    linkOf(entry, "alternate") ??
    (id !== undefined && /^https?:\/\//i.test(id) ? resolveHttpUrl(id) : undefined)
  );
}

function enclosuresOf(entry: XmlElement, contentElement: XmlElement | undefined) {
  const links = childrenOf(entry, "link").filter(
    (link) => link.attributes["rel"]?.toLowerCase() === "enclosure",
  );
  const elsewhere = childrenOf(entry, "content").filter(
    (c) => c !== contentElement && c.attributes["src"] !== undefined,
  );
  return distinctEnclosures(
    [...links, ...elsewhere].map((from) => {
      const { href, src, type, length } = from.attributes;
      return enclosureOf(href ?? src, from.base, type, length);
    }),
  );
}

function imageOf(entry: XmlElement): string | undefined {
  const groups = [entry, ...childrenOf(entry, "media:group")];
  const pictures = groups.flatMap((group) => [
    ...childrenOf(group, "media:thumbnail", "itunes:image"),
    ...childrenOf(group, "media:content").filter((c) =>
      /^image/.test(c.attributes["medium"] ?? c.attributes["type"] ?? ""),
    ),
  ]);
  return pictures
    .map((p) => resolveHttpUrl(p.attributes["url"] ?? p.attributes["href"] ?? "", p.base))
    .find((url) => url !== undefined);
}
