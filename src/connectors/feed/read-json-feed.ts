import { parseJsonFeed } from "feedsmith";
import { resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import { tidyLine } from "#connectors/page/plain-text.ts";
import { readFeedTime } from "./feed-date.ts";
import { type FeedItem, type FeedReading, MAX_FEED_ITEMS, type ParsedFeed } from "./feed-shape.ts";
import {
  compact,
  distinctEnclosures,
  distinctLabels,
  enclosureOf,
  joinNames,
  languageTag,
  personName,
  readContent,
} from "./read-parts.ts";
import { note, type SourceNote } from "./source-note.ts";

type JsonItem = NonNullable<ReturnType<typeof parseJsonFeed>["items"]>[number];

/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), read by feedsmith; `undefined` when it is none. */
export function readJsonFeed(text: string, reading: FeedReading): ParsedFeed | undefined {
  const given = parseOrUndefined(text);
  if (given === undefined) return undefined;
  const { url: base } = reading;
  const items = given.items ?? [];
  const author = authorsOf(given.authors);
  const address = (value: string | undefined) => resolveHttpUrl(value ?? "", base);
  return {
    ...compact<Omit<ParsedFeed, "hubUrls" | "items" | "notes">>({
      format: "json-feed",
      title: line(given.title),
      description: line(given.description),
      siteUrl: address(given.home_page_url),
      language: languageTag(given.language),
      author,
      selfUrl: address(given.feed_url),
      nextUrl: address(given.next_url),
      imageUrl: address(given.icon) ?? address(given.favicon),
    }),
    hubUrls: (given.hubs ?? [])
      .map((hub) => address(hub.url))
      .filter((url) => url !== undefined)
      .slice(0, 5),
    items: items.slice(0, MAX_FEED_ITEMS).map((item) => readItem(item, author, given.language, reading)),
    notes: items.length > MAX_FEED_ITEMS ? [note("items-capped", String(items.length))] : [],
  };
}

function parseOrUndefined(text: string): ReturnType<typeof parseJsonFeed> | undefined {
  try {
    return parseJsonFeed(text);
  } catch {
    return undefined;
  }
}

function readItem(
  item: JsonItem,
  feedAuthor: string | undefined,
  feedLanguage: string | undefined,
  reading: FeedReading,
): FeedItem {
  const notes: SourceNote[] = [];
  const { url: base } = reading;
  const main = readContent(
    item.content_html === undefined
      ? { value: item.content_text ?? item.summary ?? "", isHtml: false, base }
      : { value: item.content_html, isHtml: true, base },
  );
  const updatedAt = readFeedTime([asText(item.date_modified)], reading, notes);
  const publishedAt = readFeedTime([asText(item.date_published)], reading, notes) ?? updatedAt;
  const externalId = line(item.id);
  const url = resolveHttpUrl(
    item.url ?? item.external_url ?? externalId ?? "",
    item.url === undefined && item.external_url === undefined ? undefined : base,
  );
  const title = line(item.title);
  const summary = line(item.summary);
  if (externalId === undefined) notes.push(note("item-without-id"));
  if (url === undefined) notes.push(note("item-without-link"));
  if (title === undefined) notes.push(note("item-without-title"));
  if (publishedAt === undefined) notes.push(note("item-without-date"));
  return {
    ...compact<Omit<FeedItem, "categories" | "enclosures" | "notes">>({
      externalId,
      url,
      title,
      text: main?.text,
      summary: summary === main?.text ? undefined : summary,
      author: authorsOf(item.authors) ?? feedAuthor,
      publishedAt,
      updatedAt,
      imageUrl: resolveHttpUrl(item.image ?? item.banner_image ?? "", base) ?? main?.imageUrl,
      language: languageTag(item.language ?? feedLanguage),
    }),
    categories: distinctLabels(item.tags ?? []),
    enclosures: distinctEnclosures(
      (item.attachments ?? []).map((file) => enclosureOf(file.url, base, file.mime_type, file.size_in_bytes)),
    ),
    notes,
  };
}

function authorsOf(authors: ReadonlyArray<{ name?: string | undefined }> | undefined): string | undefined {
  return joinNames((authors ?? []).map((author) => personName(author.name)));
}

function line(text: string | undefined): string | undefined {
  return text === undefined ? undefined : tidyLine(text) || undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
