import robotsParser from "robots-parser";

/** RFC 9309 §2.5: a crawler reads at least 500 KiB of it; more is of no use to anybody. */
const MAX_ROBOTS_LENGTH = 512_000;

/** Delays longer than a day would mean never. */
const MAX_CRAWL_DELAY_S = 86_400;

/** What a site's robots.txt asks of us. */
export interface RobotsRules {
  /** Whether `url` may be fetched. The rules bind the origin of the robots.txt only; other addresses are free. */
  isAllowed(url: string): boolean;
  crawlDelaySeconds?: number;
  /** Addresses of sitemaps, absolute http(s). */
  sitemapUrls: string[];
}

/**
 * Reads a robots.txt (RFC 9309) for one user agent. What a missing file (all allowed) or a failing server (nothing
 * allowed for the time being) means is for the caller to decide.
 *
 * @param agent the product name, such as `Gaung`
 */
export function readRobots(text: string, robotsUrl: string, agent: string): RobotsRules {
  const robots = robotsParser(robotsUrl, text.slice(0, MAX_ROBOTS_LENGTH));
  const delay = robots.getCrawlDelay(agent);
  const sitemapUrls = robots
    .getSitemaps()
    .map((url) => URL.parse(url, robotsUrl))
    .filter((url) => url !== null && /^https?:$/.test(url.protocol))
    .map((url) => url?.href ?? "");
  return {
    isAllowed: (url) => robots.isAllowed(url, agent) ?? true,
    ...(delay !== undefined && delay > 0 ? { crawlDelaySeconds: Math.min(delay, MAX_CRAWL_DELAY_S) } : {}),
    sitemapUrls: [...new Set(sitemapUrls)].slice(0, 200),
  };
}
