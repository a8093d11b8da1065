import type { Access } from "#connectors/ports/connector.ts";
import type { ListenPort, ListenQuery } from "#connectors/ports/listen-port.ts";
import type { NetworkPost, Page } from "#connectors/ports/network-post.ts";
import { feedAnswer, type PostView, searchAnswer } from "./bluesky-shapes.ts";
import { jetstreamEvents } from "./jetstream.ts";
import { networkPost } from "./network-posts.ts";
import type { XrpcCall } from "./send-xrpc.ts";
import type { XrpcClient } from "./xrpc-client.ts";

const pageSize = 100;

export function blueskyListening(client: XrpcClient, access: Access): ListenPort {
  async function authorFeed(author: string, cursor: string | undefined) {
    const params = { actor: bare(author), filter: "posts_with_replies", limit: pageSize, cursor };
    const answer = await client.ask("app.bsky.feed.getAuthorFeed", feedAnswer, { params });
    // What has a reason stands there because it was passed on or pinned.
    const posts = answer.feed.flatMap(({ post, reason }) => (reason === undefined ? [post] : []));
    return { posts, cursor: answer.cursor };
  }

  async function search(query: Exclude<ListenQuery, { by: "author" }>, cursor: string | undefined) {
    const params = { ...searchOf(query), sort: "latest", limit: pageSize, cursor };
    return client.ask("app.bsky.feed.searchPosts", searchAnswer, { params });
  }

  return {
    async search(query, from): Promise<Page<NetworkPost>> {
      const { posts, cursor } = await (query.by === "author"
        ? authorFeed(query.author, from ?? undefined)
        : search(query, from ?? undefined));
      const now = access.now();
      const items = posts.map((post: PostView) => networkPost(post, now));
      // A page may be empty because everything on it was filtered out, and yet have a next one.
      return { items, cursor: cursor === undefined || cursor === from ? null : cursor };
    },
    stream: (from) => jetstreamEvents(access, from),
  };
}

/**
 * What `searchPosts` is asked. It always wants words; the same in its own operators asks for nothing more, and servers
 * that know only one of both ways still find the right posts.
 */
function searchOf(query: Exclude<ListenQuery, { by: "author" }>): NonNullable<XrpcCall["params"]> {
  switch (query.by) {
    case "words":
      return { q: query.words, ...(query.language !== undefined && { lang: query.language }) };
    case "hashtag":
      return { q: `#${bare(query.tag)}`, tag: [bare(query.tag)] };
    case "mention":
      return { q: `mentions:${bare(query.of)}`, mentions: bare(query.of) };
    case "domain":
      return { q: `domain:${query.domain}`, domain: query.domain };
    case "link":
      return { q: query.url, url: query.url };
  }
}

const bare = (name: string): string => name.trim().replace(/^[@#＃]/, "");
