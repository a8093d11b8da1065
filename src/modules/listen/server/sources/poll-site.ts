import { channel } from "../../contract/mentions.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { findVisits, type ListedArticle } from "./article-visit-store.ts";
import { findArticles, type ShownArticle } from "./find-articles.ts";
import { waitingWith } from "./poll-feed.ts";
import { failedFinding, gatherNotes, goodFinding, type PollFinding } from "./poll-finding.ts";
import type { Look, PollParts } from "./poll-parts.ts";
import type { SourceRow } from "./poll-store.ts";
import { readArticles } from "./read-articles.ts";

/** The first look at a site takes its newest articles only: the desk begins to listen now. */
const firstArticles = 30;

/**
 * Looks at a site that has no feed: finds its newest articles and reads those nobody has read, a few at a time, as far
 * as its robots.txt allows.
 * @throws FetchError when its front page is needed and does not answer
 */
export async function pollSite(parts: PollParts, source: SourceRow, look: Look): Promise<PollFinding> {
  const site = await parts.robots.rulesFor(source.url, parts.fetch, look.now, look.signal);
  if (site.kind === "unreachable")
    return failedFinding("robots_unreachable", { host: new URL(source.url).host });
  if (!site.rules.isAllowed(source.url))
    return failedFinding("robots_refused", { host: new URL(source.url).host });
  const shown = await findArticles(parts.fetch, source.url, site.rules, look);
  const allowed = shown.articles.filter(({ url }) => site.rules.isAllowed(url));
  if (allowed.length === 0)
    return failedFinding(
      shown.httpStatus >= 400 ? httpKey(shown.httpStatus) : "no_articles",
      {
        status: shown.httpStatus,
        host: new URL(source.url).host,
      },
      { httpStatus: shown.httpStatus },
    );
  const isFirstLook = source.last_success_at === null;
  const wanted = isFirstLook ? allowed.slice(0, firstArticles) : allowed;
  const known = await findVisits(
    parts.db,
    source.id,
    wanted.map(({ urlKey }) => urlKey),
  );
  const listed = wanted
    .filter(({ urlKey }) => !known.has(urlKey))
    .map((article) => listedArticle(source, article));
  const queue = await waitingWith(parts, source.id, listed);
  const read = await readArticles(parts, source, queue, look);
  return goodFinding(allowed.length, read.drafts, {
    httpStatus: shown.httpStatus,
    notes: [...gatherNotes([...shown.notes, ...read.sourceNotes]), ...read.notes],
    publishedAt: allowed.flatMap(({ publishedAt }) => (publishedAt ? [publishedAt] : [])),
    visits: {
      listed,
      seen: wanted.filter(({ urlKey }) => known.has(urlKey)).map(({ urlKey }) => urlKey),
      ended: read.ended,
      failed: read.failed,
    },
  });
}

const httpKey = (status: number): "missing" | "forbidden" | "server_error" | "http_error" =>
  status === 404 ? "missing" : status === 403 ? "forbidden" : status >= 500 ? "server_error" : "http_error";

/** A news sitemap's own headline is stored when the article itself cannot be read. */
function listedArticle(source: SourceRow, { urlKey, url, title, publishedAt }: ShownArticle): ListedArticle {
  const draft: MentionDraft | null =
    title === null || publishedAt === null
      ? null
      : {
          sourceId: source.id,
          sourceTitle: source.title,
          externalId: url.slice(0, 2000),
          url,
          channel: channel.catch("other").parse(source.channel),
          outlet: source.outlet,
          author: null,
          title,
          text: "",
          language: null,
          publishedAt,
          timePrecision: "minute",
          imageUrl: null,
          engagement: null,
          parentExternalId: null,
          threadId: null,
          place: null,
          tags: [],
          attachmentIds: [],
          raw: { link: url },
        };
  return { urlKey, url, publishedAt, draft, draftHash: null };
}
