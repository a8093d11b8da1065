import { streamText } from "hono/streaming";
import type { FakeApi, FakeParts } from "./fake-parts.ts";
import { type FakeNetwork, type FakeNotice, type FakePost, postById, postByMark } from "./fake-state.ts";

const pageSize = 50;
/** A quiet stream says so often that it still stands. */
const stillHereMs = 20_000;

/** Everything an account may read. */
export function addReadRoutes(app: FakeApi, { network, nextChange }: FakeParts): void {
  // Anybody who has a file's address sees it, as on most networks.
  app.get("/media/:id", (c) => {
    const file = network.files.find(({ id }) => id === c.req.param("id"));
    return file
      ? c.body(Buffer.from(file.content, "base64"), 200, { "content-type": file.mediaType })
      : c.json({ error: "gone" }, 404);
  });

  app.get("/api/me", (c) => {
    const { id, handle, name, followers, tokenEndsAt } = c.get("account");
    return c.json({ id, handle, name, followers, tokenEndsAt });
  });

  app.get("/api/search", (c) => {
    const { words, tag, author, mention, before } = c.req.query();
    const matches = (post: FakePost): boolean => {
      if (post.isRemoved || post.visibility === "private") return false;
      const text = post.text.toLowerCase();
      if (
        words !== undefined &&
        !words
          .toLowerCase()
          .split(/\s+/)
          .every((word) => text.includes(word))
      )
        return false;
      if (tag !== undefined && !hasWord(text, `#${tag.toLowerCase()}`)) return false;
      if (mention !== undefined && !hasWord(text, `@${mention.toLowerCase()}`)) return false;
      return (
        author === undefined || network.accounts.find(({ id }) => id === post.authorId)?.handle === author
      );
    };
    const older = network.posts.filter((post) => numberOf(post) < Number(before ?? Number.POSITIVE_INFINITY));
    const found = older.filter(matches).reverse();
    const page = found.slice(0, pageSize);
    const last = page.at(-1);
    return c.json({
      posts: page.map((post) => shown(network, post)),
      cursor: found.length > page.length && last ? String(numberOf(last)) : null,
    });
  });

  app.get("/api/inbox", (c) => {
    const notices = noticesAfter(network, c.get("account").id, Number(c.req.query("after") ?? 0));
    const page = notices.slice(0, pageSize);
    return c.json({
      notices: page.map((notice) => shownNotice(network, notice)),
      cursor: String(page.at(-1)?.number ?? c.req.query("after") ?? 0),
      hasMore: notices.length > page.length,
    });
  });

  app.get("/api/posts/:id", (c) => {
    const post = postById(network, c.req.param("id"));
    return post && maySee(network, post, c.get("account").id)
      ? c.json(shown(network, post))
      : c.json({ error: "gone" }, 404);
  });

  app.get("/api/posts", (c) => {
    const post = postByMark(network, c.get("account").id, c.req.query("mark") ?? "");
    return c.json({ posts: post && !post.isRemoved ? [shown(network, post)] : [] });
  });

  app.get("/api/threads/:id", (c) => {
    const root = postById(network, c.req.param("id"))?.rootId;
    const posts = network.posts.filter(
      (post) => post.rootId === root && !post.isRemoved && maySee(network, post, c.get("account").id),
    );
    return root === undefined
      ? c.json({ error: "gone" }, 404)
      : c.json({ posts: posts.map((post) => shown(network, post)) });
  });

  // One line of JSON for each event; an empty line now and then shows that the line still stands.
  app.get("/api/stream/:what", (c) => {
    const isInbox = c.req.param("what") === "inbox";
    const account = c.get("account");
    let after = Number(c.req.query("after") ?? network.number);
    const isFromNow = c.req.query("after") === undefined;
    return streamText(c, async (stream) => {
      // Whoever begins here learns where that is, and can come back to it.
      if (isFromNow && !isInbox) await stream.writeln(JSON.stringify({ number: after }));
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      while (!ended.signal.aborted && !account.isRevoked) {
        for (const [number, line] of isInbox ? inboxLines(account.id) : postLines()) {
          after = number;
          await stream.writeln(line);
        }
        await stream.writeln("");
        await nextChange(AbortSignal.any([ended.signal, AbortSignal.timeout(stillHereMs)]));
      }
    });

    function inboxLines(accountId: string): [number, string][] {
      return noticesAfter(network, accountId, after).map((notice) => [
        notice.number,
        JSON.stringify(shownNotice(network, notice)),
      ]);
    }
    function postLines(): [number, string][] {
      return network.posts
        .filter((post) => numberOf(post) > after && post.visibility === "public")
        .map((post) => [
          numberOf(post),
          JSON.stringify({ number: numberOf(post), post: shown(network, post) }),
        ]);
    }
  });
}

const hasWord = (text: string, word: string): boolean => text.split(/[^\p{L}\p{N}#@_.]+/u).includes(word);

const numberOf = (post: FakePost): number => Number(post.id.slice(1));

const noticesAfter = (network: FakeNetwork, accountId: string, after: number): FakeNotice[] =>
  network.notices.filter((notice) => notice.accountId === accountId && notice.number > after);

function maySee(network: FakeNetwork, post: FakePost, accountId: string): boolean {
  if (post.visibility === "public" || post.authorId === accountId) return true;
  return network.notices.some((notice) => notice.postId === post.id && notice.accountId === accountId);
}

/** A post as the interface shows it. */
export function shown(network: FakeNetwork, post: FakePost) {
  const author = network.accounts.find(({ id }) => id === post.authorId);
  const replies = network.posts.filter(({ replyTo, isRemoved }) => replyTo === post.id && !isRemoved).length;
  return {
    id: post.id,
    author: {
      id: post.authorId,
      handle: author?.handle ?? "",
      name: author?.name ?? "",
      followers: author?.followers ?? 0,
    },
    text: post.text,
    at: new Date(post.at).toISOString(),
    editedAt: post.editedAt === null ? null : new Date(post.editedAt).toISOString(),
    replyTo: post.replyTo,
    rootId: post.rootId,
    visibility: post.visibility,
    media: post.media.map(({ id, mediaType, alt }) => ({ id, mediaType, alt })),
    counts: { likes: post.likes, reposts: 0, replies, views: post.likes * 12 },
  };
}

/** A notice as the interface and the webhooks show it. */
export function shownNotice(network: FakeNetwork, { number, kind, postId, accountId }: FakeNotice) {
  const post = network.posts.find(({ id }) => id === postId);
  return { number, kind, postId, to: accountId, post: post && !post.isRemoved ? shown(network, post) : null };
}
