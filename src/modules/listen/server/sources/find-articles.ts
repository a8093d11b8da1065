import type { SourceNote } from "#connectors/feed/source-note.ts";
import { addressKey, canonicalUrl } from "#connectors/page/canonical-url.ts";
import type { PageLink } from "#connectors/page/page-links.ts";
import { readPageBody } from "#connectors/page/read-page.ts";
import type { PageBody } from "#connectors/page/read-page-body.ts";
import type { RobotsRules } from "#connectors/page/robots.ts";
import type { ParsedSitemap, SitemapEntry } from "#connectors/page/sitemap.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchResult, SafeFetch } from "#platform/fetch/safe-fetch.ts";
import { isPlausibleTime } from "./draft-from-feed.ts";
import type { Look } from "./poll-parts.ts";
import { siteOf } from "./read-articles.ts";

/** An article that a site shows, before it is read. */
export type ShownArticle = { urlKey: string; url: string; title: string | null; publishedAt: Date | null };
export type ShownArticles = { articles: ShownArticle[]; notes: SourceNote[]; httpStatus: number };

const dayMs = 24 * 60 * 60_000;
/** Sitemaps go back to the beginning; what is older than this was news before we came. */
const recentMs = 3 * dayMs;
const mostSitemaps = 5;
const mostArticles = 200;
/** Where sites keep sitemaps that their robots.txt does not name, the most useful first. */
const customarySitemaps = ["/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml"];

/**
 * Finds the newest articles of a site without a feed: in the sitemaps that its robots.txt names or that lie where
 * sitemaps usually lie, news sitemaps first; where none tells times, among the links of its front page.
 * @throws FetchError when the front page is needed and does not answer
 */
export async function findArticles(
  fetch: SafeFetch,
  siteUrl: string,
  rules: RobotsRules,
  look: Look,
): Promise<ShownArticles> {
  const listed = await fromSitemaps(fetch, siteUrl, rules, look);
  if (listed.articles.length > 0) return listed;
  const answer = await fetch(siteUrl, { signal: look.signal, headers: { accept: "text/html,*/*;q=0.1" } });
  const links = answer.status < 300 ? await readPageBody("links", bodyOf(answer, look), look.signal) : [];
  const articles = linkedArticles(links, answer.url);
  return { articles, notes: listed.notes, httpStatus: answer.status };
}

async function fromSitemaps(
  fetch: SafeFetch,
  siteUrl: string,
  rules: RobotsRules,
  look: Look,
): Promise<ShownArticles> {
  const named = rules.sitemapUrls.filter((url) => siteOf(url) === siteOf(siteUrl));
  const queue =
    named.length > 0 ? byPromise(named) : customarySitemaps.map((path) => new URL(path, siteUrl).href);
  const asked = new Set<string>();
  const notes: SourceNote[] = [];
  const found = new Map<string, ShownArticle>();
  for (let url = queue.shift(); url !== undefined && asked.size < mostSitemaps; url = queue.shift()) {
    if (asked.has(url) || !rules.isAllowed(url)) continue;
    asked.add(url);
    const sitemap = await askSitemap(fetch, url, look);
    if (!sitemap) continue;
    notes.push(...sitemap.notes.filter(({ code }) => code !== "not-a-feed"));
    if (sitemap.kind === "index") queue.unshift(...promisingParts(sitemap, siteUrl));
    for (const entry of sitemap.entries) {
      const article = recentArticle(entry, siteUrl, look.now);
      if (article && !found.has(article.urlKey)) found.set(article.urlKey, article);
    }
    // A news sitemap holds the last two days whole; others only add what is older.
    if (found.size > 0 && sitemap.entries.some((entry) => entry.publishedAt !== undefined)) break;
  }
  return { articles: newestFirst([...found.values()]).slice(0, mostArticles), notes, httpStatus: 200 };
}

const newsWord = /news|berita|artikel|article|post|terkini/i;
const staleWord = /image|video|categor|kategori|tag|author|page-sitemap|foto|tax/i;

function byPromise(urls: readonly string[]): string[] {
  const score = (url: string): number => (newsWord.test(url) ? 0 : 2) + (staleWord.test(url) ? 1 : 0);
  return [...urls].sort((a, b) => score(a) - score(b));
}

/** Of an index the parts that changed last, those named after news before the others. */
function promisingParts(index: ParsedSitemap, siteUrl: string): string[] {
  const parts = index.sitemaps
    .filter(({ url }) => siteOf(url) === siteOf(siteUrl))
    .sort((a, b) => (b.modifiedAt?.at.getTime() ?? 0) - (a.modifiedAt?.at.getTime() ?? 0))
    .map(({ url }) => url);
  return byPromise(parts).slice(0, 3);
}

async function askSitemap(fetch: SafeFetch, url: string, look: Look): Promise<ParsedSitemap | undefined> {
  try {
    const answer = await fetch(url, { signal: look.signal, limits: { totalMs: 30_000 } });
    if (answer.status >= 300) return undefined;
    return await readPageBody("sitemap", bodyOf(answer, look), look.signal);
  } catch (error) {
    // A sitemap that cannot be had is no news about the site; the front page is asked next.
    if (look.signal.aborted || (error instanceof FetchError && error.kind === "aborted")) throw error;
    return undefined;
  }
}

const bodyOf = ({ body, url, headers }: FetchResult, { now }: Pick<Look, "now">): PageBody => ({
  body,
  url,
  contentType: headers["content-type"],
  now,
});

function recentArticle(entry: SitemapEntry, siteUrl: string, now: Date): ShownArticle | undefined {
  const time = entry.publishedAt ?? entry.modifiedAt;
  if (!time || now.getTime() - time.at.getTime() > recentMs || !isPlausibleTime(time.at, now))
    return undefined;
  const url = canonicalUrl(entry.url);
  const urlKey = addressKey(entry.url);
  if (url === undefined || urlKey === undefined || siteOf(url) !== siteOf(siteUrl)) return undefined;
  if (entry.title === undefined && !looksLikeArticle(url)) return undefined;
  return { urlKey, url, title: entry.title ?? null, publishedAt: entry.publishedAt?.at ?? null };
}

const newestFirst = (articles: ShownArticle[]): ShownArticle[] =>
  articles.sort((a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0));

/** Links of a page that lead to articles of the same site, in the order of the page. */
function linkedArticles(links: readonly PageLink[], pageUrl: string): ShownArticle[] {
  const found = new Map<string, ShownArticle>();
  for (const { url: href, line } of links) {
    const url = canonicalUrl(href);
    const urlKey = addressKey(href);
    if (url === undefined || urlKey === undefined || siteOf(url) !== siteOf(pageUrl)) continue;
    if (!looksLikeArticle(url)) continue;
    const title = line.split(" ").length >= 3 ? line : null;
    const known = found.get(urlKey);
    if (!known) found.set(urlKey, { urlKey, url, title, publishedAt: null });
    else if (known.title === null && title !== null) found.set(urlKey, { ...known, title });
    if (found.size >= mostArticles) break;
  }
  return [...found.values()];
}

const noArticle =
  /\/(tags?|topik|topic|kategori|category|categories|author|penulis|indeks|index|page|search|cari|login|kontak|contact|about|tentang|privacy|wp-content|wp-json|feed)(\/|$|\.)/i;
const fileName = /\.(jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|css|js|xml)$/i;

/** Articles carry their headline, a number or a date in their address; sections and tags do not. */
export function looksLikeArticle(url: string): boolean {
  const path = URL.parse(url)?.pathname ?? "/";
  if (noArticle.test(path) || fileName.test(path)) return false;
  const parts = path.split("/").filter((part) => part !== "");
  const last = (parts.at(-1) ?? "").replace(/\.\w{2,5}$/, "");
  const words = last.split(/[-_]/).filter((word) => word.length > 0).length;
  if (words >= 4) return true;
  return parts.length >= 2 && /\d{4,}/.test(path) && (words >= 2 || /\d{5,}/.test(last));
}
