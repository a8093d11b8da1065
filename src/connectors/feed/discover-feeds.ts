import { parseHTML } from "linkedom";
import { resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import { bounded } from "#connectors/page/foreign-html.ts";
import { plainLine } from "#connectors/page/plain-text.ts";

export interface FeedCandidate {
  url: string;
  title?: string;
  /** How it was found: declared by the page, linked from it, or a customary address. */
  origin: "declared" | "linked" | "guessed";
}

/** A page that links more feeds than this is a directory; the reader picks from the first ones. */
const MAX_CANDIDATES = 30;

const FEED_TYPES = /^(application|text)\/((rss|atom|rdf)\+xml|feed\+json|rdf|rss|atom)\s*(;|$)/i;

/** Addresses that feeds have by custom; `sitemap` and `oembed` look similar and are none. */
const FEED_ADDRESS =
  /(\/(rss|feeds?|atom|rdf)(\/|\.xml|\.php|\.aspx?|\.json)?([?#]|$)|\.(rss|rdf|atom)([?#]|$)|\/(rss|feeds?)\/[\w/-]*$|[?&]feed=(rss2?|atom|rdf)|\/\/(rss|feeds?)\.|feedburner\.com\/|\/feeds\/posts\/default|(rss|feed|atom)[\w-]*\.xml([?#]|$))/i;

const COMMENTS = /comment|komentar/i;

/**
 * Feeds that a page offers: those it declares (`link rel=alternate`), then those it links. Feeds of comments come
 * last. Nothing is fetched; whether a candidate is a feed shows when it is read.
 */
export function discoverFeeds(html: string, pageUrl: string): FeedCandidate[] {
  const { document } = parseHTML(bounded(html));
  const baseHref = document.querySelector("base[href]")?.getAttribute("href") ?? "";
  const base = resolveHttpUrl(baseHref, pageUrl) ?? pageUrl;
  const found = new Map<string, FeedCandidate>();
  const add = (href: string | null, title: string, origin: FeedCandidate["origin"]) => {
    const url = href === null ? undefined : resolveHttpUrl(href, base);
    if (url === undefined || found.has(url)) return;
    const line = plainLine(title, 200);
    found.set(url, line === "" ? { url, origin } : { url, title: line, origin });
  };
  for (const link of document.querySelectorAll("link[href]")) {
    const rels = (link.getAttribute("rel") ?? "").toLowerCase().split(/\s+/);
    const isFeed = FEED_TYPES.test((link.getAttribute("type") ?? "").trim());
    if ((rels.includes("alternate") && isFeed) || rels.includes("feed")) {
      add(link.getAttribute("href"), link.getAttribute("title") ?? "", "declared");
    }
  }
  for (const anchor of document.querySelectorAll("a[href]")) {
    const href = anchor.getAttribute("href") ?? "";
    const label = anchor.getAttribute("title") ?? anchor.textContent ?? "";
    if (FEED_ADDRESS.test(href) || FEED_TYPES.test(anchor.getAttribute("type") ?? ""))
      add(href, label, "linked");
    if (found.size >= MAX_CANDIDATES * 2) break;
  }
  const isComments = ({ url, title = "" }: FeedCandidate) => COMMENTS.test(url) || COMMENTS.test(title);
  const all = [...found.values()];
  return [...all.filter((one) => !isComments(one)), ...all.filter(isComments)].slice(0, MAX_CANDIDATES);
}

/** Addresses under which sites keep feeds by custom, nearest to the page first; for pages that declare none. */
export function guessFeedUrls(pageUrl: string): FeedCandidate[] {
  const page = URL.parse(pageUrl);
  if (page === null || !/^https?:$/.test(page.protocol)) return [];
  const folder = page.pathname.replace(/\/[^/]*\.[^/]*$/, "").replace(/\/+$/, "");
  const paths = [
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feeds/posts/default",
    "/?feed=rss2",
  ];
  const inFolder = folder === "" ? [] : [`${folder}/feed`, `${folder}/rss`];
  const domain = page.hostname.replace(/^www\./, "");
  const urls = [...inFolder, ...paths].map((path) => `${page.origin}${path}`);
  if (!/^(rss|feeds?)\./.test(domain))
    urls.push(`${page.protocol}//rss.${domain}/`, `${page.protocol}//feed.${domain}/`);
  return urls.map((url) => ({ url, origin: "guessed" }));
}
