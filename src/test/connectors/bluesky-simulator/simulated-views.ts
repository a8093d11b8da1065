import {
  linksOf,
  type SimulatedAccount,
  type SimulatedNetwork,
  type SimulatedPost,
} from "./simulated-network.ts";

/** An account as it stands beside a post. */
export const viewOfAccount = ({ did, handle }: SimulatedAccount) => ({
  did,
  handle,
  displayName: handle.split(".")[0] ?? "",
});

/** A post as the network shows it to one account. */
export function viewOfPost(network: SimulatedNetwork, post: SimulatedPost) {
  const answers = network.posts.filter((one) => linksOf(one).parentUri === post.uri);
  const root = linksOf(post).rootUri ?? post.uri;
  return {
    $type: "app.bsky.feed.defs#postView",
    uri: post.uri,
    cid: post.cid,
    author: viewOfAccount(post.author),
    record: post.record,
    ...embedOf(post),
    replyCount: answers.length,
    repostCount: 0,
    likeCount: 2,
    quoteCount: network.posts.filter((one) => linksOf(one).quotedUri === post.uri).length,
    bookmarkCount: 0,
    indexedAt: post.indexedAt.toISOString(),
    viewer: { ...(network.closed.has(root) && { replyDisabled: true }) },
  };
}

function embedOf({ record, author }: SimulatedPost): object {
  const embed = record["embed"] as { $type?: string; images?: { alt: string }[] } | undefined;
  if (embed?.$type !== "app.bsky.embed.images") return {};
  const images = (embed.images ?? []).map(({ alt }, place) => ({
    thumb: `https://gambar.contoh/${author.did}/${place}/kecil`,
    fullsize: `https://gambar.contoh/${author.did}/${place}`,
    alt,
  }));
  return { embed: { $type: "app.bsky.embed.images#view", images } };
}

/** A post with all that answers it, and with what it answers. */
export function threadFrom(
  network: SimulatedNetwork,
  post: SimulatedPost,
  depth: number,
  height: number,
): object {
  const parentUri = linksOf(post).parentUri;
  const parent = network.posts.find(({ uri }) => uri === parentUri);
  const replies = network.posts.filter((one) => linksOf(one).parentUri === post.uri);
  return {
    $type: "app.bsky.feed.defs#threadViewPost",
    post: viewOfPost(network, post),
    ...(height > 0 && parent && { parent: threadFrom(network, parent, 0, height - 1) }),
    ...(height > 0 &&
      !parent &&
      parentUri !== undefined && {
        parent: { $type: "app.bsky.feed.defs#notFoundPost", uri: parentUri, notFound: true },
      }),
    ...(depth > 0 && { replies: replies.map((one) => threadFrom(network, one, depth - 1, 0)) }),
  };
}

/** Why a post is told to an account; null where it is not. */
export function reasonFor(
  network: SimulatedNetwork,
  us: SimulatedAccount,
  post: SimulatedPost,
): string | null {
  if (post.author.did === us.did) return null;
  const { parentUri, rootUri, quotedUri, features } = linksOf(post);
  const isOurs = (uri: string | undefined): boolean =>
    network.posts.some((one) => one.uri === uri && one.author.did === us.did);
  if (isOurs(parentUri) || isOurs(rootUri)) return "reply";
  if (features.some((feature) => feature["did"] === us.did)) return "mention";
  return isOurs(quotedUri) ? "quote" : null;
}

/** Newest first; of the same instant the later one first, as a list that is read downwards. */
export const newestFirst = (posts: readonly SimulatedPost[]): SimulatedPost[] =>
  posts.toReversed().toSorted((one, other) => other.indexedAt.getTime() - one.indexedAt.getTime());

/** A part of a list, and where the next one begins. */
export function pageOf<Item>(items: readonly Item[], limit: number, cursor: string | undefined) {
  const from = Number(cursor ?? 0);
  const page = items.slice(from, from + limit);
  return { page, ...(from + limit < items.length && { cursor: String(from + limit) }) };
}
