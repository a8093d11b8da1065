import { fileTypeFromBuffer } from "file-type";
import type { z } from "zod";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Statement, StatementMedia } from "#connectors/ports/publish-port.ts";
import type { RejectionReason } from "#shared/network-failures.ts";
import { blobAnswer, storedRecord } from "./bluesky-shapes.ts";
import { blueskyManifest, type blueskyOptions } from "./manifest.ts";
import { postCollection, readRecordAddress } from "./post-address.ts";
import { resolveHandle } from "./resolve-handle.ts";
import type { XrpcClient } from "./xrpc-client.ts";

export interface StrongRef {
  readonly uri: string;
  readonly cid: string;
}

type Options = z.infer<typeof blueskyOptions>;

export const refuse = (reason: RejectionReason, said: string): ConnectorError =>
  new ConnectorError({ kind: "rejected", reason }, said);

/** Looks at the files before anything is sent: kinds by their bytes, sizes, how many. */
export async function checkMedia(media: readonly StatementMedia[]): Promise<void> {
  const { limits } = blueskyManifest;
  if (media.length > limits.mostMedia)
    throw refuse("media_count", `${media.length} files, ${limits.mostMedia} at most`);
  for (const { name, mediaType, bytes } of media) {
    const limit = limits.media.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
    if (!limit) throw refuse("media_kind", `${name} is ${mediaType}`);
    if (bytes.byteLength > limit.mostBytes)
      throw refuse("media_size", `${name} has ${bytes.byteLength} bytes`);
    const sniffed = await fileTypeFromBuffer(bytes);
    if (sniffed?.mime !== mediaType)
      throw refuse("media_broken", `${name} is not ${mediaType} but ${sniffed?.mime}`);
  }
}

/** What goes with the text: pictures, a card for a link, a quoted post. */
export async function embedOf(
  client: XrpcClient,
  statement: Statement,
  options: Options,
): Promise<object | undefined> {
  const shown = (await picturesOf(client, statement.media)) ?? cardOf(statement, options);
  if (options.quote === undefined) return shown;
  const record = { $type: "app.bsky.embed.record", record: await quotedPost(client, options.quote) };
  return shown === undefined ? record : { $type: "app.bsky.embed.recordWithMedia", record, media: shown };
}

async function picturesOf(client: XrpcClient, media: readonly StatementMedia[]): Promise<object | undefined> {
  if (media.length === 0) return undefined;
  const images: object[] = [];
  for (const { mediaType, bytes, alt } of media) {
    // A file that no post names is no statement: this may be tried again freely.
    const { blob } = await client.ask("com.atproto.repo.uploadBlob", blobAnswer, {
      bytes: { mediaType, content: bytes },
    });
    const ratio = await shapeOf(bytes);
    images.push({ image: blob, alt, ...(ratio && { aspectRatio: ratio }) });
  }
  return { $type: "app.bsky.embed.images", images };
}

/** Width and height as they are shown, so that the page keeps the place while the picture loads. */
async function shapeOf(bytes: Uint8Array): Promise<{ width: number; height: number } | null> {
  const { default: sharp } = await import("sharp");
  try {
    const { autoOrient } = await sharp(bytes).metadata();
    return autoOrient.width > 0 && autoOrient.height > 0 ? autoOrient : null;
  } catch {
    return null;
  }
}

function cardOf({ link, title }: Statement, { cardDescription }: Options): object | undefined {
  if (link === undefined) return undefined;
  const { hostname, pathname } = new URL(link);
  const fallback = `${hostname}${pathname === "/" ? "" : pathname}`;
  const external = { uri: link, title: title ?? fallback, description: cardDescription ?? "" };
  return { $type: "app.bsky.embed.external", external };
}

async function quotedPost(client: XrpcClient, quote: string): Promise<StrongRef> {
  const [, who = "", key = ""] =
    /^https:\/\/bsky\.app\/profile\/([^/]+)\/post\/([\w.:~-]+)\/?$/.exec(quote) ?? [];
  const did = who === "" || who.startsWith("did:") ? who : await resolveHandle(client, who);
  if (did === null) throw new ConnectorError({ kind: "gone" }, `nobody is called ${who}`);
  const { uri, cid } = await readRecord(client, did === "" ? quote : `at://${did}/${postCollection}/${key}`);
  return { uri, cid };
}

/** A record as it stands in its author's repository now. @throws ConnectorError `gone` */
export async function readRecord(client: XrpcClient, uri: string): Promise<z.infer<typeof storedRecord>> {
  const address = readRecordAddress(uri);
  if (address === null) throw refuse("settings", `${uri} is no post`);
  const params = { repo: address.did, collection: address.collection, rkey: address.key };
  return client.ask("com.atproto.repo.getRecord", storedRecord, { params });
}
