import { parseHTML } from "linkedom";
import { expect } from "vitest";
import type { ParsedFeed } from "#connectors/feed/feed-shape.ts";

/** No script, no handler, no address but http(s) and mailto in what may be shown as HTML; no tags in the rest. */
export function expectNoMarkup(feed: ParsedFeed, file: string): void {
  const { items, notes: _, hubUrls, ...rest } = feed;
  expect(JSON.stringify([rest, hubUrls]), file).not.toMatch(/<\/?(script|iframe|style|object|embed)/i);
  for (const { html, notes: __, ...item } of items) {
    expect(JSON.stringify(item), file).not.toMatch(/<\/?(script|iframe|style|object|embed)/i);
    for (const address of [item.url, item.imageUrl, ...item.enclosures.map(({ url }) => url)]) {
      if (address !== undefined) expect(address, file).toMatch(/^https?:\/\//);
    }
    if (html !== undefined) expectSafeHtml(html, file);
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
