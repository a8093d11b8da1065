import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchOptions, FetchResult, SafeFetch } from "#platform/fetch/safe-fetch.ts";
import { canonicalOf, whereItLed } from "./where-it-led.ts";

/**
 * What an address says of what was said there: still there, gone, something else in its stead (`moved`: deleted or
 * moved, nobody can tell), or nothing that could be relied on.
 */
export type OriginalState = "there" | "gone" | "moved" | "unknown";

export type OriginalLook = {
  state: OriginalState;
  /** The site asked to be left alone (429, 503), for so long where it says so. Milliseconds. */
  isBusy: boolean;
  retryAfterMs: number | undefined;
  /** To ask next time only whether it changed. */
  etag: string | null;
  lastModified: string | null;
};

/** A person may wait for this. Milliseconds. */
const totalMs = 15_000;
/** Only the status counts; a page may be long. */
const maxBytes = 256 * 1024;

const nothingKnown: OriginalLook = {
  state: "unknown",
  isBusy: false,
  retryAfterMs: undefined,
  etag: null,
  lastModified: null,
};

/**
 * Asks an address once whether it still has what was said there. 404 and 410 mean that it is gone; a page, or the word
 * that it has not changed, that it is there, unless the address leads to a front page, a section or another article. No
 * answer or a closed door says nothing.
 */
export async function lookAtOriginal(
  fetch: SafeFetch,
  url: string,
  options: Pick<FetchOptions, "validators" | "lane" | "signal"> = {},
): Promise<OriginalLook> {
  try {
    const answer = await fetch(url, { ...options, limits: { totalMs, maxBytes } });
    const { status, headers, retryAfterMs } = answer;
    return {
      state: stateOf(url, answer),
      isBusy: status === 429 || status === 503,
      retryAfterMs,
      etag: headers["etag"] ?? (status === 304 ? (options.validators?.etag ?? null) : null),
      lastModified:
        headers["last-modified"] ?? (status === 304 ? (options.validators?.lastModified ?? null) : null),
    };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    // Longer than we read is an answer all the same.
    if (error.kind !== "too_large") return nothingKnown;
    return { ...nothingKnown, state: whereItLed(url, error.url, null) === "there" ? "there" : "moved" };
  }
}

function stateOf(asked: string, { status, url, body, headers }: FetchResult): OriginalState {
  if (status === 404 || status === 410) return "gone";
  if (status === 304) return "there";
  if (status >= 300) return "unknown";
  const isPage = /html/i.test(headers["content-type"] ?? "");
  // The address of a page is plain letters in every encoding that the web still uses.
  const canonical = isPage ? canonicalOf(Buffer.from(body).toString("latin1"), url) : null;
  return whereItLed(asked, url, canonical) === "there" ? "there" : "moved";
}
