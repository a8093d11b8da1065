import { setTimeout as pause } from "node:timers/promises";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { StreamEvent } from "#connectors/ports/listen-port.ts";
import { connectorOf } from "#connectors/registry.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { finishPoll } from "../sources/finish-poll.ts";
import { findingOfError, type PollFinding } from "../sources/poll-finding.ts";
import type { PollParts } from "../sources/poll-parts.ts";
import { draftFromPost } from "./draft-from-post.ts";
import { makeEventLine } from "./event-line.ts";
import { forgetRemoved } from "./forget-removed.ts";
import { findingOfNetwork } from "./network-finding.ts";
import { makeStreamFilter, type StreamFilter } from "./stream-filter.ts";
import { giveLease, keepLease, noteStream, type StreamSource, storeBatch } from "./stream-store.ts";

/** Events that may wait for the store; more slow the stream down. */
const mostWaiting = 5_000;
const mostInBatch = 1_000;
/** Between two batches, so that a lively stream is stored in few transactions. */
const gatherMs = 100;
/** Without news a worker says so often that it lives, and looks whether the stream was paused. */
const beatMs = 5_000;
/** Where nothing is kept of what went by, how far it was read is written down so often. */
const placeMs = 1_000;
/** A line of health is written so often while a stream runs. */
const noteMs = 10 * 60_000;

const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;

/** Milliseconds until a broken stream is opened again: two seconds, doubled each time up to five minutes. */
export const waitForStream = (failures: number, retryAfterMs = 0): number =>
  Math.max(
    retryAfterMs,
    Math.min(firstRetryMs * 2 ** Math.min(Math.max(failures - 1, 0), 10), longestRetryMs),
  );

/**
 * Holds one stream open and keeps what it brings, until the line breaks, somebody pauses the source, another worker has
 * it, or the process ends. What comes first is stored first, with the cursor behind it: whoever opens the stream next
 * goes on there. Whatever the network does ends as a line on the source's health.
 */
export async function holdStream(
  parts: PollParts,
  source: StreamSource,
  stopping: AbortSignal,
): Promise<void> {
  const startedAt = parts.now();
  const begunMs = performance.now();
  const over = new AbortController();
  const signal = AbortSignal.any([stopping, over.signal]);
  let failure: PollFinding | undefined;
  const place: Place = { cursor: source.listening.cursor, isMoved: true, noted: null };
  while (failure === undefined && place.isMoved && !signal.aborted) {
    place.isMoved = false;
    try {
      await listenTo(parts, source, place, over, signal);
    } catch (error) {
      // A line that broke after it had brought something is opened again where it was, and nobody need know.
      const isBroken = error instanceof ConnectorError && error.failure.kind === "retry";
      if (!(isBroken && place.isMoved)) failure = findingOf(parts, source, error);
    }
  }
  if (failure === undefined || stopping.aborted) return giveLease(parts.db, source);
  await finishPoll(parts.db, source, failure, {
    startedAt,
    tookMs: Math.round(performance.now() - begunMs),
    now: parts.now(),
    random: parts.random,
    isPushed: false,
    waitAfter: waitForStream,
  });
}

const findingOf = (parts: PollParts, source: StreamSource, error: unknown): PollFinding =>
  findingOfNetwork(error, connectorOf(source.listening.network).manifest.name.id, parts.now()) ??
  findingOfError(error, (err) => parts.log.error({ err, sourceId: source.id }, "a stream broke"));

type Place = {
  /** How far the stream is stored, and whether that has moved since the line was opened. */
  cursor: string | null;
  isMoved: boolean;
  /** What came since the last line of health; null before the first. */
  noted: { since: Date; fresh: number; passed: number } | null;
};

async function listenTo(
  parts: PollParts,
  source: StreamSource,
  place: Place,
  over: AbortController,
  signal: AbortSignal,
): Promise<void> {
  const { askAccount } = parts;
  if (!askAccount) throw new Error("no accounts are at hand");
  const { account_id: accountId } = source.listening;
  const line = makeEventLine<StreamEvent>(mostWaiting);
  const storing = storeFrom(line, parts, source, place).then(
    (isOurs) => {
      if (!isOurs) over.abort();
      line.end();
    },
    (error: unknown) => {
      over.abort();
      line.end();
      throw error;
    },
  );
  // Awaited below, after the line has ended.
  storing.catch(() => undefined);
  try {
    await askAccount(
      { workspaceId: source.workspace_id, accountId },
      async ({ listen }) => {
        if (!listen?.stream)
          throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, "it has no stream");
        for await (const event of listen.stream(place.cursor)) {
          await line.push(event);
          if (signal.aborted) return;
        }
      },
      signal,
    );
  } finally {
    line.end();
    // What has come is kept, also when the line breaks.
    await storing;
  }
}

type Line = ReturnType<typeof makeEventLine<StreamEvent>>;

/** Stores what comes until the line ends. @returns false when the stream is not ours any more */
async function storeFrom(line: Line, parts: PollParts, source: StreamSource, place: Place): Promise<boolean> {
  const filter = makeStreamFilter(source.workspace_id);
  let [unwritten, passed] = [0, 0];
  let writtenMs = 0;
  let cursor: string | null = null;
  while (!line.isOver) {
    const events = await line.take(mostInBatch, beatMs);
    const { drafts, removed } = await readEvents(parts, source, filter, events);
    unwritten += events.length;
    passed += events.filter(({ kind }) => kind === "post").length;
    cursor = events.at(-1)?.cursor ?? cursor;
    await forgetRemoved(
      parts.db,
      { workspaceId: source.workspace_id, network: source.listening.network },
      removed,
      parts.now(),
    );
    const isDue = drafts.length > 0 || line.isOver || performance.now() - writtenMs >= placeMs;
    if (cursor !== null && unwritten > 0 && isDue) {
      const fresh = await storeBatch(parts, source, { drafts, passed, cursor });
      if (fresh === undefined) return false;
      place.cursor = cursor;
      place.isMoved = true;
      await noteHealth(parts, source, place, { fresh, passed });
      [unwritten, passed] = [0, 0];
      writtenMs = performance.now();
    } else if (events.length === 0 && !(await keepLease(parts.db, source, parts.now()))) return false;
    if (!line.isOver && events.length < mostInBatch) await pause(gatherMs);
  }
  return true;
}

/** Writes a line of health with the first that came, and then every ten minutes. */
async function noteHealth(
  parts: PollParts,
  source: StreamSource,
  place: Place,
  { fresh, passed }: { fresh: number; passed: number },
): Promise<void> {
  const now = parts.now();
  const before = place.noted ?? { since: now, fresh: 0, passed: 0 };
  const noted = { since: before.since, fresh: before.fresh + fresh, passed: before.passed + passed };
  const isDue = place.noted === null || now.getTime() - before.since.getTime() >= noteMs;
  if (isDue) await noteStream(parts, source, noted);
  place.noted = isDue ? { since: now, fresh: 0, passed: 0 } : noted;
}

/** What of some events is to be kept, and what is to be forgotten; a post that was taken back at once is neither. */
async function readEvents(
  parts: Pick<PollParts, "db" | "now">,
  source: StreamSource,
  filter: StreamFilter,
  events: readonly StreamEvent[],
): Promise<{ drafts: MentionDraft[]; removed: string[] }> {
  if (events.length === 0) return { drafts: [], removed: [] };
  const { keeps_all: keepsAll } = source.listening;
  const choosing = keepsAll ? 0 : await filter.refresh(parts.db);
  const drafts = new Map<string, MentionDraft>();
  const removed: string[] = [];
  const now = parts.now();
  for (const event of events) {
    if (event.kind === "removed") {
      drafts.delete(event.externalId);
      removed.push(event.externalId);
    }
    if (event.kind !== "post" || (!keepsAll && choosing === 0)) continue;
    const draft = draftFromPost(source, event.post, now);
    if (draft && (keepsAll || filter.passes(draft))) drafts.set(draft.externalId, draft);
  }
  return { drafts: [...drafts.values()], removed };
}
