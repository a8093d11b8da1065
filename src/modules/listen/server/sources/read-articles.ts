import { getDomain } from "tldts";
import type { SourceNote } from "#connectors/feed/source-note.ts";
import { canonicalUrl } from "#connectors/page/canonical-url.ts";
import type { ExtractedArticle } from "#connectors/page/extract-article.ts";
import { readPageBody } from "#connectors/page/read-page.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchResult } from "#platform/fetch/safe-fetch.ts";
import { channel } from "../../contract/mentions.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import type { VisitNews, WaitingArticle } from "./article-visit-store.ts";
import { type DraftSource, isPlausibleTime } from "./draft-from-feed.ts";
import { isTooHeavy } from "./poll-finding.ts";
import type { Look, PollParts } from "./poll-parts.ts";
import type { OutcomeNote } from "./source-tables.ts";

/** No site is asked for more articles than this in one look; the rest waits for the next. */
export const articlesPerLook = 10;
/** Pauses that robots.txt asks for may add up to this in one look. Milliseconds. */
const longestPausesMs = 60_000;
/** Times an article is tried before what the source itself said of it must do. */
const mostTries = 3;
/** Pages with less text than this are not articles but lists and covers. */
const shortestArticle = 200;

export type ReadArticles = Pick<VisitNews, "ended" | "failed"> & {
  drafts: MentionDraft[];
  notes: OutcomeNote[];
  sourceNotes: SourceNote[];
};

/**
 * Reads waiting articles one after the other, as far as robots.txt allows and at the pace it asks for. One that cannot
 * be read stays waiting for two more looks; then its own summary, if the source gave one, is stored instead.
 */
export async function readArticles(
  parts: PollParts,
  source: DraftSource,
  waiting: readonly WaitingArticle[],
  look: Look,
): Promise<ReadArticles> {
  const result: ReadArticles = { drafts: [], ended: [], failed: [], notes: [], sourceNotes: [] };
  const ended: { urlKey: string; state: "read" | "given_up" }[] = [];
  const failed: string[] = [];
  let pausesMs = 0;
  let unreachable = 0;
  let refused = 0;
  const giveUp = ({ urlKey, draft }: WaitingArticle): void => {
    ended.push({ urlKey, state: "given_up" });
    if (draft) result.drafts.push(draft);
  };
  for (const [index, article] of waiting.slice(0, articlesPerLook).entries()) {
    const site = await parts.robots.rulesFor(article.url, parts.fetch, look.now, look.signal);
    if (site.kind === "unreachable") {
      unreachable += 1;
      if (article.tries + 1 >= mostTries) giveUp(article);
      else failed.push(article.urlKey);
      continue;
    }
    if (!site.rules.isAllowed(article.url)) {
      refused += 1;
      giveUp(article);
      continue;
    }
    const delayMs = (site.rules.crawlDelaySeconds ?? 0) * 1000;
    if (index > 0 && delayMs > 0) {
      pausesMs += delayMs;
      if (pausesMs > longestPausesMs) break;
      await parts.pause(delayMs);
    }
    const answer = await askArticle(parts, article.url, source.id, look);
    if (answer === "busy") break;
    if (answer === "gone") giveUp(article);
    else if (answer === "failed") {
      unreachable += 1;
      if (article.tries + 1 >= mostTries) giveUp(article);
      else failed.push(article.urlKey);
    } else {
      const read = await readAnswer(answer, look);
      const draft = draftFromArticle(source, article, answer.url, read, look.now);
      if (draft) result.drafts.push(draft);
      else result.sourceNotes.push({ code: "article-not-found", detail: article.url });
      ended.push({ urlKey: article.urlKey, state: "read" });
    }
  }
  if (unreachable > 0)
    result.notes.push({ key: "article_unreachable", values: { count: unreachable, detail: "" } });
  if (refused > 0) result.notes.push({ key: "robots_refused", values: { count: refused, detail: "" } });
  return { ...result, ended, failed };
}

async function askArticle(
  parts: PollParts,
  url: string,
  lane: string,
  { signal }: Look,
): Promise<FetchResult | "busy" | "gone" | "failed"> {
  try {
    const answer = await parts.fetch(url, {
      lane,
      signal,
      headers: { accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1" },
      limits: { maxBytes: 5 * 1024 * 1024, totalMs: 20_000 },
    });
    if (answer.status === 429 || answer.status === 503) return "busy";
    if (answer.status >= 500) return "failed";
    return answer.status >= 200 && answer.status < 300 ? answer : "gone";
  } catch (error) {
    if (!(error instanceof FetchError) || error.kind === "aborted") throw error;
    return error.kind === "refused_address" || error.kind === "bad_url" ? "gone" : "failed";
  }
}

/** The article of a page. One too heavy to read is taken for a page without one. */
async function readAnswer(
  { body, url, headers }: FetchResult,
  { now, signal }: Look,
): Promise<ExtractedArticle> {
  const given = { body, url, contentType: headers["content-type"], now };
  try {
    return await readPageBody("article", given, signal);
  } catch (error) {
    if (!isTooHeavy(error)) throw error;
    return { notes: [] };
  }
}

/**
 * A read page as a draft, over what the source had said of it.
 * @returns undefined when the page holds no article and the source said nothing either
 */
function draftFromArticle(
  source: DraftSource,
  listed: Pick<WaitingArticle, "url" | "draft" | "publishedAt">,
  pageUrl: string,
  read: ExtractedArticle,
  now: Date,
): MentionDraft | undefined {
  const given = listed.draft;
  const text = read.text ?? "";
  if (!given && (read.title === undefined || text.length < shortestArticle)) return undefined;
  const url = ownAddress(read.canonicalUrl, pageUrl) ?? canonicalUrl(listed.url) ?? null;
  const time = timeOf(listed, read, now);
  return {
    sourceId: source.id,
    sourceTitle: source.title,
    externalId: given?.externalId ?? (url ?? listed.url).slice(0, 2000),
    url: given?.url ?? url,
    channel: channel.catch("other").parse(source.channel),
    outlet: source.outlet,
    author: given?.author ?? read.author ?? null,
    title: given && given.title !== "" ? given.title : (read.title ?? ""),
    text: given && given.text.length >= text.length ? given.text : text,
    language: null,
    ...time,
    imageUrl: given?.imageUrl ?? read.imageUrl ?? null,
    engagement: null,
    parentExternalId: null,
    threadId: null,
    place: null,
    tags: [],
    attachmentIds: [],
    raw: given?.raw ?? { link: listed.url, ...(read.siteName === undefined ? {} : { site: read.siteName }) },
  };
}

function timeOf(
  { draft, publishedAt }: Pick<WaitingArticle, "draft" | "publishedAt">,
  read: ExtractedArticle,
  now: Date,
): Pick<MentionDraft, "publishedAt" | "timePrecision"> {
  if (draft && draft.timePrecision !== "received")
    return { publishedAt: draft.publishedAt, timePrecision: draft.timePrecision };
  const time = read.publishedAt;
  if (time && isPlausibleTime(time.at, now))
    return { publishedAt: time.at, timePrecision: time.precision === "day" ? "day" : "minute" };
  if (publishedAt && isPlausibleTime(publishedAt, now)) return { publishedAt, timePrecision: "minute" };
  return { publishedAt: draft?.publishedAt ?? now, timePrecision: "received" };
}

/** A page may say which of its own site's addresses is the right one, not that it is an article of another site. */
function ownAddress(declared: string | undefined, pageUrl: string): string | undefined {
  if (declared === undefined || siteOf(declared) !== siteOf(pageUrl)) return canonicalUrl(pageUrl);
  return canonicalUrl(declared);
}

/** The site an address belongs to: its registrable domain, or the host and port where there is none. */
export function siteOf(url: string): string {
  const host = URL.parse(url)?.host ?? url;
  return getDomain(url, { allowPrivateDomains: true }) ?? host;
}
