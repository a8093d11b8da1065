import { createHash } from "node:crypto";
import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import type { InboxChange, InboxItem, InboxPort } from "#connectors/ports/inbox-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import { type Notification, notificationsAnswer, postsAnswer, threadAnswer } from "./bluesky-shapes.ts";
import { readDirectId } from "./direct-chat.ts";
import { readChat, readDirect } from "./direct-inbox.ts";
import { networkPost, notifiedPost, postsOfThread, topOfThread } from "./network-posts.ts";
import type { XrpcClient } from "./xrpc-client.ts";

/** Bluesky sorts by what authors claim, so that something may turn up below what was read already. */
const overlapMs = 60 * 60_000;
const pageSize = 100;
/** So many pages are read at a time; a longer gap goes on where it stopped. */
const mostPages = 10;
/** Marks of what was read already, as far as the cursor remembers them. */
const mostSeen = 200;
/** Without a cursor: what the network shows of the last days. */
const firstDaysMs = 7 * 24 * 60 * 60_000;
const postsAtOnce = 25;

/**
 * Everything that was indexed since `floor` is read again, less what `seen` knows. A gap too long for one reading is read
 * downwards from `next`, while `top` keeps where the reading after it begins.
 */
const inboxCursor = z.object({
  floor: z.iso.datetime({ offset: true }),
  seen: z.array(z.string()),
  walk: z.object({ next: z.string(), top: z.array(z.tuple([z.string(), z.string()])) }).optional(),
  /** Where the log of direct messages goes on. */
  chat: z.string().optional(),
});
type InboxCursor = z.infer<typeof inboxCursor>;

const kinds: ReadonlyMap<string, InboxItem["kind"]> = new Map([
  ["mention", "mention"],
  ["reply", "reply"],
  ["quote", "quote"],
]);

export function blueskyInbox(client: XrpcClient, access: Access): InboxPort {
  async function pageOf(cursor: string | undefined) {
    const params = { limit: pageSize, cursor, reasons: [...kinds.keys()] };
    return client.ask("app.bsky.notification.listNotifications", notificationsAnswer, { params });
  }

  /** Notifications down to the floor, or as far as one reading goes. */
  async function readDown({ floor, walk }: InboxCursor) {
    const found: Notification[] = [];
    let next = walk?.next;
    for (let page = 0; page < mostPages; page += 1) {
      const { notifications, cursor } = await pageOf(next);
      found.push(...notifications.filter(({ indexedAt }) => timeOf(indexedAt) >= timeOf(floor)));
      const isBelow = notifications.some(({ indexedAt }) => timeOf(indexedAt) < timeOf(floor));
      if (cursor === undefined || cursor === next || isBelow) return { found, next: null };
      next = cursor;
    }
    return { found, next: next ?? null };
  }

  async function changesOf(told: readonly Notification[]): Promise<InboxChange[]> {
    const ownDid = await client.did();
    const shown = await shownPosts(told.filter(({ record }) => record.embed !== undefined));
    return told.map((one) => ({ kind: "item", item: itemOf(one, shown.get(one.uri), ownDid) }));
  }

  /** With pictures and counts; what has no embed needs no second look. */
  async function shownPosts(told: readonly Notification[]): Promise<ReadonlyMap<string, NetworkPost>> {
    const shown = new Map<string, NetworkPost>();
    for (let at = 0; at < told.length; at += postsAtOnce) {
      const params = { uris: told.slice(at, at + postsAtOnce).map(({ uri }) => uri) };
      const { posts } = await client.ask("app.bsky.feed.getPosts", postsAnswer, { params });
      for (const post of posts) shown.set(post.uri, networkPost(post, access.now()));
    }
    return shown;
  }

  function itemOf(told: Notification, shown: NetworkPost | undefined, ownDid: string): InboxItem {
    const post = shown ?? notifiedPost(told, access.now());
    return {
      post,
      conversation: { externalId: post.replyTo?.rootId ?? post.externalId, kind: "thread" },
      kind: kinds.get(told.reason) ?? "mention",
      isOurs: told.author.did === ownDid,
    };
  }

  return {
    async poll(from) {
      const now = access.now();
      const begun = readCursor(from) ?? firstCursor(now);
      const seen = new Set(begun.seen);
      const { found, next } = await readDown(begun);
      const fresh = found.filter((one) => kinds.has(one.reason) && !seen.has(markOf(one)));
      const once = [...new Map(fresh.map((one) => [one.uri, one])).values()];
      const changes = await changesOf(
        once.toSorted((one, other) => timeOf(one.indexedAt) - timeOf(other.indexedAt)),
      );
      const read = [
        ...(begun.walk?.top ?? []),
        ...found.map((one): [string, string] => [one.indexedAt, markOf(one)]),
      ];
      const top = newestOf(read);
      if (next !== null)
        return { changes, cursor: JSON.stringify({ ...begun, walk: { next, top } }), hasMore: true };
      const direct = await readDirect(client, access, begun.chat);
      const cursor = { ...cursorBehind(top, begun, now), chat: direct.cursor };
      return { changes: [...changes, ...direct.changes], cursor: JSON.stringify(cursor), hasMore: false };
    },
    async thread({ externalId, rootId }) {
      const direct = readDirectId(externalId);
      if (direct !== null) return readChat(client, access, direct.chatId);
      const threadOf = async (uri: string, depth: number, parentHeight: number) => {
        const params = { uri, depth, parentHeight };
        return (await client.ask("app.bsky.feed.getPostThread", threadAnswer, { params })).thread;
      };
      const uri = rootId ?? topOfThread(await threadOf(externalId, 0, 1_000)).post?.uri ?? externalId;
      return postsOfThread(await threadOf(uri, 1_000, 0), access.now());
    },
  };
}

const firstCursor = (now: Date): InboxCursor => ({
  floor: new Date(now.getTime() - firstDaysMs).toISOString(),
  seen: [],
});

/** The next reading begins an hour below the newest, less where so much came that the marks do not reach. */
function cursorBehind(read: readonly [string, string][], before: InboxCursor, now: Date): InboxCursor {
  const newest = Math.min(timeOf(read[0]?.[0] ?? before.floor), now.getTime());
  const full = read.length >= mostSeen ? timeOf(read.at(-1)?.[0] ?? before.floor) : Number.NEGATIVE_INFINITY;
  const floor = new Date(Math.min(Math.max(newest - overlapMs, full, timeOf(before.floor)), now.getTime()));
  const seen = read.filter(([indexedAt]) => timeOf(indexedAt) >= floor.getTime()).map(([, mark]) => mark);
  return { floor: floor.toISOString(), seen: [...new Set(seen)] };
}

/** The newest marks, and all of the same instant as the last of them: an instant is remembered whole or not at all. */
function newestOf(read: readonly [string, string][]): [string, string][] {
  const sorted = read.toSorted(([one], [other]) => timeOf(other) - timeOf(one));
  const [last] = sorted[mostSeen - 1] ?? [];
  return last === undefined ? sorted : sorted.filter(([indexedAt]) => timeOf(indexedAt) >= timeOf(last));
}

/** Milliseconds. What is no time counts as the newest there is, so that it is read and remembered, not passed over. */
const timeOf = (instant: string): number => {
  const ms = Date.parse(instant);
  return Number.isFinite(ms) ? ms : Number.MAX_SAFE_INTEGER;
};

/** A cursor that is not ours is none: what comes again is known by its id. */
function readCursor(from: string | null): InboxCursor | null {
  try {
    return inboxCursor.safeParse(JSON.parse(from ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

const markOf = ({ uri, reason }: Notification): string =>
  createHash("sha256").update(`${reason} ${uri}`).digest("base64url").slice(0, 12);
