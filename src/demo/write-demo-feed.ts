import { createHash } from "node:crypto";
import { type Headline, outletTitles } from "./headline.ts";

/** As many items as an outlet's feed usually holds. */
const shownItems = 60;

export type DemoFeed = { mediaType: string; etag: string; lastModified: Date; body: string };

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

/**
 * The feed of one outlet as it stood at an instant: its latest 60 headlines up to then, newest first.
 * @param headlines of this outlet, oldest first
 */
export function writeDemoFeed(
  outlet: string,
  headlines: readonly Headline[],
  format: "rss" | "atom",
  now: Date,
): DemoFeed {
  const published = headlines.filter(({ at }) => Date.parse(at) <= now.getTime());
  const items = published.slice(-shownItems).reverse();
  const lastModified = new Date(Math.max(0, ...items.map(({ at }) => Date.parse(at))));
  const identity = createHash("sha256").update(format).update(JSON.stringify(items)).digest("base64url");
  return {
    mediaType: format === "rss" ? "application/rss+xml" : "application/atom+xml",
    etag: `"${identity.slice(0, 22)}"`,
    lastModified,
    body: format === "rss" ? rss(outlet, items) : atom(outlet, items, lastModified),
  };
}

const titleOf = (outlet: string): string => outletTitles[outlet] ?? outlet;

function rss(outlet: string, items: readonly Headline[]): string {
  const written = items.map(
    ({ title, url, at, precision, category }) =>
      `<item><title>${escapeXml(title)}</title><link>${escapeXml(url)}</link><guid>${escapeXml(url)}</guid>` +
      `<pubDate>${precision === "day" ? at.slice(0, 10) : rfc822(at)}</pubDate>` +
      `${category === undefined ? "" : `<category>${escapeXml(category)}</category>`}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${escapeXml(titleOf(outlet))}</title><link>https://${outlet}/</link><language>id</language>\n${written.join("\n")}\n</channel></rss>\n`;
}

function atom(outlet: string, items: readonly Headline[], updated: Date): string {
  const written = items.map(
    ({ title, url, at, precision, category }) =>
      `<entry><title>${escapeXml(title)}</title><link href="${escapeXml(url)}"/><id>${escapeXml(url)}</id>` +
      `<published>${precision === "day" ? at.slice(0, 10) : at}</published><updated>${at}</updated>` +
      `${category === undefined ? "" : `<category term="${escapeXml(category)}"/>`}</entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"><title>${escapeXml(titleOf(outlet))}</title><id>https://${outlet}/</id><link href="https://${outlet}/"/><updated>${updated.toISOString()}</updated>\n${written.join("\n")}\n</feed>\n`;
}

/** Outlets of Jakarta write their feeds in WIB. */
function rfc822(at: string): string {
  const wib = new Date(Date.parse(at) + 7 * 3_600_000);
  return wib.toUTCString().replace("GMT", "+0700");
}
