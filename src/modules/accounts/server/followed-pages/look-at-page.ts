import { readPageBody } from "#connectors/page/read-page.ts";
import type { RobotsMemory } from "#connectors/page/robots-memory.ts";
import { ChildError } from "#platform/child/child-runner.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchResult, SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { PageState } from "../../contract/followed-pages.ts";
import { showsWords } from "./shows-words.ts";

export interface LookParts {
  readonly fetch: SafeFetch;
  readonly robots: RobotsMemory;
  readonly now: () => Date;
}

const limits = { maxBytes: 5 * 1024 * 1024, totalMs: 30_000 };

/** Where sites send whoever has not signed in. */
const signInPath =
  /\/(?:login|log-in|signin|sign-in|masuk|auth|authwall|checkpoint|accounts\/login)(?:[/.?]|$)/i;

/**
 * Looks at a public page as a stranger does, where the site's robots.txt allows it, and says whether what was said stands there.
 * Never more than what the page shows to somebody who has not signed in.
 */
export async function lookAtPage(
  { fetch, robots, now }: LookParts,
  { url, words }: { url: string; words: string },
  signal: AbortSignal,
): Promise<Exclude<PageState, "new">> {
  try {
    const site = await robots.rulesFor(url, fetch, now(), signal);
    if (site.kind === "unreachable") return "cannot_read";
    if (!site.rules.isAllowed(url)) return "not_allowed";
    const answer = await fetch(url, {
      limits,
      lane: "followed-pages",
      signal,
      headers: { accept: "text/html" },
    });
    return await stateOf(answer, { url, words, now: now(), signal });
  } catch (error) {
    // A page that no honest site has is one that cannot be read.
    if ((error instanceof FetchError && error.kind !== "aborted") || error instanceof ChildError)
      return "cannot_read";
    throw error;
  }
}

async function stateOf(
  { status, url: ledTo, headers, body }: FetchResult,
  asked: { url: string; words: string; now: Date; signal: AbortSignal },
): Promise<Exclude<PageState, "new">> {
  if (status === 404 || status === 410) return "gone";
  if (status === 401) return "asks_sign_in";
  const contentType = headers["content-type"];
  if (status >= 300 || !/html/i.test(contentType ?? "")) return "cannot_read";
  if (ledTo !== asked.url && signInPath.test(new URL(ledTo).pathname)) return "asks_sign_in";
  const given = { body, url: ledTo, contentType, now: asked.now };
  const { text, asksPassword } = await readPageBody("words", given, asked.signal);
  const isShown = showsWords(asked.words, text);
  if (isShown === true) return "shows_words";
  if (asksPassword) return "asks_sign_in";
  return isShown === null ? "reachable" : "words_not_seen";
}
