import { setTimeout as pause } from "node:timers/promises";
import type { OpenConnector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { InboxChange } from "#connectors/ports/inbox-port.ts";
import type { Logger } from "#platform/log/logger.ts";
import { withAccounts } from "../account-tables.ts";
import { askNetwork } from "../ask-network.ts";
import type { NetworkParts } from "../network-parts.ts";
import { type HeldInbox, keepCursor, leaseSeconds, letGo, renewLease } from "./lease-inbox.ts";
import { storeChanges } from "./store-changes.ts";

export type ReceiveParts = NetworkParts & { readonly log: Logger; readonly random: () => number };

/** Where a network does not push, it is asked so often. */
const pollMs = 10_000;
/** A stream is left after so long: what it does not bring is polled, and access that was renewed is used. */
const streamMs = 10 * 60_000;
/** Nothing for us, but so far the stream was read: kept this often. */
const passedMs = 10_000;
/** Something that only a person can mend is looked at again after so long. */
const refusedMs = 5 * 60_000;
/** A network that only searches has nothing to receive; a later version may know more of it. */
const noInboxMs = 60 * 60_000;
const firstWaitMs = 1_000;
const longestWaitMs = 5 * 60_000;

/** Another worker has the account now, or nobody may receive from it any more. */
class LeaseLost extends Error {}

/**
 * Receives from one account as long as its stream stands, else once: first what came since the stored cursor, then what
 * comes. Each piece is stored together with the cursor behind it, so that a process that dies anywhere loses nothing and
 * doubles nothing. Poll and stream never run at once.
 */
export async function receiveMessages(parts: ReceiveParts, held: HeldInbox): Promise<void> {
  const session = new AbortController();
  const signal = AbortSignal.any([parts.stopping, session.signal]);
  const own = { ...parts, stopping: signal };
  const beat = keepLease(parts, held, session);
  let end: { waitMs: number; hasFailed: boolean };
  let { failures } = held;
  try {
    const { cursor, hasInbox, hasStream } = await pollAll(own, held);
    failures = 0;
    const begun = performance.now();
    if (hasStream && !signal.aborted) {
      const over = setTimeout(() => session.abort(), streamMs);
      await readStream(own, held, cursor).finally(() => clearTimeout(over));
    }
    // A stream that ends at once is none: its network pushes, or has nothing to say.
    const waitMs = performance.now() - begun < pollMs ? pollMs : 0;
    end = { waitMs: hasInbox ? waitMs : noInboxMs, hasFailed: false };
  } catch (error) {
    end = endOf(parts, held.account.id, failures, error);
  } finally {
    session.abort();
    await beat;
  }
  await letGo(parts.db, held, end);
}

/** Reads what came since the cursor, page by page. */
async function pollAll(
  parts: ReceiveParts,
  held: HeldInbox,
): Promise<{ cursor: string | null; hasInbox: boolean; hasStream: boolean }> {
  let { cursor } = held;
  return askNetwork(parts, held.account, async (network) => {
    if (!network.inbox) return { cursor, hasInbox: false, hasStream: false };
    for (let hasMore = true; hasMore && !parts.stopping.aborted; ) {
      const page = await network.inbox.poll(cursor);
      await keep(parts, held, page.changes, page.cursor ?? cursor);
      // A page that leads nowhere would be asked for again for ever.
      hasMore = page.hasMore && page.cursor !== cursor;
      cursor = page.cursor ?? cursor;
    }
    return { cursor, hasInbox: true, hasStream: network.inbox.stream !== undefined };
  });
}

/** Reads what comes as it comes. The next event is asked for only after the last one is stored: asking may throw it away there. */
async function readStream(parts: ReceiveParts, held: HeldInbox, from: string | null): Promise<void> {
  const streamed = async ({ inbox }: OpenConnector): Promise<void> => {
    let kept = from;
    let keptAt = performance.now();
    for await (const { change, cursor } of inbox?.stream?.(from) ?? []) {
      const isDue = change !== null || (cursor !== kept && performance.now() - keptAt > passedMs);
      if (!isDue) continue;
      await keep(parts, held, change === null ? [] : [change], cursor);
      kept = cursor;
      keptAt = performance.now();
    }
  };
  await askNetwork(parts, held.account, streamed);
}

/** @throws LeaseLost and nothing is stored, when another worker has the account */
async function keep(
  { db, now }: ReceiveParts,
  held: HeldInbox,
  changes: readonly InboxChange[],
  cursor: string | null,
): Promise<void> {
  await withAccounts(db)
    .transaction()
    .execute(async (tx) => {
      if (!(await keepCursor(tx, held, cursor))) throw new LeaseLost();
      await storeChanges(tx, held.account, changes, now());
    });
}

/** Proves that this worker is alive until the session ends; ends the session when the account is another's. */
async function keepLease({ db }: ReceiveParts, held: HeldInbox, session: AbortController): Promise<void> {
  const everyMs = (leaseSeconds * 1_000) / 3;
  let renewedAt = performance.now();
  while (!session.signal.aborted) {
    await pause(everyMs, undefined, { signal: session.signal, ref: false }).catch(() => undefined);
    if (session.signal.aborted) return;
    try {
      if (!(await renewLease(db, held))) return session.abort();
      renewedAt = performance.now();
    } catch {
      // The database is away: whoever cannot prove that they are there must not go on as if they were.
      if (performance.now() - renewedAt > leaseSeconds * 1_000) return session.abort();
    }
  }
}

/** When to look again after a session broke off. */
function endOf(
  { log, now, random }: ReceiveParts,
  accountId: string,
  failures: number,
  error: unknown,
): { waitMs: number; hasFailed: boolean } {
  if (error instanceof LeaseLost) return { waitMs: 0, hasFailed: false };
  const failure = error instanceof ConnectorError ? error.failure : null;
  const backOffMs = Math.min(firstWaitMs * 2 ** Math.min(failures, 20), longestWaitMs) * (0.5 + random() / 2);
  if (failure === null) log.error({ err: error, accountId }, "receiving broke off");
  else log.debug({ err: error, accountId }, "receiving ended");
  if (failure?.kind === "rate_limited")
    return { waitMs: Math.max(failure.until.getTime() - now().getTime(), firstWaitMs), hasFailed: true };
  if (failure?.kind === "rejected" || failure?.kind === "gone") return { waitMs: refusedMs, hasFailed: true };
  return { waitMs: backOffMs, hasFailed: true };
}
