import { type FeedFormat, feedFormats } from "#platform/feeds-out/published-feed.ts";
import { pagePath } from "../register/public-addresses.ts";

/** Where the feeds are; readers keep these addresses for years: never to be changed. */
export const feedPathOf = (format: FeedFormat): string => `/feeds/statements.${format}`;

/** One feed: of an office, or of one of its accounts. */
export interface FeedPlace {
  readonly format: FeedFormat;
  /** The office's short name; null where the address names none. */
  readonly slug: string | null;
  readonly accountId: string | null;
}

/** The one address of a feed, which is also its topic for subscribers. */
export function feedAddress(deskUrl: string, { format, slug, accountId }: FeedPlace): string {
  const url = new URL(feedPathOf(format), deskUrl);
  if (slug !== null) url.searchParams.set("workspace", slug);
  if (accountId !== null) url.searchParams.set("account", accountId);
  return url.href;
}

/** Reads which feed an address is of; null for an address of something else. */
export function readFeedAddress(address: string): FeedPlace | null {
  const url = URL.parse(address);
  const format = feedFormats.find((one) => feedPathOf(one) === url?.pathname);
  if (!url || format === undefined) return null;
  const slug = url.searchParams.get("workspace");
  // No office has such a name, and no database could look for one.
  if (slug?.includes("\0") === true) return null;
  return { format, slug, accountId: url.searchParams.get("account") };
}

/** The page for everybody that the feeds belong to. */
export function homeOf(deskUrl: string, slug: string): string {
  const url = new URL(pagePath, deskUrl);
  url.searchParams.set("workspace", slug);
  return url.href;
}
