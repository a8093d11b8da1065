import { canonicalUrl } from "#connectors/page/canonical-url.ts";
import { plainLine, plainText } from "#connectors/page/plain-text.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { ListenQuery } from "#connectors/ports/listen-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";

/** A page as a search engine describes it; title and text may hold markup. */
export interface Described {
  readonly url: string;
  readonly title: string;
  readonly text?: string | null | undefined;
  /** What the publisher calls itself; its host stands in. */
  readonly outlet?: string | null | undefined;
  /** Anything `Date` reads; nothing, or nonsense, is no date. */
  readonly published?: string | null | undefined;
  readonly imageUrl?: string | null | undefined;
}

/** Clocks of publishers run ahead by hours, not by days. */
const aheadMs = 24 * 3_600_000;

/** A page that a search found, in the words of the ports; undefined for what is no page of the web. */
export function foundPage(described: Described, now: Date): NetworkPost | undefined {
  const url = canonicalUrl(described.url);
  const title = plainLine(described.title, 500);
  if (url === undefined || title === "") return undefined;
  const host = new URL(url).hostname.replace(/^www\./, "");
  const at = Date.parse(described.published ?? "");
  const isDated = Number.isFinite(at) && at <= now.getTime() + aheadMs && at > 0;
  const outlet = plainLine(described.outlet ?? "", 200);
  return {
    externalId: url,
    url,
    author: { externalId: host, handle: host, name: outlet === "" ? host : outlet },
    title,
    text: plainText(described.text ?? ""),
    publishedAt: isDated ? new Date(at) : now,
    ...(isDated ? {} : { isUndated: true }),
    media: described.imageUrl ? [{ kind: "image", url: described.imageUrl }] : [],
    engagement: {},
    isPrivate: false,
  };
}

/** Pages of one answer, each once, the newest first; those that nobody dates stand as they came, behind. */
export function foundPages(described: readonly Described[], now: Date): NetworkPost[] {
  const pages = new Map<string, NetworkPost>();
  for (const one of described) {
    const page = foundPage(one, now);
    if (page && !pages.has(page.externalId)) pages.set(page.externalId, page);
  }
  const timeOf = (page: NetworkPost): number => (page.isUndated ? 0 : page.publishedAt.getTime());
  return [...pages.values()].toSorted((one, other) => timeOf(other) - timeOf(one));
}

/** The words that a search engine is asked. @param within how it is asked of one site, before the site's name */
export function wordsOf(query: ListenQuery, within = "site:"): string {
  if (query.by === "words") return query.words;
  if (query.by === "domain")
    return `${within}${query.domain.replace(/^https?:\/\//, "").replace(/\/.*$/, "")}`;
  throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, `no search by ${query.by}`);
}
