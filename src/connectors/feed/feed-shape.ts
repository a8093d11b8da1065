import type { DatePrecision } from "#connectors/page/indonesian-date.ts";
import type { SourceNote } from "./source-note.ts";

/** The kinds of feed that are told apart; `none` is a text that is no feed. */
export type FeedFormat =
  | "rss-0.9x"
  | "rss-2.0"
  | "rss-rdf"
  | "atom-0.3"
  | "atom-1.0"
  | "json-feed"
  | "cdf"
  | "none";

export interface FeedTime {
  at: Date;
  precision: DatePrecision;
}

export interface FeedEnclosure {
  url: string;
  type?: string;
  lengthBytes?: number;
}

/** One entry in normal form. All texts are plain text: nobody needs the markup, and what is not kept harms nobody. */
export interface FeedItem {
  /** The feed's own id, as written: guid, atom:id, rdf:about. */
  externalId?: string;
  /** The article's address, absolute http(s), as the feed gives it: not yet canonical. */
  url?: string;
  title?: string;
  /** The longest form of the text that the feed has, blocks on their own lines. */
  text?: string;
  /** The feed's summary as plain text, when it has one beside the full text. */
  summary?: string;
  author?: string;
  publishedAt?: FeedTime;
  updatedAt?: FeedTime;
  categories: string[];
  enclosures: FeedEnclosure[];
  imageUrl?: string;
  language?: string;
  notes: SourceNote[];
}

/** A whole feed in normal form. */
export interface ParsedFeed {
  format: FeedFormat;
  title?: string;
  description?: string;
  /** The page the feed belongs to. */
  siteUrl?: string;
  language?: string;
  author?: string;
  /** Where the feed says it lives. */
  selfUrl?: string;
  /** Where the feed says it has moved to (`itunes:new-feed-url`). */
  movedToUrl?: string;
  /** WebSub hubs. */
  hubUrls: string[];
  /** The next page of a paged feed (RFC 5005). */
  nextUrl?: string;
  /** How long the feed asks not to be fetched again, in minutes (`ttl`, `sy:updatePeriod`). */
  ttlMinutes?: number;
  imageUrl?: string;
  items: FeedItem[];
  notes: SourceNote[];
}

/** What the readers of each format need to know. */
export interface FeedReading {
  /** The address the feed was fetched from. */
  url?: string;
  /** Zone assumed for times that name none. */
  zone: "UTC" | "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
  /** Dates more than a day later than this are dropped. */
  now?: Date;
}

/** Items beyond this are left out, with a note: an honest feed has some dozens. */
export const MAX_FEED_ITEMS = 10_000;

/** Categories and enclosures of one item beyond these are left out. */
export const MAX_ITEM_CATEGORIES = 50;
export const MAX_ITEM_ENCLOSURES = 20;
