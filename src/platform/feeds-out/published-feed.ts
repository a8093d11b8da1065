/** The ways in which a feed is written. */
export const feedFormats = ["rss", "atom", "json"] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** A feed holds no more items than this; readers look often enough. */
export const mostFeedItems = 50;

/** One thing that was published. All texts are plain text. */
export interface PublishedItem {
  /** The same for ever, whatever becomes of the address: an absolute IRI such as `urn:uuid:…`. */
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  /** Lines are kept. */
  readonly text: string;
  /** A link that goes with the text. */
  readonly link: string | null;
  /** What pictures show, for those who do not see them. */
  readonly pictures: readonly string[];
  readonly author: string;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
  /** BCP 47; null where nobody said. */
  readonly language: string | null;
}

/** What is published under one address, the newest first. */
export interface PublishedFeed {
  /** The same for ever, and the same in all formats. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The page that it belongs to. */
  readonly homeUrl: string;
  /** Its own address: what subscribers name as the topic. */
  readonly selfUrl: string;
  /** Where subscribers ask to be told; null where nobody tells. */
  readonly hubUrl: string | null;
  readonly author: string;
  readonly language: string;
  /** When anything in it last changed, also by being taken back. */
  readonly updatedAt: Date;
  readonly items: readonly PublishedItem[];
}
