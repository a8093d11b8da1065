import { articleHtml } from "#connectors/article/html-of-text.ts";
import { plainText } from "#connectors/page/plain-text.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { PostRef } from "#connectors/ports/network-post.ts";
import type { LookUp, Sent, Statement } from "#connectors/ports/publish-port.ts";
import type { WordpressClient } from "./wordpress-client.ts";
import { readRef, refOf, refPath, type WordpressRef } from "./wordpress-ref.ts";
import { type WordpressComment, wordpressComment } from "./wordpress-shapes.ts";

/** Bytes that WordPress keeps of a comment. */
const mostBytes = 65_525;
const pageSize = 100;

/** Says a comment below an article, or below the comment that it answers. */
export async function sendReply(client: WordpressClient, ownId: number, statement: Statement): Promise<Sent> {
  const place = await placeOf(client, statement.replyTo);
  const body = { ...place, content: contentOf(statement) };
  try {
    const call = { method: "POST", body, isWrite: true } as const;
    return sentOf(await client.ask("/wp/v2/comments", wordpressComment, call));
  } catch (error) {
    const isSame =
      error instanceof ConnectorError &&
      error.failure.kind === "rejected" &&
      error.failure.reason === "duplicate";
    // WordPress knows its own: the same words of the same person below the same comment are not said twice.
    const known = isSame ? await findAt(client, ownId, place, statement) : null;
    if (known) return known;
    throw error;
  }
}

export async function findReply(
  client: WordpressClient,
  ownId: number,
  statement: Statement,
): Promise<LookUp> {
  try {
    const place = await placeOf(client, statement.replyTo);
    return { found: await findAt(client, ownId, place, statement) };
  } catch (error) {
    // What it answers is gone, and perhaps with it what answers it.
    if (error instanceof ConnectorError && error.failure.kind === "gone") return { found: "cannot_tell" };
    throw error;
  }
}

export async function editReply(
  client: WordpressClient,
  ref: WordpressRef,
  statement: Statement,
): Promise<Sent> {
  const call = { method: "POST", body: { content: contentOf(statement) }, isWrite: true } as const;
  return sentOf(await client.ask(refPath(ref), wordpressComment, call));
}

interface Place {
  readonly post: number;
  readonly parent: number;
}

async function placeOf(client: WordpressClient, replyTo: PostRef | undefined): Promise<Place> {
  const ref = readRef(replyTo?.externalId ?? "");
  if (ref.kind !== "comment") return { post: ref.id, parent: 0 };
  const { post } = await client.ask(refPath(ref), wordpressComment, { query: { context: "edit" } });
  return { post, parent: ref.id };
}

function contentOf(statement: Statement): string {
  if (statement.media.length > 0)
    throw new ConnectorError({ kind: "rejected", reason: "media_count" }, "a comment carries no files");
  const content = articleHtml(statement, []);
  if (new TextEncoder().encode(content).byteLength > mostBytes)
    throw new ConnectorError({ kind: "rejected", reason: "too_long" }, "a comment holds 65,525 bytes");
  return content;
}

/** Our own comment with these words at this place. */
async function findAt(
  client: WordpressClient,
  ownId: number,
  { post, parent }: Place,
  statement: Statement,
): Promise<Sent | null> {
  const { items } = await client.list("/wp/v2/comments", wordpressComment, {
    post: String(post),
    parent: String(parent),
    author: String(ownId),
    status: "all",
    context: "edit",
    orderby: "date_gmt",
    order: "desc",
    per_page: String(pageSize),
  });
  const sought = plainText(contentOf(statement));
  const found = items.find(({ content }) => plainText(content.raw ?? content.rendered) === sought);
  return found ? sentOf(found) : null;
}

const sentOf = ({ id, link }: WordpressComment): Sent => ({
  externalId: refOf("comment", id),
  url: /^https?:\/\//i.test(link) ? link : null,
});
