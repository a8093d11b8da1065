import { createHash } from "node:crypto";
import { plainLine, plainText, tidyLine } from "#connectors/page/plain-text.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { InboxChange, InboxItem, InboxPort } from "#connectors/ports/inbox-port.ts";
import type { NetworkPerson, NetworkPost } from "#connectors/ports/network-post.ts";
import { commentCursor, readCursor } from "./comment-cursor.ts";
import type { WordpressClient } from "./wordpress-client.ts";
import { readRef, refOf, refPath } from "./wordpress-ref.ts";
import { type WordpressComment, wordpressComment } from "./wordpress-shapes.ts";

const pageSize = 100;
/** An account that was just connected is told of so many days. */
const firstDaysMs = 7 * 24 * 60 * 60 * 1_000;
const mostPages = 20;
const mostThreadPages = 5;
/** WordPress nests no deeper than ten. */
const mostDepth = 12;

/** Comments on the site's articles and pages; each comment on an article begins a conversation. */
export function wordpressInbox(client: WordpressClient, ownId: number): InboxPort {
  /** The first comment of a branch; `known` are comments at hand. */
  async function rootOf(comment: WordpressComment, known: Map<number, WordpressComment>): Promise<number> {
    let root = comment;
    for (let depth = 0; root.parent !== 0 && depth < mostDepth; depth += 1) {
      const parent: WordpressComment | null = known.get(root.parent) ?? (await commentAt(root.parent));
      // A comment that was removed leaves its answers behind.
      if (parent === null) return root.parent;
      known.set(parent.id, parent);
      root = parent;
    }
    return root.id;
  }

  async function commentAt(id: number): Promise<WordpressComment | null> {
    try {
      const query = { context: "edit" };
      return await client.ask(refPath({ kind: "comment", id }), wordpressComment, { query });
    } catch (error) {
      if (error instanceof ConnectorError && error.failure.kind === "gone") return null;
      throw error;
    }
  }

  const commentsAfter = (after: Date, page: number) =>
    client.list("/wp/v2/comments", wordpressComment, {
      after: after.toISOString(),
      status: "all",
      context: "edit",
      orderby: "date_gmt",
      order: "asc",
      per_page: String(pageSize),
      page: String(page),
      _embed: "up",
    });

  return {
    async poll(from) {
      const cursor = readCursor(from) ?? {
        at: new Date(client.now().getTime() - firstDaysMs),
        had: new Map<number, number>(),
      };
      const known = new Map<number, WordpressComment>();
      const fresh: WordpressComment[] = [];
      let isMore = true;
      for (let page = 1; isMore && fresh.length === 0 && page <= mostPages; page += 1) {
        const { items, hasMore } = await commentsAfter(cursor.at, page);
        for (const comment of items) known.set(comment.id, comment);
        fresh.push(...items.filter(({ id }) => !cursor.had.has(id)));
        isMore = hasMore;
      }
      const changes: InboxChange[] = [];
      for (const comment of fresh)
        changes.push({
          kind: "item",
          item: itemOf(comment, await rootOf(comment, known), { client, ownId }),
        });
      return {
        changes,
        cursor: commentCursor(cursor, fresh, client.now()),
        hasMore: isMore && fresh.length > 0,
      };
    },

    async thread(post) {
      const ref = readRef(post.externalId);
      const asked =
        ref.kind === "comment"
          ? await client.ask(refPath(ref), wordpressComment, { query: { context: "edit" } })
          : null;
      const all = new Map<number, WordpressComment>();
      for (let page = 1, isMore = true; isMore && page <= mostThreadPages; page += 1) {
        const { items, hasMore } = await client.list("/wp/v2/comments", wordpressComment, {
          post: String(asked?.post ?? ref.id),
          status: "all",
          context: "edit",
          orderby: "date_gmt",
          order: "asc",
          per_page: String(pageSize),
          page: String(page),
        });
        for (const comment of items) all.set(comment.id, comment);
        isMore = hasMore;
      }
      if (asked) all.set(asked.id, asked);
      const root = asked === null ? null : await rootOf(asked, all);
      const shown: NetworkPost[] = [];
      for (const comment of [...all.values()].sort(byAge)) {
        const own = await rootOf(comment, all);
        if (root === null || own === root) shown.push(postOf(comment, own, client));
      }
      return shown;
    },
  };
}

const byAge = (one: WordpressComment, other: WordpressComment): number =>
  one.date_gmt.getTime() - other.date_gmt.getTime() || one.id - other.id;

function itemOf(
  comment: WordpressComment,
  rootId: number,
  { client, ownId }: { client: WordpressClient; ownId: number },
): InboxItem {
  const title = plainLine(comment._embedded?.up?.[0]?.title?.rendered ?? "", 200);
  return {
    post: postOf(comment, rootId, client),
    conversation: {
      externalId: refOf("comment", rootId),
      kind: "thread",
      ...(title !== "" && { title }),
    },
    kind: comment.parent === 0 ? "comment" : "reply",
    isOurs: comment.author === ownId,
  };
}

function postOf(comment: WordpressComment, rootId: number, { place, now }: WordpressClient): NetworkPost {
  const { id, post, parent, content, link, status } = comment;
  const isPage = comment._links?.up?.[0]?.post_type === "page";
  return {
    externalId: refOf("comment", id),
    url: /^https?:\/\//i.test(link) ? link : null,
    author: authorOf(comment, place),
    text: plainText(content.rendered),
    // A site whose clock is ahead must not put a comment before everything that follows.
    publishedAt: new Date(Math.min(comment.date_gmt.getTime(), now().getTime())),
    replyTo:
      parent === 0
        ? { externalId: refOf(isPage ? "page" : "post", post) }
        : { externalId: refOf("comment", parent), rootId: refOf("comment", rootId) },
    media: [],
    engagement: {},
    // What waits for approval has been read by nobody yet.
    isPrivate: status !== "approved" && status !== "approve",
  };
}

/** Guests have no account: their mail address, which is not kept, makes a lasting name. */
function authorOf(comment: WordpressComment, place: string): NetworkPerson {
  const name = tidyLine(comment.author_name, 200);
  const url = comment.author_url ?? "";
  const guest = createHash("sha256").update((comment.author_email ?? "").trim().toLowerCase() || name);
  return {
    externalId:
      comment.author > 0 ? `${place}/${comment.author}` : `${place}/tamu-${guest.digest("hex").slice(0, 16)}`,
    handle: name,
    name,
    ...(/^https?:\/\//i.test(url) && { url }),
  };
}
