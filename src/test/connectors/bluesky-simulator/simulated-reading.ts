import { z } from "zod";
import type { SimulatedAccount, SimulatedNetwork, SimulatedPost } from "./simulated-network.ts";
import { isUs, linksOf } from "./simulated-network.ts";
import { newestFirst, pageOf, reasonFor, threadFrom, viewOfAccount, viewOfPost } from "./simulated-views.ts";

/** What the network shows to an account; who asks, and what a missing thing is called, the methods say. */
export function searchPosts(network: SimulatedNetwork, params: Readonly<Record<string, unknown>>): object {
  const asked = z
    .object({
      q: z.string(),
      lang: z.string().optional(),
      mentions: z.string().optional(),
      domain: z.string().optional(),
      url: z.string().optional(),
      tag: z.array(z.string()).optional(),
      limit: z.number().default(25),
      cursor: z.string().optional(),
    })
    .parse(params);
  const words = asked.q.split(/\s+/).filter((word) => !/^(from|mentions|domain):|^https?:|^#/.test(word));
  const found = network.posts.filter((post) => {
    const { features } = linksOf(post);
    const links = features.flatMap((feature) => (typeof feature["uri"] === "string" ? [feature["uri"]] : []));
    const text = String(post.record["text"]).toLowerCase();
    const mentioned = network.accounts.find((one) => isUs(one, asked.mentions ?? ""))?.did;
    return (
      words.every((word) => text.includes(word.toLowerCase())) &&
      (asked.lang === undefined ||
        (post.record["langs"] as string[] | undefined)?.includes(asked.lang) === true) &&
      (asked.mentions === undefined || features.some((feature) => feature["did"] === mentioned)) &&
      (asked.domain === undefined ||
        links.some((link) => new URL(link).hostname.endsWith(asked.domain ?? ""))) &&
      (asked.url === undefined || links.includes(asked.url)) &&
      (asked.tag ?? []).every((tag) => features.some((feature) => feature["tag"] === tag))
    );
  });
  const { page, ...behind } = pageOf(newestFirst(found), asked.limit, asked.cursor);
  return { posts: page.map((post) => viewOfPost(network, post)), ...behind };
}

const paged = z.object({ limit: z.number().default(50), cursor: z.string().optional() });

export function authorFeed(
  network: SimulatedNetwork,
  author: SimulatedAccount,
  params: Readonly<Record<string, unknown>>,
): object {
  const { limit, cursor } = paged.parse(params);
  const theirs = network.posts.filter((post) => post.author.did === author.did);
  const { page, ...behind } = pageOf(newestFirst(theirs), limit, cursor);
  return { feed: page.map((post) => ({ post: viewOfPost(network, post) })), ...behind };
}

/** Its cursor is the time of the last one told, as the real network's: what comes meanwhile moves nothing. */
export function notificationsOf(
  network: SimulatedNetwork,
  us: SimulatedAccount,
  params: Readonly<Record<string, unknown>>,
): object {
  const { limit, cursor } = paged.parse(params);
  const told = newestFirst(network.posts).flatMap((post) => {
    const reason = reasonFor(network, us, post);
    return reason === null ? [] : [{ post, reason }];
  });
  const from = cursor === undefined ? 0 : told.findIndex(({ post }) => post.uri === cursor) + 1;
  const page = told.slice(from, from + limit);
  const last = page.at(-1);
  return {
    notifications: page.map(({ post, reason }) => ({
      uri: post.uri,
      cid: post.cid,
      author: viewOfAccount(post.author),
      reason,
      record: post.record,
      isRead: false,
      indexedAt: post.indexedAt.toISOString(),
    })),
    ...(last && from + limit < told.length && { cursor: last.post.uri }),
  };
}

export function threadAround(
  network: SimulatedNetwork,
  post: SimulatedPost,
  params: Readonly<Record<string, unknown>>,
): object {
  const { depth, parentHeight } = z
    .object({ depth: z.number().default(6), parentHeight: z.number().default(80) })
    .parse(params);
  return { thread: threadFrom(network, post, depth, parentHeight) };
}

export function postViews(network: SimulatedNetwork, params: Readonly<Record<string, unknown>>): object {
  const { uris } = z.object({ uris: z.array(z.string()) }).parse(params);
  return {
    posts: network.posts.filter(({ uri }) => uris.includes(uri)).map((post) => viewOfPost(network, post)),
  };
}
