import { parseHTML } from "linkedom";
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

/** Only harmless elements, no handlers and styles, no addresses but http(s) and mailto. */
export function expectSafeHtml(html: string, file: string): void {
  expect(html, file).not.toMatch(/<(script|style|iframe|object|embed|form|link|meta|base|svg)/i);
  for (const element of parseHTML(`<body>${html}</body>`).document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      expect(name, file).not.toMatch(/^on|^style$|^srcdoc$/i);
      if (["href", "src", "cite"].includes(name)) expect(value, file).toMatch(/^(https?:|mailto:)/i);
    }
  }
}
