import { decodeBody } from "#connectors/feed/decode-body.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { SafeFetch } from "#platform/fetch/safe-fetch.ts";
import { type RobotsRules, readRobots } from "./robots.ts";

/** RFC 9309 §2.4: rules are not kept longer than a day. */
const keptMs = 24 * 60 * 60_000;
/** A robots.txt that could not be had is asked for again soon. */
const retryMs = 15 * 60_000;
const mostSites = 2_000;

export type SiteRules =
  | { kind: "known"; rules: RobotsRules }
  /** RFC 9309 §2.3.1.4: while it cannot be reached, everything is disallowed. */
  | { kind: "unreachable" };

/** Knows what each site asks of us, and asks again when that is old. */
export type RobotsMemory = {
  rulesFor(url: string, fetch: SafeFetch, now: Date, signal?: AbortSignal): Promise<SiteRules>;
};

/**
 * Makes an empty memory; share one in a process.
 * @param agent the product name that robots.txt may address, such as `Gaung`
 */
export function createRobotsMemory(agent: string): RobotsMemory {
  const sites = new Map<string, { rules: SiteRules; until: number }>();
  return {
    async rulesFor(url, fetch, now, signal) {
      const { origin } = new URL(url);
      const known = sites.get(origin);
      if (known && known.until > now.getTime()) return known.rules;
      const rules = await askRobots(`${origin}/robots.txt`, fetch, agent, signal);
      const oldest = sites.keys().next();
      if (sites.size >= mostSites && !oldest.done) sites.delete(oldest.value);
      sites.set(origin, { rules, until: now.getTime() + (rules.kind === "known" ? keptMs : retryMs) });
      return rules;
    },
  };
}

/** RFC 9309 §2.3.1: a 4xx means that there are no rules, a 5xx or silence that nothing is allowed for now. */
async function askRobots(
  robotsUrl: string,
  fetch: SafeFetch,
  agent: string,
  signal: AbortSignal | undefined,
): Promise<SiteRules> {
  try {
    const answer = await fetch(robotsUrl, {
      limits: { maxBytes: 1024 * 1024, totalMs: 20_000 },
      ...(signal ? { signal } : {}),
    });
    if (answer.status >= 500 || answer.status === 429) return { kind: "unreachable" };
    const text = answer.status < 300 ? decodeBody(answer.body, answer.headers["content-type"]).text : "";
    return { kind: "known", rules: readRobots(text, robotsUrl, agent) };
  } catch (error) {
    if (error instanceof FetchError && error.kind !== "aborted") return { kind: "unreachable" };
    throw error;
  }
}
