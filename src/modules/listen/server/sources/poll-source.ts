import { randomUUID } from "node:crypto";
import { pollNetwork } from "../network-sources/poll-network.ts";
import { finishPoll, type PollTiming } from "./finish-poll.ts";
import { pollFeed } from "./poll-feed.ts";
import { type CountedFinding, failedFinding, findingOfError, type PollFinding } from "./poll-finding.ts";
import type { PollParts } from "./poll-parts.ts";
import { pollSite } from "./poll-site.ts";
import { claimSource, giveHostTurn, type QueuedSource, type SourceRow, takeHostTurn } from "./poll-store.ts";
import { siteOf } from "./read-articles.ts";
import { withSources } from "./source-tables.ts";
import { isPushing, subscribeHub } from "./subscribe-hub.ts";

/** Longer than the slowest honest site needs; shorter than the lease. Milliseconds. */
const defaultPollMs = 3 * 60_000;

export type PollResult =
  | { kind: "polled"; finding: CountedFinding }
  /** Another worker polls it, or it is no longer there. */
  | { kind: "skipped" }
  /** Another source of the same site is being polled; try again in a moment. */
  | { kind: "host_busy" };

/**
 * Looks at one source, stores what it brought and writes down how the look ended. Exactly one worker looks at a source
 * at a time, and one at a site. Whatever the other side does ends as a line on the source's health; only a failing
 * database throws.
 */
export async function pollSource(parts: PollParts, queued: QueuedSource): Promise<PollResult> {
  const { db } = parts;
  const leaseId = randomUUID();
  const known = await withSources(db)
    .selectFrom("listen.source")
    .select(["url", "kind"])
    .where("workspace_id", "=", queued.workspaceId)
    .where("id", "=", queued.sourceId)
    .executeTakeFirst();
  if (!known) return { kind: "skipped" };
  // One account is asked by one worker at a time, as one site is.
  const host = known.kind === "network" ? known.url : siteOf(known.url);
  if (!(await takeHostTurn(db, host, leaseId, parts.now()))) return { kind: "host_busy" };
  try {
    const source = await claimSource(db, queued, leaseId, parts.now());
    if (!source) return { kind: "skipped" };
    return await lookAt(parts, source);
  } finally {
    await giveHostTurn(db, host, leaseId);
  }
}

const pollers = { feed: pollFeed, site: pollSite, network: pollNetwork };

async function lookAt(parts: PollParts, source: SourceRow): Promise<PollResult> {
  const startedAt = parts.now();
  const startedMs = performance.now();
  const limit = AbortSignal.timeout(parts.pollMs ?? defaultPollMs);
  const logged = (err: unknown): void =>
    parts.log.error({ err, sourceId: source.id, url: source.url }, "look at a source failed");
  let finding: PollFinding;
  try {
    const look = { now: startedAt, signal: limit };
    finding = await pollers[source.kind === "site" || source.kind === "network" ? source.kind : "feed"](
      parts,
      source,
      look,
    );
  } catch (error) {
    finding = findingOfError(error, logged);
  }
  if (limit.aborted && !finding.isOk) finding = failedFinding("took_too_long");
  const timing: PollTiming = {
    startedAt,
    tookMs: Math.round(performance.now() - startedMs),
    now: parts.now(),
    random: parts.random,
    isPushed: await isPushing(parts.db, source.id, parts.now()),
  };
  const written = await finishPoll(parts.db, source, finding, timing, parts.analyst).catch(
    (error: unknown) => {
      // Its items could not be stored; that must not keep the source leased, nor go unseen.
      logged(error);
      return finishPoll(parts.db, source, failedFinding("internal"), timing);
    },
  );
  if (!written) return { kind: "skipped" };
  if (finding.isOk && finding.hub && parts.push) await subscribeHub(parts, parts.push, source, finding.hub);
  return { kind: "polled", finding: written };
}
