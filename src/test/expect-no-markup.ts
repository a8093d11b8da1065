import { expect } from "vitest";
import type { ParsedFeed } from "#connectors/feed/feed-shape.ts";

/** No active elements in what a feed says, and no addresses but http(s). */
export function expectNoMarkup(feed: ParsedFeed, file: string): void {
  const { items, notes: _, hubUrls, ...rest } = feed;
  expect(JSON.stringify([rest, hubUrls]), file).not.toMatch(/<\/?(script|iframe|style|object|embed)/i);
  for (const { notes: __, ...item } of items) {
    expect(JSON.stringify(item), file).not.toMatch(/<\/?(script|iframe|style|object|embed)/i);
    for (const address of [item.url, item.imageUrl, ...item.enclosures.map(({ url }) => url)]) {
      if (address !== undefined) expect(address, file).toMatch(/^https?:\/\//);
    }
  }
}
