import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { PostRef } from "#connectors/ports/network-post.ts";
import type { PublishPort, Sent, Statement } from "#connectors/ports/publish-port.ts";
import { countText } from "#text/counters/count-text.ts";
import { postsAnswer } from "./bluesky-shapes.ts";
import { chatAnswered, findDirect, sendDirect } from "./direct-answers.ts";
import { facetsOf } from "./facets.ts";
import { blueskyManifest, blueskyOptions } from "./manifest.ts";
import {
  gateCollection,
  pageOfPost,
  postCollection,
  readRecordAddress,
  recordKeyOf,
} from "./post-address.ts";
import { checkMedia, embedOf, readRecord, refuse, type StrongRef } from "./post-embed.ts";
import { resolveHandle } from "./resolve-handle.ts";
import type { XrpcClient } from "./xrpc-client.ts";
import { XrpcRefusal } from "./xrpc-failure.ts";

export function blueskyPublishing(client: XrpcClient, access: Access): PublishPort {
  const addressOf = async (mark: string): Promise<string> =>
    `at://${await client.did()}/${postCollection}/${recordKeyOf(mark)}`;

  /** Whether the mark's record stands in our own repository, which is where it is written: this is exact. */
  async function find(mark: string): Promise<Sent | null> {
    try {
      return sentOf((await readRecord(client, await addressOf(mark))).uri);
    } catch (error) {
      if (error instanceof ConnectorError && error.failure.kind === "gone") return null;
      throw error;
    }
  }

  /** Writes the post, and who may answer it, in one step: both stand or neither. */
  async function write(
    mark: string,
    record: object,
    replies: z.infer<typeof blueskyOptions>["replies"],
  ): Promise<Sent> {
    const uri = await addressOf(mark);
    const rkey = recordKeyOf(mark);
    const writes = [create(postCollection, rkey, record)];
    if (replies !== "everyone") {
      const gate = {
        $type: gateCollection,
        post: uri,
        allow: gates[replies],
        createdAt: access.now().toISOString(),
      };
      writes.push(create(gateCollection, rkey, gate));
    }
    const body = { repo: await client.did(), writes };
    await client.ask("com.atproto.repo.applyWrites", writtenAnswer, { body, isWrite: true });
    return sentOf(uri);
  }

  async function recordOf(statement: Statement, options: z.infer<typeof blueskyOptions>): Promise<object> {
    const facets = await facetsOf(statement.text, (handle) => resolveHandle(client, handle));
    const reply = statement.replyTo && (await replyTo(statement.replyTo));
    const embed = await embedOf(client, statement, options);
    return {
      $type: postCollection,
      text: statement.text,
      createdAt: access.now().toISOString(),
      ...(facets.length > 0 && { facets }),
      ...(reply && { reply }),
      ...(embed && { embed }),
      ...(statement.language !== undefined && { langs: [statement.language] }),
    };
  }

  /** The post that is answered and the first of its thread, each as it stands now. */
  async function replyTo({ externalId }: PostRef): Promise<{ root: StrongRef; parent: StrongRef }> {
    const { uri, cid, value } = await readRecord(client, externalId);
    await checkOpen(uri);
    const parent = { uri, cid };
    const rootUri = value.reply?.root.uri ?? uri;
    if (rootUri === uri) return { root: parent, parent };
    const root = await readRecord(client, rootUri);
    return { root: { uri: root.uri, cid: root.cid }, parent };
  }

  /** A server takes replies that nobody will see, so this is looked up; where the look-up fails, it is not held against us. */
  async function checkOpen(uri: string): Promise<void> {
    const params = { uris: [uri] };
    const { posts } = await client
      .ask("app.bsky.feed.getPosts", postsAnswer, { params })
      .catch((error: unknown) => {
        if (error instanceof ConnectorError && error.failure.kind === "retry") return { posts: [] };
        throw error;
      });
    if (posts[0]?.viewer?.replyDisabled === true)
      throw refuse("replies_closed", `${uri} takes no replies from us`);
  }

  return {
    async send(statement, mark) {
      const options = readOptions(statement);
      checkWords(statement, options.quote);
      const chat = chatAnswered(statement);
      if (chat !== null) return sendDirect(client, chat, statement);
      await checkMedia(statement.media);
      const record = await recordOf(statement, options);
      try {
        return await write(mark, record, options.replies);
      } catch (error) {
        // A key that is taken is refused: by an earlier attempt of ours, which then is the post.
        const found = wasAnswered(error) ? await find(mark).catch(() => null) : null;
        if (found) return found;
        throw error;
      }
    },
    async lookUp(statement, mark, since) {
      const chat = chatAnswered(statement);
      return chat === null ? { found: await find(mark) } : findDirect(client, chat, statement, since);
    },
    async remove({ externalId }) {
      const address = readRecordAddress(externalId);
      const repo = await client.did();
      if (address?.did !== repo || address.collection !== postCollection)
        throw refuse("not_permitted", `${externalId} is not ours`);
      for (const collection of [postCollection, gateCollection])
        await client.ask("com.atproto.repo.deleteRecord", writtenAnswer, {
          body: { repo, collection, rkey: address.key },
          isWrite: true,
        });
    },
  };
}

const writtenAnswer = z.object({});

const gates = {
  nobody: [],
  mentioned: [{ $type: `${gateCollection}#mentionRule` }],
  following: [{ $type: `${gateCollection}#followingRule` }],
  followers: [{ $type: `${gateCollection}#followerRule` }],
};

const create = (collection: string, rkey: string, value: object): object => ({
  $type: "com.atproto.repo.applyWrites#create",
  collection,
  rkey,
  value,
});

const sentOf = (uri: string): Sent => ({ externalId: uri, url: pageOfPost(uri) });

/** The server said no, or broke down while it worked; where it said nothing, whoever asked looks it up. */
const wasAnswered = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  error.cause instanceof XrpcRefusal &&
  (error.failure.kind === "rejected" || error.failure.kind === "unknown");

function readOptions({ options }: Statement): z.infer<typeof blueskyOptions> {
  const { data, error } = blueskyOptions.safeParse(options);
  if (error) throw refuse("settings", error.message);
  return data;
}

/** What the network would refuse, or show differently than it was meant. */
function checkWords({ text, media, link, replyTo, options }: Statement, quote: string | undefined): void {
  const { counter, mostLength, mostBytes = Number.POSITIVE_INFINITY } = blueskyManifest.limits;
  if (countText(text, "bytes") > mostBytes || countText(text, counter) > mostLength)
    throw refuse("too_long", `more than ${mostLength} characters or ${mostBytes} bytes`);
  const hasMore = media.length > 0 || link !== undefined || quote !== undefined;
  if (text.trim() === "" && !hasMore) throw refuse("empty", "nothing is said");
  if (link !== undefined && !URL.canParse(link)) throw refuse("link", `${link} is no address`);
  if (link !== undefined && media.length > 0 && !text.includes(link))
    throw refuse("link", "a post has pictures or a card: beside pictures the address belongs into the text");
  // Only the first post of a thread decides who may answer it.
  const isGated = options["replies"] !== undefined && options["replies"] !== "everyone";
  if (isGated && replyTo) throw refuse("settings", "a reply cannot decide who answers");
}
