import { answerFeed } from "#platform/feeds-out/answer-feed.ts";
import { feedFormats } from "#platform/feeds-out/published-feed.ts";
import { feedMediaTypes, renderFeed } from "#platform/feeds-out/render-feed.ts";
import type { PublicPage } from "#platform/http/public-page.ts";
import type { ReadTopic } from "#platform/websub/topic.ts";
import { feedPathOf, readFeedAddress } from "./feed-addresses.ts";
import { type FeedParts, findFeed } from "./find-feed.ts";

/** What the office says in public, for everybody's feed reader: of one office, or of one account (`&account=`). */
export const feedPages = (parts: FeedParts): PublicPage[] =>
  feedFormats.map((format) => ({
    path: feedPathOf(format),
    async handle(_, request) {
      const place = readFeedAddress(request.url);
      const found = place && (await findFeed(parts, place));
      return found
        ? answerFeed(request, format, found.feed)
        : new Response("Not found\n", {
            status: 404,
            headers: { "content-type": "text/plain; charset=utf-8" },
          });
    },
  }));

/** The same for the hub: only the one address that a feed itself names is a topic. */
export const readFeedTopic =
  (parts: FeedParts): ReadTopic =>
  async (address) => {
    const place = readFeedAddress(address);
    const found = place && (await findFeed(parts, place));
    if (!found || found.feed.selfUrl !== address || found.feed.hubUrl === null) return null;
    const { workspaceId, format, feed } = found;
    return {
      workspaceId,
      selfUrl: feed.selfUrl,
      hubUrl: found.feed.hubUrl,
      body: renderFeed(format, feed),
      mediaType: feedMediaTypes[format],
    };
  };
