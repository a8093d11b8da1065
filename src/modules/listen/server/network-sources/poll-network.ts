import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { ListenPort } from "#connectors/ports/listen-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import { connectorOf } from "#connectors/registry.ts";
import { failedFinding, goodFinding, type PollFinding } from "../sources/poll-finding.ts";
import type { Look, PollParts } from "../sources/poll-parts.ts";
import type { SourceRow } from "../sources/poll-store.ts";
import { draftFromPost } from "./draft-from-post.ts";
import type { SearchPlace } from "./keep-place.ts";
import { findKnownPosts } from "./known-posts.ts";
import { canLookAgain } from "./look-again.ts";
import { findingOfNetwork } from "./network-finding.ts";
import { findNetworkSource, withNetworkSources } from "./network-source-tables.ts";

/** Pages in one look; what is behind them is read by the next one. */
const mostPages = 5;
/** A reading back that has not met anything known after so long goes through what nobody remembers. */
const longestReadingMs = 60 * 60_000;

/** Some networks want a breath between two questions (GDELT: five seconds); that is waited for, not called a failure. */
const longestBreathMs = 10_000;

function breathOf(error: unknown, now: Date): number | null {
  if (!(error instanceof ConnectorError) || error.failure.kind !== "rate_limited") return null;
  const waitMs = error.failure.until.getTime() - now.getTime();
  return waitMs <= longestBreathMs ? Math.max(waitMs, 0) : null;
}

/**
 * Asks a network for what a source looks for, newest first, back to what it brought before; the first look takes one
 * page. What one look does not reach is read from the same place by the next, so that nothing between two looks is lost.
 * Where every call costs money, a look is one call.
 */
export async function pollNetwork(parts: PollParts, source: SourceRow, look: Look): Promise<PollFinding> {
  const listening = await findNetworkSource(parts.db, source.id);
  if (!listening?.query || !parts.askAccount) return failedFinding("internal");
  const { query, network } = listening;
  const { manifest } = connectorOf(network);
  const isPaid = manifest.costs.some(({ what }) => what === "search" || what === "read_post");
  const isFirst = source.last_success_at === null && listening.cursor === null;
  const since = listening.reading_since ?? look.now;
  const isTooLong = look.now.getTime() - since.getTime() > longestReadingMs;
  const posts: NetworkPost[] = [];
  let cursor = listening.cursor;
  let hasEnded = false;

  async function readPages(listen: ListenPort): Promise<void> {
    if (!listen.search) throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, "no search");
    for (let page = 0; page < mostPages && !hasEnded; page += 1) {
      const { items, cursor: next } = await listen.search(query as NonNullable<typeof query>, cursor);
      const ids = items.map(({ externalId }) => externalId);
      const known = await findKnownPosts(withNetworkSources(parts.db), source, ids, since);
      // What a search says of a page changes with every question: known ones are left as they are.
      posts.push(...items.filter(({ externalId, title }) => title === undefined || !known.has(externalId)));
      cursor = next;
      hasEnded = next === null || known.size > 0 || isFirst || isPaid || isTooLong;
    }
  }

  const account = { workspaceId: source.workspace_id, accountId: listening.account_id };
  const { askAccount } = parts;
  const ask = (): Promise<void> =>
    askAccount(
      account,
      async (open) => {
        if (!open.listen)
          throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, "it is not listened to");
        await readPages(open.listen);
      },
      look.signal,
    );
  let failed: PollFinding | undefined;
  try {
    await ask().catch(async (error: unknown) => {
      const waitMs = breathOf(error, parts.now());
      if (waitMs === null) throw error;
      await parts.pause(waitMs);
      await ask();
    });
  } catch (error) {
    failed = findingOfNetwork(error, manifest.name.id, look.now);
    if (!failed) throw error;
  }
  const drafts = posts.flatMap((post) => draftFromPost(source, post, look.now) ?? []);
  const lookAgain = canLookAgain(manifest) ? drafts : [];
  const place: SearchPlace =
    hasEnded || cursor === null ? { cursor: null, since: null, lookAgain } : { cursor, since, lookAgain };
  const brought: Partial<PollFinding> = {
    httpStatus: null,
    found: posts.length,
    drafts,
    network: place,
    publishedAt: drafts.map(({ publishedAt }) => publishedAt),
  };
  return failed ? { ...failed, ...brought } : goodFinding(posts.length, drafts, brought);
}
