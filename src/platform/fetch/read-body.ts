import { pipeline, Readable, type Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { FetchError } from "./fetch-error.ts";

/** Codings we ask for and can undo (RFC 9110 §8.4.1). */
export const ACCEPT_ENCODING = "gzip, deflate, br";

const OUTPUT_CHUNK_BYTES = 64 * 1024;

export interface BodyLimits {
  /** Largest body after decompression, in bytes. */
  readonly maxBytes: number;
  /** Largest body as it comes over the wire, in bytes. */
  readonly maxWireBytes: number;
}

export interface ReadBodyOptions extends BodyLimits {
  /** The `Content-Encoding` header, if any. */
  readonly encoding?: string;
  /** Named in errors. */
  readonly url: string;
  /** At the cap, keep what is there instead of failing: for error pages, where the status is the news. */
  readonly isCutAtCap?: boolean;
  /** Called for every piece that arrives. */
  readonly onWireBytes?: (bytes: number) => void;
}

export interface ReadBodyResult {
  readonly body: Uint8Array;
  readonly wireBytes: number;
  /** True when `isCutAtCap` took effect. */
  readonly isCut: boolean;
  /** True when the server said "compressed" and the bytes were not. */
  readonly isMislabelled: boolean;
}

/**
 * Reads a body to its end with a cap on both sides of the decompression. Pieces are pulled one at a time, so a body
 * of any size costs at most about `maxBytes` of memory.
 * @throws FetchError `too_large` above a cap, `bad_response` for an unknown or broken coding. Whatever `source` throws
 *   passes through.
 */
export async function readBody(
  source: AsyncIterable<Uint8Array>,
  options: ReadBodyOptions,
): Promise<ReadBodyResult> {
  const { url, maxBytes } = options;
  const counted = { wireBytes: 0 };
  const wire = await startOf(countWire(source, options, counted));
  const coding = codingOf(options.encoding, url);
  const decoder = coding === undefined ? undefined : decoderFor(coding, wire.first);
  const stream = decoder === undefined ? wire.all : decodeThrough(decoder, wire.all, url);

  const chunks: Uint8Array[] = [];
  let total = 0;
  let isCut = false;
  try {
    for await (const chunk of stream) {
      total += chunk.byteLength;
      if (total > maxBytes) {
        if (options.isCutAtCap !== true)
          throw tooLarge(url, `body above ${maxBytes} bytes after decompression`);
        chunks.push(chunk.subarray(0, chunk.byteLength - (total - maxBytes)));
        isCut = true;
        break;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (!(isTooLarge(error) && options.isCutAtCap === true)) throw error;
    isCut = true;
  }
  return {
    body: Buffer.concat(chunks),
    wireBytes: counted.wireBytes,
    isCut,
    isMislabelled: coding !== undefined && decoder === undefined && wire.first.byteLength > 0,
  };
}

/**
 * Unpacks a whole gzip file (such as `sitemap.xml.gz`) with a cap.
 * @throws FetchError as `readBody`; `url` only names the file in it.
 */
export async function gunzipCapped(packed: Uint8Array, maxBytes: number, url: string): Promise<Uint8Array> {
  const whole = (async function* () {
    yield packed;
  })();
  const { body } = await readBody(whole, {
    encoding: "gzip",
    maxBytes,
    maxWireBytes: packed.byteLength,
    url,
  });
  return body;
}

async function* countWire(
  source: AsyncIterable<Uint8Array>,
  { url, maxWireBytes, onWireBytes }: ReadBodyOptions,
  counted: { wireBytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    counted.wireBytes += chunk.byteLength;
    onWireBytes?.(chunk.byteLength);
    if (counted.wireBytes > maxWireBytes) throw tooLarge(url, `more than ${maxWireBytes} bytes sent`);
    if (chunk.byteLength > 0) yield chunk;
  }
}

/** Reads until two bytes are known (enough to tell the codings apart) and gives the whole stream back. */
async function startOf(
  wire: AsyncGenerator<Uint8Array>,
): Promise<{ first: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  let first: Uint8Array = new Uint8Array(0);
  while (first.byteLength < 2) {
    const next = await wire.next();
    if (next.done === true) break;
    first = first.byteLength === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  const all = (async function* () {
    if (first.byteLength > 0) yield first;
    yield* wire;
  })();
  return { first, all };
}

type Coding = "gzip" | "deflate" | "br";

function codingOf(encoding: string | undefined, url: string): Coding | undefined {
  const names = (encoding ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  const name = names[0];
  if (name === undefined) return undefined;
  // Layers of compression have no honest use on the web and multiply what a bomb can do.
  if (names.length > 1) throw new FetchError("bad_response", url, `layered content coding: ${encoding}`);
  if (name === "gzip" || name === "x-gzip") return "gzip";
  if (name === "deflate" || name === "br") return name;
  throw new FetchError("bad_response", url, `unknown content coding: ${name}`);
}

/** The decoder for what the bytes really are; none for an empty body or for plain text labelled as compressed. */
function decoderFor(coding: Coding, first: Uint8Array): Transform | undefined {
  const [a, b] = first;
  if (a === undefined) return undefined;
  // An empty body is a single byte in brotli, which has no signature to tell it by.
  if (coding === "br") {
    return createBrotliDecompress({
      chunkSize: OUTPUT_CHUNK_BYTES,
      finishFlush: constants.BROTLI_OPERATION_FLUSH,
    });
  }
  if (b === undefined) return undefined;
  // Like browsers, take what is there when the last bytes of the checksum are missing.
  const zlib = { chunkSize: OUTPUT_CHUNK_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
  if (coding === "gzip") return a === 0x1f && b === 0x8b ? createGunzip(zlib) : undefined;
  // "deflate" means zlib (RFC 1950), but many servers send the bare stream (RFC 1951). The header tells: RFC 1950 §2.2.
  const isZlib = (a & 0x0f) === 8 && ((a << 8) | b) % 31 === 0;
  return isZlib ? createInflate(zlib) : createInflateRaw(zlib);
}

async function* decodeThrough(
  decoder: Transform,
  wire: AsyncGenerator<Uint8Array>,
  url: string,
): AsyncGenerator<Uint8Array> {
  // The callback must exist; the error itself reaches us through the decoder, which pipeline destroys with it.
  pipeline(Readable.from(wire, { objectMode: false }), decoder, () => {});
  try {
    for await (const chunk of decoder) yield chunk;
  } catch (error) {
    if (isZlibError(error)) throw new FetchError("bad_response", url, "the compressed body is broken", error);
    throw error;
  }
}

function isZlibError(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return false;
  return (
    error.code.startsWith("Z_") || error.code.startsWith("ERR_BROTLI") || error.code.startsWith("ERR__ERROR_")
  );
}

function tooLarge(url: string, message: string): FetchError {
  return new FetchError("too_large", url, message);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof FetchError && error.kind === "too_large";
}
