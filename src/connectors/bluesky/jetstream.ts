import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine } from "#connectors/ports/failure-of-response.ts";
import type { StreamEvent } from "#connectors/ports/listen-port.ts";
import { postRecord } from "./bluesky-shapes.ts";
import { blueskySettings } from "./connect-ways.ts";
import { networkPost } from "./network-posts.ts";
import { postCollection } from "./post-address.ts";

/** One message of Jetstream (https://github.com/bluesky-social/jetstream), as far as we read it. */
const message = z.object({
  did: z.string().startsWith("did:"),
  time_us: z.int().nonnegative(),
  commit: z
    .object({
      operation: z.enum(["create", "update", "delete"]),
      collection: z.string(),
      rkey: z.string(),
      record: postRecord.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type Message = z.infer<typeof message>;

/** Where reading stopped: when by the server's clock, which server, and the last record read of that microsecond. */
interface Place {
  readonly timeUs: number;
  readonly host: string;
  readonly last: string;
}

/** Clocks of two servers differ; so much is read again when another one goes on. */
const overlapUs = 5_000_000;
/** A post is 3,000 bytes of text and its marks; what is larger is not one. */
const mostMessageBytes = 64 * 1024;

/** Every public post of the network as it is made, and every one that is deleted. */
export async function* jetstreamEvents(access: Access, from: string | null): AsyncIterable<StreamEvent> {
  const { jetstream } = blueskySettings.parse(access.settings);
  const url = new URL(jetstream);
  const place = readPlace(from);
  url.searchParams.set("wantedCollections", postCollection);
  url.searchParams.set("maxMessageSizeBytes", String(mostMessageBytes));
  if (place !== null) {
    const backUs = place.host === url.host ? 0 : overlapUs;
    url.searchParams.set("cursor", String(Math.max(place.timeUs - backUs, 0)));
  }
  const known = place?.host === url.host ? place : null;
  for await (const text of messagesOf(access, url)) {
    const read = readMessage(text);
    if (read === null || (known !== null && isKnown(read, known))) continue;
    const cursor = JSON.stringify([read.time_us, url.host, idOf(read)]);
    yield eventOf(read, cursor, access.now());
  }
  if (!access.signal.aborted) throw new ConnectorError({ kind: "retry" }, "the stream ended");
}

/** Messages of the socket, one a chunk. */
async function* messagesOf(access: Access, url: URL): AsyncIterable<string> {
  const decoder = new TextDecoder();
  try {
    const answer = await access.stream(url.href, { signal: access.signal });
    if (!answer.ok && answer.status !== 101)
      throw new ConnectorError({ kind: "retry" }, `the stream answered ${answer.status}`);
    for await (const chunk of answer.body ?? []) yield decoder.decode(chunk);
  } catch (error) {
    if (access.signal.aborted) return;
    throw failureOfLine(error, false);
  }
}

function eventOf({ did, time_us, commit }: Message, cursor: string, now: Date): StreamEvent {
  if (commit?.collection !== postCollection) return { kind: "passed", cursor };
  const uri = `at://${did}/${postCollection}/${commit.rkey}`;
  if (commit.operation === "delete") return { kind: "removed", externalId: uri, cursor };
  if (!commit.record) return { kind: "passed", cursor };
  const indexedAt = new Date(Math.min(time_us / 1_000, now.getTime())).toISOString();
  const author = { did, handle: "", displayName: "", followersCount: undefined };
  const post = networkPost({ uri, author, record: commit.record, indexedAt, ...nothingCounted }, now);
  return { kind: "post", post, cursor };
}

const nothingCounted = {
  replyCount: undefined,
  repostCount: undefined,
  likeCount: undefined,
  quoteCount: undefined,
  bookmarkCount: undefined,
};

/** What cannot be read is no event: the next one carries the cursor on. */
function readMessage(text: string): Message | null {
  try {
    return message.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

const idOf = ({ did, commit }: Message): string => `${did}/${commit?.rkey ?? ""}`;

const isKnown = (read: Message, { timeUs, last }: Place): boolean =>
  read.time_us < timeUs || (read.time_us === timeUs && idOf(read) === last);

function readPlace(cursor: string | null): Place | null {
  try {
    const [timeUs, host, last] = placeShape.parse(JSON.parse(cursor ?? "null"));
    return { timeUs, host, last };
  } catch {
    return null;
  }
}

const placeShape = z.tuple([z.int().nonnegative(), z.string(), z.string()]);
