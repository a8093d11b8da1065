import { Readability } from "@mozilla/readability";
import { note, type SourceNote } from "#connectors/feed/source-note.ts";
import { resolveHttpUrl } from "./canonical-url.ts";
import type { DateOptions } from "./indonesian-date.ts";
import { MAX_PAGE_ELEMENTS, type PageDocument, readPage } from "./page-document.ts";
import { INSERTED_LINE, NOT_A_NAME, TEXT_PLACES } from "./page-words.ts";
import { plainLine, plainText, readHtmlText } from "./plain-text.ts";
import { type PageTime, readPageMetadata } from "./read-page-metadata.ts";

/** An article as a page shows it. Texts are plain text. */
export interface ExtractedArticle {
  title?: string;
  author?: string;
  publishedAt?: PageTime;
  updatedAt?: PageTime;
  text?: string;
  imageUrl?: string;
  /** As the page declares it; not yet run through `canonicalUrl`. */
  canonicalUrl?: string;
  siteName?: string;
  language?: string;
  /** Only where the page says so: an article behind a payment is short and must not be taken for the whole. */
  isPaywalled?: boolean;
  notes: SourceNote[];
}

export interface ExtractOptions {
  /** Zone of times that name none; Indonesian outlets mostly write their own. */
  zone?: DateOptions["zone"];
  /** Needed to read "2 jam yang lalu" and to drop times in the future. */
  now?: Date;
}

/** Fewer characters than this are a teaser or a caption, and another way is tried. */
const MIN_TEXT_LENGTH = 200;

/**
 * Takes the article out of a page: JSON-LD, `meta` and Readability together. Runs no script, fetches nothing,
 * never throws; a page too large to be read whole is read in part, with a note.
 */
export function extractArticle(html: string, url: string, options: ExtractOptions = {}): ExtractedArticle {
  const dates: DateOptions = {
    zone: options.zone ?? "Asia/Jakarta",
    ...(options.now === undefined ? {} : { now: options.now }),
  };
  const { document, isCut, isHeavy } = readPage(html);
  const notes: SourceNote[] = isCut || isHeavy ? [note("html-cut")] : [];
  const base = resolveHttpUrl(document.querySelector("base[href]")?.getAttribute("href") ?? "", url) ?? url;
  const { structuredText, ...metadata } = readPageMetadata(document, base, dates);
  removeInsertedLines(document);
  const fallback = textPlace(document);
  const read = isHeavy ? undefined : readMainText(document);

  const text = longest([read?.html, fallback], structuredText);
  if (text === "") notes.push(note("article-not-found"));
  const byline = plainLine(read?.byline ?? "", 200);
  const title = metadata.title ?? (plainLine(read?.title ?? "", 500) || undefined);
  return {
    ...metadata,
    ...(title === undefined ? {} : { title }),
    ...(metadata.author === undefined && byline !== "" && !NOT_A_NAME.test(byline) ? { author: byline } : {}),
    ...(text === "" ? {} : { text }),
    notes,
  };
}

interface MainText {
  html: string;
  title?: string | null | undefined;
  byline?: string | null | undefined;
}

/** Mozilla's Readability. It changes the document, so it comes last; on odd trees it can throw. */
function readMainText(document: PageDocument): MainText | undefined {
  try {
    const article = new Readability(document as never, {
      maxElemsToParse: MAX_PAGE_ELEMENTS,
      charThreshold: MIN_TEXT_LENGTH,
    }).parse();
    return article === null
      ? undefined
      : { html: article.content ?? "", title: article.title, byline: article.byline };
  } catch {
    return undefined;
  }
}

/** The first way that gives a real text; JSON-LD's only where the page itself gives much less. Empty where none does. */
function longest(candidates: ReadonlyArray<string | undefined>, structuredText: string | undefined): string {
  let best = "";
  for (const candidate of candidates) {
    if (candidate === undefined || best.length >= MIN_TEXT_LENGTH) continue;
    const { text } = readHtmlText(candidate);
    if (text.length > best.length) best = text;
  }
  const structured = structuredText === undefined ? "" : plainText(structuredText);
  return structured.length > MIN_TEXT_LENGTH && structured.length > best.length * 2 ? structured : best;
}

/** Lines such as "Baca juga: …" name people and places the article is not about. */
function removeInsertedLines(document: PageDocument): void {
  for (const element of document.querySelectorAll("p, li, strong, b, div, aside, table, span")) {
    const text = element.textContent ?? "";
    if (text.length < 300 && INSERTED_LINE.test(text)) element.remove();
  }
}

function textPlace(document: PageDocument): string | undefined {
  let best: string | undefined;
  for (const selector of TEXT_PLACES.split(", ")) {
    const place = document.querySelector(selector);
    if (place !== null && (place.textContent ?? "").trim().length > MIN_TEXT_LENGTH) {
      best = place.innerHTML;
      break;
    }
  }
  return best;
}
