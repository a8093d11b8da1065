import { decodeBody } from "./decode-body.ts";
import { discoverFeeds, type FeedCandidate } from "./discover-feeds.ts";
import type { FeedReading, ParsedFeed } from "./feed-shape.ts";
import { parseFeed } from "./parse-feed.ts";

/** What an address answered. */
export interface FeedBody {
  body: Uint8Array;
  /** Where it came from, after redirects. */
  url: string;
  /** The Content-Type header. */
  contentType?: string;
  zone: FeedReading["zone"];
  now: Date;
}

/** What was found in it. */
export type FeedAnswer =
  | { kind: "feed"; feed: ParsedFeed }
  | {
      kind: "none";
      /** Whether it is a page for people, and what it calls itself. */
      isPage: boolean;
      title?: string;
      /** Feeds that it names instead. */
      offered: FeedCandidate[];
    };

/** Reads a body as a feed, and where it is none, as a page that may name one. Never throws. */
export function readFeedBody({ body, url, contentType, zone, now }: FeedBody): FeedAnswer {
  const { text, notes } = decodeBody(body, contentType);
  const feed = parseFeed(text, { url, zone, now, ...(contentType === undefined ? {} : { contentType }) });
  if (feed.format !== "none") return { kind: "feed", feed: { ...feed, notes: [...notes, ...feed.notes] } };
  const title = /<title[^>]*>([^<]{1,300})/i.exec(text)?.[1]?.replace(/\s+/g, " ").trim();
  return {
    kind: "none",
    isPage: /<html[\s>]|<!doctype\s+html|<body[\s>]/i.test(text.slice(0, 5_000)),
    ...(title === undefined ? {} : { title }),
    offered: discoverFeeds(text, url),
  };
}
