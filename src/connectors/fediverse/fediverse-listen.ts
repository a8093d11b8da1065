import { z } from "zod";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { ListenPort, StreamEvent } from "#connectors/ports/listen-port.ts";
import type { NetworkPost, Page } from "#connectors/ports/network-post.ts";
import { searchHashtag } from "./hashtag-search.ts";
import { type MastodonClient, readable } from "./mastodon-client.ts";
import { streamingOrigin } from "./mastodon-instance.ts";
import { type MastodonStatus, mastodonAccount, mastodonStatus, networkPost } from "./mastodon-shapes.ts";
import { mergeStreams } from "./merge-streams.ts";
import { type EventStream, readJson } from "./server-events.ts";

const pageSize = 40;
/** A post of another server may arrive late, under the id of its time: so far before the cursor a gap is filled from. */
const lateMs = 10 * 60 * 1_000;
/** So many ids are known again within one stream. */
const mostKnown = 5_000;

const found = z.object({
  statuses: z.array(z.unknown()).catch([]),
  accounts: z.array(z.unknown()).catch([]),
});
const streamCursor = z.record(z.string(), z.string());

/** Words where the server has them, hashtags on several servers, posts of accounts, hashtags as they come. */
export function fediverseListening(client: MastodonClient): ListenPort {
  const shown = (status: MastodonStatus): NetworkPost =>
    networkPost(status, { server: client.server, now: client.now() });

  /** The server may leave out what the reader may not see, so a short page is not the last; an empty one is. */
  const pageOf = (statuses: readonly MastodonStatus[], from: string | null): Page<NetworkPost> => {
    const last = statuses.at(-1)?.id ?? null;
    return { items: statuses.map(shown), cursor: last === from ? null : last };
  };

  return {
    async search(query, from) {
      if (query.by === "hashtag") return searchHashtag(client, query, from);
      if (query.by === "words") {
        const asked = { q: query.words, type: "statuses", limit: String(pageSize), max_id: from };
        const { statuses } = await client.ask("/api/v2/search", found, { query: asked });
        return pageOf(readable("/api/v2/search", statuses, mastodonStatus).items, from);
      }
      if (query.by === "author") {
        const id = await accountId(client, query.author.replace(/^@/, ""));
        const asked = { limit: String(pageSize), max_id: from, exclude_reblogs: "true" };
        const path = `/api/v1/accounts/${encodeURIComponent(id)}/statuses`;
        return pageOf((await client.list(path, mastodonStatus, { query: asked })).items, from);
      }
      throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, `no search by ${query.by}`);
    },

    async *stream(from): AsyncIterable<StreamEvent> {
      const tags = client.settings.hashtags;
      if (tags.length === 0)
        throw new ConnectorError({ kind: "rejected", reason: "settings" }, "no hashtags are followed");
      const origin = await streamingOrigin(client);
      const open = new Map<string, EventStream>();
      try {
        for (const tag of tags)
          open.set(tag, await client.events(origin, "/api/v1/streaming/hashtag", { tag }));
        const former = from === null ? {} : readCursor(from);
        const last: Record<string, string> = {};
        for (const tag of tags) last[tag] = former[tag] ?? (await newestId(client, tag));
        const known = new Set<string>();
        const passOn = (tag: string, status: MastodonStatus): StreamEvent => {
          known.add(status.id);
          if (known.size > mostKnown) known.delete(known.values().next().value ?? "");
          last[tag] = later(last[tag] ?? "0", status.id);
          return { kind: "post", post: shown(status), cursor: JSON.stringify(last) };
        };
        // The lines stand already: what comes while the gap is filled waits in them.
        for (const tag of tags)
          if (former[tag] !== undefined)
            for await (const status of after(client, tag, former[tag]))
              if (!known.has(status.id)) yield passOn(tag, status);
        const lines = new Map([...open].map(([tag, { events }]) => [tag, events]));
        for await (const [tag, event] of mergeStreams(lines)) {
          if (event?.name === "update" || event?.name === "status.update") {
            const read = mastodonStatus.safeParse(readJson(event.data));
            // An edit comes as the same post anew.
            if (read.success && (event.name === "status.update" || !known.has(read.data.id)))
              yield passOn(tag, read.data);
          } else if (event?.name === "delete")
            yield { kind: "removed", externalId: event.data.trim(), cursor: JSON.stringify(last) };
          else if (event === null) yield { kind: "passed", cursor: JSON.stringify(last) };
        }
      } finally {
        await Promise.all([...open.values()].map(({ close }) => close()));
      }
    },
  };
}

/** Posts of a hashtag's timeline behind an id, oldest first. */
async function* after(client: MastodonClient, tag: string, id: string): AsyncIterable<MastodonStatus> {
  for (let from = earlierId(id); ; ) {
    const query = { limit: String(pageSize), min_id: from };
    const { items, count } = await client.list(timelineOf(tag), mastodonStatus, { query });
    yield* items.toReversed();
    const newest = items[0]?.id;
    if (count < pageSize || newest === undefined || newest === from) return;
    from = newest;
  }
}

async function newestId(client: MastodonClient, tag: string): Promise<string> {
  const { items } = await client.list(timelineOf(tag), mastodonStatus, { query: { limit: "1" } });
  return items[0]?.id ?? "0";
}

const timelineOf = (tag: string): string => `/api/v1/timelines/tag/${encodeURIComponent(tag)}`;

/** Mastodon's ids hold the time in milliseconds above their lowest 16 bits; others are taken as they are. */
const earlierId = (id: string): string =>
  /^\d{17,19}$/.test(id) ? String(BigInt(id) - (BigInt(lateMs) << 16n)) : id;

/** Ids order by length, then by their characters. */
const later = (one: string, other: string): string =>
  other.length > one.length || (other.length === one.length && other > one) ? other : one;

function readCursor(text: string): Record<string, string> {
  const read = streamCursor.safeParse(readJson(text));
  return read.success ? read.data : {};
}

/** An account that the server knows, or can find on its own server. */
async function accountId(client: MastodonClient, acct: string): Promise<string> {
  try {
    return (await client.ask("/api/v1/accounts/lookup", mastodonAccount, { query: { acct } })).id;
  } catch (error) {
    if (!(error instanceof ConnectorError && error.failure.kind === "gone")) throw error;
  }
  const query = { q: `@${acct}`, type: "accounts", resolve: "true", limit: "5" };
  const { accounts } = await client.ask("/api/v2/search", found, { query });
  const { items } = readable("/api/v2/search", accounts, mastodonAccount);
  const account = items.find((one) => one.acct.toLowerCase() === acct.toLowerCase());
  if (!account) throw new ConnectorError({ kind: "gone" }, `${client.server} knows no account of that name`);
  return account.id;
}
