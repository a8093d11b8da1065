import type { SourceNote } from "#connectors/feed/source-note.ts";
import { ChildError } from "#platform/child/child-runner.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchResult } from "#platform/fetch/safe-fetch.ts";
import type { OutcomeKey, OutcomeNoteKey } from "../../contract/outcome-keys.ts";
import { outcomeNoteKeys } from "../../contract/outcome-keys.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import type { SearchPlace } from "../network-sources/keep-place.ts";
import type { VisitNews } from "./article-visit-store.ts";
import type { OutcomeNote, OutcomeValues } from "./source-tables.ts";

/** What one look at a source ended with, before it is written down. */
export type PollFinding = {
  isOk: boolean;
  key: OutcomeKey;
  values: OutcomeValues;
  notes: OutcomeNote[];
  httpStatus: number | null;
  /** How many items were there. */
  found: number;
  /** To be stored together with this finding. */
  drafts: readonly MentionDraft[];
  visits?: VisitNews;
  /** Where a search goes on reading back; without a cursor it has reached what was known. */
  network?: SearchPlace;
  /** The other side asked us to stay away this long. Milliseconds. */
  retryAfterMs?: number;
  /** When the items were published, for the rhythm; undefined leaves the interval as it is (304). */
  publishedAt?: readonly Date[];
  /** What to remember for the next look; undefined leaves what is remembered. */
  memory?: { etag: string | null; lastModified: string | null; bodyHash: string | null };
  /** What the feed calls itself, and the page it belongs to. */
  title?: string;
  siteUrl?: string;
  /** The address moved for good and answers there. */
  movedTo?: string;
  /** The other side says that it will not come back. */
  isGone?: boolean;
  hub?: { hubUrl: string; topicUrl: string };
};

/** A finding with what storing its drafts showed: how many nobody had heard before. */
export type CountedFinding = Omit<PollFinding, "drafts" | "visits" | "network"> & {
  fresh: number;
  /** Articles that still wait to be read: look again soon. */
  waiting?: number;
};

/** A look that worked. Whether it brought anything new shows when its drafts are stored. */
export function goodFinding(
  found: number,
  drafts: readonly MentionDraft[],
  rest: Partial<PollFinding> = {},
): PollFinding {
  return { isOk: true, key: "fresh", values: {}, notes: [], httpStatus: 200, found, drafts, ...rest };
}

/** A look that did not work. */
export function failedFinding(
  key: OutcomeKey,
  values: OutcomeValues = {},
  rest: Partial<PollFinding> = {},
): PollFinding {
  return { isOk: false, key, values, notes: [], httpStatus: null, found: 0, drafts: [], ...rest };
}

/** A fetch that brought no answer, as a finding. */
export function findingOfFetchError(error: FetchError): PollFinding {
  const url = error.url.slice(0, 300);
  return failedFinding(error.kind, { url, host: URL.parse(error.url)?.host ?? url });
}

/** An answer whose status means that there is nothing to read, as a finding; undefined when there is. */
export function findingOfStatus(answer: FetchResult): PollFinding | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const values = { status, host: URL.parse(answer.url)?.host ?? answer.url.slice(0, 300) };
  const rest: Partial<PollFinding> = {
    httpStatus: status,
    notes: fetchNotes(answer),
    ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }),
  };
  switch (status) {
    case 401:
      return failedFinding("unauthorized", values, rest);
    case 403:
      return failedFinding("forbidden", values, rest);
    case 404:
      return failedFinding("missing", values, rest);
    case 410:
      return failedFinding("gone", values, { ...rest, isGone: true });
    case 429:
      return failedFinding("rate_limited", values, rest);
    default:
      return failedFinding(status >= 500 ? "server_error" : "http_error", values, rest);
  }
}

/** What the fetch itself met with. */
export function fetchNotes(answer: FetchResult): OutcomeNote[] {
  return answer.notes
    .filter((key) => key !== "error_body_cut")
    .map((key) => ({ key, values: { count: 1, detail: answer.url.slice(0, 200) } }));
}

/** Many notes of a reader become one a kind, with how often it was met and the first detail. */
export function gatherNotes(notes: readonly SourceNote[]): OutcomeNote[] {
  const gathered = new Map<OutcomeNoteKey, { count: number; detail: string }>();
  for (const { code, detail } of notes) {
    const key = outcomeNoteKeys.find((candidate) => candidate === code.replaceAll("-", "_"));
    if (key === undefined) continue;
    const known = gathered.get(key);
    if (known) known.count += 1;
    else gathered.set(key, { count: 1, detail: detail ?? "" });
  }
  return [...gathered].map(([key, values]) => ({ key, values }));
}

/** Whatever went wrong in a look, as a finding. A fault that is not the other side's is told to `logged`. */
export function findingOfError(error: unknown, logged: (error: unknown) => void): PollFinding {
  if (error instanceof FetchError) return findingOfFetchError(error);
  if (isTooHeavy(error)) return failedFinding("too_heavy");
  logged(error);
  return failedFinding("internal");
}

/** Whether reading was given up because what the other side sent takes more time or memory than any honest feed. */
export const isTooHeavy = (error: unknown): boolean => error instanceof ChildError && error.kind !== "broken";
