import { resolveHttpUrl } from "./canonical-url.ts";
import { type DateOptions, type DatePrecision, parseIndonesianDate } from "./indonesian-date.ts";
import type { PageDocument } from "./page-document.ts";
import {
  AUTHOR_META,
  AUTHOR_PLACES,
  BYLINE_PREFIX,
  DATE_PLACES,
  IMAGE_META,
  MODIFIED_META,
  NOT_A_NAME,
  PUBLISHED_META,
  SITE_META,
  TITLE_META,
} from "./page-words.ts";
import { plainLine } from "./plain-text.ts";
import { readStructuredArticle } from "./read-structured-data.ts";

export interface PageTime {
  at: Date;
  precision: DatePrecision;
}

/** What a page says about its article, from JSON-LD, `meta` and the places where people read it. */
export interface PageMetadata {
  title?: string;
  author?: string;
  publishedAt?: PageTime;
  updatedAt?: PageTime;
  imageUrl?: string;
  canonicalUrl?: string;
  siteName?: string;
  language?: string;
  isPaywalled?: boolean;
  /** The article's text as JSON-LD gives it, uncleaned. */
  structuredText?: string;
}

/** Places looked at before giving up; pages have thousands of elements with `date` in some class. */
const MAX_PLACES = 60;

/** Dates before this are dates in the text or zeros, not of publication on the web. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);

/** Reads the metadata of a page. `base` is the address relative ones are resolved against. */
export function readPageMetadata(document: PageDocument, base: string, dates: DateOptions): PageMetadata {
  const meta = readMeta(document);
  const structured = readStructuredArticle(document);
  const first = (names: readonly string[]) =>
    names.map((name) => meta.get(name)?.[0]).find((value) => value !== undefined);
  const siteName = line(first(SITE_META) ?? structured?.publisher);
  const tier = first(["article:content_tier", "og:article:content_tier"])?.toLowerCase();
  const free = structured?.isFree ?? (tier === undefined ? undefined : tier === "free");
  const canonicalHref = document.querySelector('link[rel~="canonical" i]')?.getAttribute("href");
  const found: { [K in keyof PageMetadata]: PageMetadata[K] | undefined } = {
    title: titleOf(document, structured?.headline, first(TITLE_META), siteName),
    author: authorOf(document, structured?.authors ?? [], meta),
    publishedAt:
      firstTime([structured?.datePublished, ...PUBLISHED_META.map((name) => meta.get(name)?.[0])], dates) ??
      shownTime(document, dates),
    updatedAt: firstTime(
      [structured?.dateModified, ...MODIFIED_META.map((name) => meta.get(name)?.[0])],
      dates,
    ),
    imageUrl: resolveHttpUrl(first(IMAGE_META) ?? structured?.imageUrl ?? "", base),
    canonicalUrl: [canonicalHref, first(["og:url"]), structured?.url]
      .map((href) => resolveHttpUrl(href ?? "", base))
      .find((url) => url !== undefined),
    siteName,
    language: languageOf(
      document,
      structured?.language,
      first(["og:locale", "language", "content-language", "dc:language"]),
    ),
    isPaywalled: free === undefined ? undefined : !free,
    structuredText: structured?.body,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** `meta` by lower-case name or property; a property may hold several names (RDFa). */
function readMeta(document: PageDocument): Map<string, string[]> {
  const meta = new Map<string, string[]>();
  let count = 0;
  for (const element of document.querySelectorAll("meta[content]")) {
    if (count++ > 500) break;
    const content = element.getAttribute("content")?.trim() ?? "";
    const names = ["property", "name", "itemprop", "http-equiv"].flatMap((key) =>
      (element.getAttribute(key) ?? "").toLowerCase().split(/\s+/),
    );
    for (const name of content === "" ? [] : names) {
      // Dublin Core is written `dc.title` in `name` and `dc:title` in `property`.
      const key = name.replace(/^(dc|dcterms?)\./, "$1:");
      if (key !== "") meta.set(key, [...(meta.get(key) ?? []), content.slice(0, 5000)]);
    }
  }
  return meta;
}

function line(text: string | undefined, maxLength = 500): string | undefined {
  return text === undefined ? undefined : plainLine(text, maxLength) || undefined;
}

function titleOf(
  document: PageDocument,
  headline: string | undefined,
  meta: string | undefined,
  siteName: string | undefined,
): string | undefined {
  const shown = document.querySelector("head title, title")?.textContent ?? undefined;
  const heading = document.querySelector("h1")?.textContent ?? undefined;
  const title = line(headline) ?? line(meta) ?? line(shown) ?? line(heading);
  return title === undefined ? undefined : withoutSiteName(title, siteName, line(heading));
}

/** "Judul - Nama Situs": the site's name goes where it is known, or where the heading shows the title without it. */
function withoutSiteName(title: string, siteName: string | undefined, heading: string | undefined): string {
  const parts = /^(.{8,}?)\s+[-|–—»·]\s+([^|–—»]{2,40})$/.exec(title);
  if (parts === null) return title;
  const [, rest = title, ending = ""] = parts;
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z\d]/g, "")
      .replace(/(com|id|co)$/g, "");
  const isSite = siteName !== undefined && plain(siteName) !== "" && plain(ending) === plain(siteName);
  if (isSite || heading === rest) return rest;
  // Nothing else is known: a long first part and a short ending are a title and a site, as Readability has it.
  const isShort =
    siteName === undefined &&
    heading === undefined &&
    ending.split(" ").length <= 3 &&
    rest.split(" ").length >= 4;
  return isShort ? rest : title;
}

function authorOf(
  document: PageDocument,
  structured: readonly string[],
  meta: ReadonlyMap<string, string[]>,
): string | undefined {
  const joined = joinedNames(structured);
  if (joined !== undefined) return joined;
  for (const name of AUTHOR_META) {
    const names = joinedNames(meta.get(name) ?? []);
    if (names !== undefined) return names;
  }
  let places = 0;
  for (const place of document.querySelectorAll(AUTHOR_PLACES)) {
    if (places++ > MAX_PLACES) return undefined;
    const names = joinedNames([place.textContent ?? ""]);
    if (names !== undefined && names.length <= 80) return names;
  }
  return undefined;
}

function joinedNames(names: readonly string[]): string | undefined {
  const cleaned = names.map((name) =>
    plainLine(name, 200)
      .replace(BYLINE_PREFIX, "")
      .replace(/\s*[,|-]\s*$/, "")
      .trim(),
  );
  const kept = [...new Set(cleaned.filter((name) => name !== "" && !NOT_A_NAME.test(name)))];
  return kept.length === 0 ? undefined : kept.slice(0, 20).join(", ");
}

function firstTime(texts: ReadonlyArray<string | undefined>, dates: DateOptions): PageTime | undefined {
  for (const text of texts) {
    const parsed = text === undefined ? undefined : parseIndonesianDate(text, dates);
    const limitMs = dates.now === undefined ? Number.POSITIVE_INFINITY : dates.now.getTime() + 86_400_000;
    if (parsed === undefined || parsed.at.getTime() < EARLIEST_MS || parsed.at.getTime() > limitMs) continue;
    return { at: parsed.at, precision: parsed.precision };
  }
  return undefined;
}

/** The time as people see it; a time with minutes is better than a bare day. */
function shownTime(document: PageDocument, dates: DateOptions): PageTime | undefined {
  let day: PageTime | undefined;
  let places = 0;
  for (const place of document.querySelectorAll(DATE_PLACES)) {
    if (places++ > MAX_PLACES) break;
    const text = plainLine(place.textContent ?? "", 400);
    if (text.length > 160) continue;
    const time = firstTime(
      [place.getAttribute("datetime") ?? undefined, place.getAttribute("content") ?? undefined, text],
      dates,
    );
    if (time === undefined) continue;
    if (time.precision !== "day") return time;
    day ??= time;
  }
  return day;
}

function languageOf(document: PageDocument, ...more: Array<string | undefined>): string | undefined {
  const given = [document.documentElement.getAttribute("lang") ?? undefined, ...more];
  return given
    .map((text) => text?.trim().replace(/_/g, "-"))
    .find((tag) => tag !== undefined && /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i.test(tag));
}
