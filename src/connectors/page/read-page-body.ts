import { gunzipSync } from "node:zlib";
import { decodeBody } from "#connectors/feed/decode-body.ts";
import { type AllWords, allWords } from "./all-words.ts";
import { type ExtractedArticle, extractArticle } from "./extract-article.ts";
import { type PageLink, pageLinks } from "./page-links.ts";
import { type ParsedSitemap, parseSitemap } from "./sitemap.ts";

/** What the address of a page or a sitemap answered. */
export interface PageBody {
  body: Uint8Array;
  /** Where it came from, after redirects. */
  url: string;
  /** The Content-Type header. */
  contentType: string | undefined;
  now: Date;
}

/** What can be read in a page, each with its answer. */
export type PageAnswers = {
  article: ExtractedArticle;
  links: PageLink[];
  sitemap: ParsedSitemap;
  words: AllWords;
};
export type PageTask = PageBody & { kind: keyof PageAnswers };

/** Longer sitemaps go back to the beginning, which nobody asks for. */
const maxSitemapBytes = 10 * 1024 * 1024;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** @throws Error only for a sitemap that is packed wrongly or too large unpacked */
export const pageReaders: { readonly [Kind in keyof PageAnswers]: (given: PageBody) => PageAnswers[Kind] } = {
  article: (given) => extractArticle(textOf(given), given.url, { now: given.now }),
  words: (given) => allWords(textOf(given)),
  links: (given) => pageLinks(textOf(given), given.url),
  sitemap: ({ body, ...given }) => {
    const unpacked = isGzip(body) ? gunzipSync(body, { maxOutputLength: maxSitemapBytes }) : body;
    const text = textOf({ ...given, body: unpacked });
    return parseSitemap(text, { url: given.url, zone: "Asia/Jakarta", now: given.now });
  },
};

const textOf = ({ body, contentType }: PageBody): string => decodeBody(body, contentType).text;
