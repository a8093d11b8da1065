import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchOptions, SafeFetch } from "#platform/fetch/safe-fetch.ts";

/** What an address says of what was said there: still there, gone, or nothing that could be relied on. */
export type OriginalState = "there" | "gone" | "unknown";

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
 * that it has not changed, that it is there. No answer or a closed door says nothing. A site that leads from deleted
 * pages to its front page cannot be told from one that has moved them.
 */
export async function lookAtOriginal(
  fetch: SafeFetch,
  url: string,
  options: Pick<FetchOptions, "validators" | "lane" | "signal"> = {},
): Promise<OriginalLook> {
  try {
    const answer = await fetch(url, { ...options, limits: { totalMs, maxBytes } });
    const { status, headers, retryAfterMs } = answer;
    const isThere = status < 300 || status === 304;
    return {
      state: isThere ? "there" : status === 404 || status === 410 ? "gone" : "unknown",
      isBusy: status === 429 || status === 503,
      retryAfterMs,
      etag: headers["etag"] ?? (status === 304 ? (options.validators?.etag ?? null) : null),
      lastModified:
        headers["last-modified"] ?? (status === 304 ? (options.validators?.lastModified ?? null) : null),
    };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    // Longer than we read is an answer all the same.
    return error.kind === "too_large" ? { ...nothingKnown, state: "there" } : nothingKnown;
  }
}
