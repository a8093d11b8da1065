import { guessFeedUrls } from "#connectors/feed/discover-feeds.ts";
import type { ParsedFeed } from "#connectors/feed/feed-shape.ts";
import type { FeedAnswer } from "#connectors/feed/read-feed-body.ts";
import { addressKey } from "#connectors/page/canonical-url.ts";
import type { RobotsMemory } from "#connectors/page/robots-memory.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchResult, SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { FeedPreview } from "../../contract/sources.ts";
import { findArticles } from "./find-articles.ts";
import { listStarterOutlets } from "./list-starter-outlets.ts";
import { feedHeaders, readAnswer } from "./poll-feed.ts";
import {
  fetchNotes,
  findingOfFetchError,
  findingOfStatus,
  gatherNotes,
  isTooHeavy,
  type PollFinding,
} from "./poll-finding.ts";
import { findByAddress } from "./source-store.ts";

export type PreviewParts = { fetch: SafeFetch; robots: RobotsMemory };
type Preview = Omit<FeedPreview, "existingSourceId" | "outlet">;
/** What stands at an address that is no feed. */
type Page = Extract<FeedAnswer, { kind: "none" }>;

const shownItems = 8;
const mostCandidates = 6;
/** Customary addresses of feeds that are tried on a site that declares none. */
const mostGuesses = 8;
/** A person waits for this. Milliseconds. */
const limits = { totalMs: 15_000 };
const guessLimits = { totalMs: 6_000 };
const allFeedsMs = 25_000;

/**
 * A PR officer pastes an address, of a feed or of any page, and sees what the desk would listen to there: the feeds it
 * offers with their newest items, and the site itself for when it has none.
 * @throws AppError invalid (`listen.address.<outcome>`) when nothing can be had from the address
 */
export async function previewSource(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  { url }: { url: string },
  parts: PreviewParts,
): Promise<{ candidates: FeedPreview[] }> {
  const at = now();
  const answer = await askAddress(parts.fetch, url);
  const read = await readAnswer(answer, at).catch((error: unknown) => {
    if (isTooHeavy(error)) throw new AppError("invalid", "listen.address.too_heavy");
    throw error;
  });
  const previews =
    read.kind === "feed"
      ? [feedPreview(read.feed, answer)]
      : [
          ...(await offeredFeeds(parts.fetch, read, answer.url, at)),
          ...(await sitePreview(parts, read, answer.url, at)),
        ];
  const keys = previews.map((preview) => addressKey(preview.url) ?? preview.url);
  const known = await findByAddress(db, workspaceId, keys);
  const names = (await listStarterOutlets()).items;
  return {
    candidates: previews.map((preview, index) => {
      const host = URL.parse(preview.siteUrl ?? preview.url)?.hostname.replace(/^www\./, "") ?? preview.url;
      const shipped = names.find(({ domain }) => host === domain || host.endsWith(`.${domain}`));
      return {
        ...preview,
        outlet: shipped?.outlet ?? host,
        existingSourceId: known.get(`${preview.kind} ${keys[index]}`)?.id ?? null,
      };
    }),
  };
}

/** @throws AppError */
async function askAddress(fetch: SafeFetch, given: string): Promise<FetchResult> {
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(given);
  const address = given.replace(/^feed:(\/\/)?(?=https?:)/i, "").replace(/^feed:\/\//i, "https://");
  const tries = hasScheme ? [address] : [`https://${address}`, `http://${address}`];
  let last: PollFinding | undefined;
  for (const url of tries) {
    if (URL.parse(url) === null) throw invalidField("url", "field.invalid_format", { format: "url" });
    try {
      const answer = await fetch(url, { headers: feedHeaders, limits, lane: "preview" });
      last = findingOfStatus(answer);
      if (!last) return answer;
      break;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      last = findingOfFetchError(error);
      // Only a site that does not speak TLS at all is asked again without it.
      if (error.kind !== "connect" && error.kind !== "tls") break;
    }
  }
  throw new AppError("invalid", `listen.address.${last?.key ?? "bad_url"}`, last?.values ?? {});
}

function feedPreview(feed: ParsedFeed, answer: FetchResult): Preview {
  const url = answer.permanentUrl ?? answer.url;
  return {
    kind: "feed",
    url,
    title: feed.title ?? new URL(url).hostname,
    siteUrl: feed.siteUrl ?? null,
    format: feed.format,
    items: feed.items.slice(0, shownItems).map((item) => ({
      title: item.title ?? item.text?.slice(0, 120) ?? item.summary?.slice(0, 120) ?? "",
      url: item.url ?? null,
      publishedAt: item.publishedAt?.at.toISOString() ?? null,
    })),
    notes: [
      ...fetchNotes(answer),
      ...gatherNotes([...feed.notes, ...feed.items.flatMap((item) => item.notes)]),
    ],
  };
}

/** Feeds that a page declares or links; where it names none, those at the usual addresses. */
async function offeredFeeds(fetch: SafeFetch, page: Page, pageUrl: string, now: Date): Promise<Preview[]> {
  const declared = page.offered.slice(0, mostCandidates);
  const asked = declared.length > 0 ? declared : guessFeedUrls(pageUrl).slice(0, mostGuesses);
  const signal = AbortSignal.timeout(allFeedsMs);
  const found = await Promise.all(
    asked.map(async ({ url }) => {
      try {
        const answer = await fetch(url, {
          headers: feedHeaders,
          limits: declared.length > 0 ? limits : guessLimits,
          lane: "preview",
          signal,
        });
        if (answer.status >= 300) return [];
        const read = await readAnswer(answer, now, signal);
        return read.kind === "feed" ? [feedPreview(read.feed, answer)] : [];
      } catch (error) {
        if (error instanceof FetchError || isTooHeavy(error) || signal.aborted) return [];
        throw error;
      }
    }),
  );
  const distinct = new Map<string, Preview>();
  for (const preview of found.flat()) if (!distinct.has(preview.url)) distinct.set(preview.url, preview);
  return [...distinct.values()];
}

/** The site itself, read by its sitemap or its front page. */
async function sitePreview(
  { fetch, robots }: PreviewParts,
  page: Page,
  pageUrl: string,
  now: Date,
): Promise<Preview[]> {
  const signal = AbortSignal.timeout(limits.totalMs * 2);
  const preview: Preview = {
    kind: "site",
    url: pageUrl,
    title: page.title ?? new URL(pageUrl).hostname,
    siteUrl: pageUrl,
    format: "site",
    items: [],
    notes: [],
  };
  try {
    const site = await robots.rulesFor(pageUrl, fetch, now, signal);
    if (site.kind === "unreachable" || !site.rules.isAllowed(pageUrl))
      return [{ ...preview, notes: [{ key: "robots_refused", values: { count: 1, detail: "" } }] }];
    const shown = await findArticles(fetch, pageUrl, site.rules, { now, signal });
    if (shown.articles.length === 0) return [];
    return [
      {
        ...preview,
        items: shown.articles.slice(0, shownItems).map((article) => ({
          title: article.title ?? article.url,
          url: article.url,
          publishedAt: article.publishedAt?.toISOString() ?? null,
        })),
        notes: gatherNotes(shown.notes),
      },
    ];
  } catch (error) {
    if (error instanceof FetchError) return [];
    throw error;
  }
}
