import { tidyLine, tidyLines } from "#connectors/page/plain-text.ts";
import type { NetworkMedia, NetworkPerson, NetworkPost, PostRef } from "#connectors/ports/network-post.ts";
import { type Notification, type PostView, readFilm, type ThreadNode } from "./bluesky-shapes.ts";
import { pageOfAccount, pageOfPost } from "./post-address.ts";

/** A post of Bluesky in the words of the ports. */
export function networkPost(view: PostView, now: Date): NetworkPost {
  return { ...postOf(view, now), media: mediaOf(view.embed), engagement: engagementOf(view) };
}

/** What came to us, as the notification tells it: without pictures and counts. */
export const notifiedPost = (told: Notification, now: Date): NetworkPost => postOf(told, now);

type Said = Pick<PostView, "uri" | "author" | "record" | "indexedAt">;

function postOf({ uri, author, record, indexedAt }: Said, now: Date): NetworkPost {
  const language = record.langs?.find((tag) => /^[a-z]{2,3}(-[\da-z]{2,8})*$/i.test(tag));
  const quoted = record.embed?.record.uri;
  return {
    externalId: uri,
    url: pageOfPost(uri),
    author: personOf(author),
    text: tidyLines(record.text),
    publishedAt: publishedAt(record.createdAt, indexedAt, now),
    ...(language !== undefined && { language }),
    ...(record.reply && { replyTo: replyOf(record.reply) }),
    ...(quoted !== undefined && { quotes: { externalId: quoted } }),
    media: [],
    engagement: {},
    isPrivate: false,
  };
}

const replyOf = ({ root, parent }: NonNullable<PostView["record"]["reply"]>): PostRef => ({
  externalId: parent.uri,
  rootId: root.uri,
});

function personOf({ did, handle, displayName, followersCount }: PostView["author"]): NetworkPerson {
  // The network's own sign for a handle that could not be proven.
  const isProven = handle !== "" && handle !== "handle.invalid";
  return {
    externalId: did,
    handle: isProven ? tidyLine(handle, 253) : did,
    name: tidyLine(displayName, 640),
    url: pageOfAccount(did),
    ...(followersCount !== undefined && { followers: followersCount }),
  };
}

/**
 * When a post was made: as its author says, but never later than the network first saw it (as Bluesky itself sorts), and
 * never in our future.
 */
export function publishedAt(createdAt: string, indexedAt: string, now: Date): Date {
  const known = [Date.parse(createdAt), Date.parse(indexedAt), now.getTime()].filter(Number.isFinite);
  return new Date(Math.min(...known));
}

function mediaOf(embed: PostView["embed"]): NetworkMedia[] {
  if (!embed) return [];
  const shown = [embed, ...(embed.media ? [embed.media] : [])];
  return shown.flatMap((part): NetworkMedia[] => {
    const pictures = [...(part.images ?? []), ...(part.items ?? [])];
    const film = readFilm(part);
    return [
      ...pictures.map(({ fullsize, alt }) => ({ kind: "image" as const, url: fullsize, alt })),
      ...(film
        ? [{ kind: "video" as const, url: film.playlist, ...(film.alt !== undefined && { alt: film.alt }) }]
        : []),
    ];
  });
}

/** Counts by the names of the manifest; what the network does not say is not zero. */
export function engagementOf(view: PostView): Record<string, number> {
  const counts = {
    likes: view.likeCount,
    reposts: view.repostCount,
    replies: view.replyCount,
    quotes: view.quoteCount,
    bookmarks: view.bookmarkCount,
  };
  return Object.fromEntries(
    Object.entries(counts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The posts of a thread, oldest first; the upper ones come before their replies. */
export function postsOfThread(top: ThreadNode, now: Date): NetworkPost[] {
  const posts: NetworkPost[] = [];
  const waiting = [top];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if (node.post) posts.push(networkPost(node.post, now));
    waiting.push(...(node.replies ?? []));
  }
  return posts.toSorted((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime());
}

/** The uppermost post that a thread shows. */
export function topOfThread(node: ThreadNode): ThreadNode {
  let top = node;
  while (top.parent?.post) top = top.parent;
  return top;
}
