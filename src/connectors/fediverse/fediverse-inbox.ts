import type { InboxChange, InboxEvent, InboxItem, InboxPort } from "#connectors/ports/inbox-port.ts";
import { rootFinder, threadAround } from "./fediverse-threads.ts";
import type { MastodonCall, MastodonClient, Readable } from "./mastodon-client.ts";
import { streamingOrigin } from "./mastodon-instance.ts";
import {
  type MastodonNotification,
  type MastodonStatus,
  mastodonNotification,
  mastodonStatus,
  networkPost,
} from "./mastodon-shapes.ts";
import { readJson } from "./server-events.ts";

const path = "/api/v1/notifications";
const pageSize = 40;
/** An account that was just connected is told of so many days. */
const firstDaysMs = 7 * 24 * 60 * 60 * 1_000;
const mostFirstPages = 25;
/**
 * A cursor is the last ids that were read, oldest first. The next page begins at the oldest of them and leaves out the
 * others: ids are given before a notification is stored, so a lower one can appear after a higher one.
 */
const remembered = 20;

/** Mentions, answers and direct messages, by the account's notifications. */
export function fediverseInbox(client: MastodonClient, ownId: string): InboxPort {
  const itemOf = async (
    status: MastodonStatus,
    rootOf: (status: MastodonStatus) => Promise<string>,
    type: string,
  ): Promise<InboxItem> => {
    const rootId = await rootOf(status);
    const isDirect = status.visibility === "direct";
    const isReply = Boolean(status.in_reply_to_id);
    return {
      post: networkPost(status, { server: client.server, now: client.now(), rootId }),
      conversation: { externalId: rootId, kind: isDirect ? "direct" : "thread" },
      kind: isDirect ? "direct" : type === "quote" ? "quote" : isReply ? "reply" : "mention",
      isOurs: status.account.id === ownId,
    };
  };

  const changeOf = async (
    { type, status }: MastodonNotification,
    rootOf: (status: MastodonStatus) => Promise<string>,
  ): Promise<InboxChange | null> => {
    // Servers that do not know the choice of types tell of everything.
    if (!status || (type !== "mention" && type !== "quote")) return null;
    return { kind: "item", item: await itemOf(status, rootOf, type) };
  };

  /** Notifications after those that are known, oldest first. */
  async function pageAfter(known: readonly string[]) {
    const query = {
      limit: String(pageSize),
      min_id: known[0] ?? "0",
      "types[]": ["mention", "quote"],
      // Strangers' direct messages are held back by default: an office must see them (Mastodon 4.3).
      include_filtered: "true",
    };
    const { items, count } = await client.list(path, mastodonNotification, { query });
    const isKnown = new Set(known);
    return { fresh: items.filter(({ id }) => !isKnown.has(id)).reverse(), hasMore: count >= pageSize };
  }

  /** The id behind which the first days begin; "0" when all of them are younger. */
  async function firstId(): Promise<string> {
    const from = client.now().getTime() - firstDaysMs;
    let before: string | null = null;
    for (let page = 0; page < mostFirstPages; page += 1) {
      const query: MastodonCall["query"] = {
        limit: String(pageSize),
        max_id: before,
        "types[]": ["mention", "quote"],
      };
      const { items, count }: Readable<MastodonNotification> = await client.list(path, mastodonNotification, {
        query,
      });
      const older = items.find(({ created_at }) => created_at && created_at.getTime() < from);
      if (older) return older.id;
      if (count < pageSize) return "0";
      before = items.at(-1)?.id ?? before;
    }
    return before ?? "0";
  }

  return {
    async poll(from) {
      const known = from === null ? [await firstId()] : idsOf(from);
      const { fresh, hasMore } = await pageAfter(known);
      const rootOf = rootFinder(client);
      const changes: InboxChange[] = [];
      for (const notification of fresh) {
        const change = await changeOf(notification, rootOf);
        if (change) changes.push(change);
      }
      const cursor = cursorOf(known, ...fresh.map(({ id }) => id));
      return { changes, cursor, hasMore: hasMore && fresh.length > 0 };
    },

    async *stream(from): AsyncIterable<InboxEvent> {
      const origin = await streamingOrigin(client);
      const { events, close } = await client.events(origin, "/api/v1/streaming/user");
      try {
        let cursor = from ?? (await newestId());
        const rootOf = rootFinder(client);
        const passOn = async (notification: MastodonNotification): Promise<InboxEvent> => {
          const change = await changeOf(notification, rootOf);
          cursor = cursorOf(idsOf(cursor), notification.id);
          return { change, cursor };
        };
        // The line stands already: what comes while the gap is filled waits in it, and is known by its id.
        for (let hasMore = from !== null; hasMore; ) {
          const page = await pageAfter(idsOf(cursor));
          for (const notification of page.fresh) yield await passOn(notification);
          hasMore = page.hasMore && page.fresh.length > 0;
        }
        for await (const event of events) {
          if (event?.name === "notification") {
            const read = mastodonNotification.safeParse(readJson(event.data));
            if (read.success && !idsOf(cursor).includes(read.data.id)) yield await passOn(read.data);
          } else if (event?.name === "status.update") {
            const read = mastodonStatus.safeParse(readJson(event.data));
            if (!read.success || !concernsUs(read.data)) continue;
            const item = await itemOf(read.data, rootOf, "mention");
            yield { change: { kind: "edited", item }, cursor };
          } else if (event?.name === "delete") {
            yield { change: { kind: "removed", externalId: event.data.trim() }, cursor };
          } else if (event === null) yield { change: null, cursor };
        }
      } finally {
        await close();
      }
    },

    thread: (post) => threadAround(client, post),
  };

  async function newestId(): Promise<string> {
    const query = { limit: "1", "types[]": ["mention", "quote"] };
    const { items } = await client.list(path, mastodonNotification, { query });
    return items[0]?.id ?? "0";
  }

  function concernsUs({ account, mentions }: MastodonStatus): boolean {
    return account.id === ownId || mentions.some(({ id }) => id === ownId);
  }
}

const idsOf = (cursor: string): string[] => cursor.split(",").filter((id) => id !== "");

const cursorOf = (known: readonly string[], ...fresh: readonly string[]): string =>
  [...known, ...fresh].slice(-remembered).join(",");
