import { cachedAnswer } from "#platform/http/cached-answer.ts";
import type { FeedFormat, PublishedFeed } from "./published-feed.ts";
import { feedMediaTypes, renderFeed } from "./render-feed.ts";

/** What was taken back is to be gone from readers soon. */
const freshSeconds = 60;

/** Answers a request for a feed, or says that it has not changed. Any site may read it. */
export const answerFeed = (request: Request, format: FeedFormat, feed: PublishedFeed): Response =>
  cachedAnswer(request, {
    body: renderFeed(format, feed),
    mediaType: feedMediaTypes[format],
    freshSeconds,
    modifiedAt: feed.updatedAt,
    headers: { "access-control-allow-origin": "*", link: topicLinks(feed) },
  });

/** How hub and topic are found (WebSub §4, https://www.w3.org/TR/websub/#discovery). */
export const topicLinks = ({ selfUrl, hubUrl }: Pick<PublishedFeed, "selfUrl" | "hubUrl">): string =>
  [`<${selfUrl}>; rel="self"`, ...(hubUrl === null ? [] : [`<${hubUrl}>; rel="hub"`])].join(", ");
