import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FetchError } from "./fetch-error.ts";
import { gunzipCapped, readBody } from "./read-body.ts";

const limits = { maxBytes: 10_000, maxWireBytes: 10_000, url: "http://umpan.example/" };

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

const packers: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  gzip: (bytes) => gzipSync(bytes),
  "x-gzip": (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  " GZIP , identity": (bytes) => gzipSync(bytes),
  br: (bytes) => brotliCompressSync(bytes),
};

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

describe("reading a body", () => {
  it("gives back what was packed, however it is cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.constantFrom(...Object.keys(packers)),
        fc.integer({ min: 1, max: 700 }),
        async (bytes, encoding, size) => {
          const packed = packers[encoding]?.(bytes) ?? bytes;
          const read = await readBody(pieces(packed, size), { ...limits, encoding });
          expect(Buffer.compare(read.body, bytes)).toBe(0);
          expect(read.wireBytes).toBe(packed.byteLength);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("understands deflate without its header", async () => {
    const read = await readBody(pieces(deflateRawSync("tanpa kepala"), 3), {
      ...limits,
      encoding: "deflate",
    });
    expect(text(read.body)).toBe("tanpa kepala");
  });

  it("takes plain text that calls itself gzip for what it is", async () => {
    const read = await readBody(pieces(Buffer.from("<rss/>"), 1), { ...limits, encoding: "gzip" });
    expect(text(read.body)).toBe("<rss/>");
    expect(read.isMislabelled).toBe(true);
  });

  it("takes a gzip body without its last bytes, as browsers do", async () => {
    const packed = gzipSync("hampir utuh");
    const read = await readBody(pieces(packed.subarray(0, -4), 5), { ...limits, encoding: "gzip" });
    expect(text(read.body)).toBe("hampir utuh");
  });

  it.each(["gzip", "br", "deflate"])("a bomb of %s ends at the cap", async (encoding) => {
    const bomb = packers[encoding]?.(new Uint8Array(20_000_000)) ?? new Uint8Array(0);
    const read = readBody(pieces(bomb, 1_000), { ...limits, maxWireBytes: 100_000, encoding });
    await expect(read).rejects.toMatchObject({ kind: "too_large" });
  });

  it("an empty compressed body is empty", async () => {
    const read = await readBody(pieces(new Uint8Array(0), 1), { ...limits, encoding: "gzip" });
    expect(read).toMatchObject({ wireBytes: 0, isMislabelled: false, isCut: false });
    expect(read.body.byteLength).toBe(0);
  });

  it.each(["gzip, gzip", "zstd", "rot13"])("the coding %j is refused", async (encoding) => {
    await expect(readBody(pieces(Buffer.from("x"), 1), { ...limits, encoding })).rejects.toMatchObject({
      kind: "bad_response",
    });
  });

  it("a broken body is told from a failure of the connection", async () => {
    const withWrongChecksum = (packed: Buffer, at: number): Buffer => {
      packed.writeUInt8(packed.readUInt8(packed.length - at) ^ 0xff, packed.length - at);
      return packed;
    };
    const broken: [string, Uint8Array][] = [
      ["gzip", withWrongChecksum(gzipSync("isi"), 8)],
      ["deflate", withWrongChecksum(deflateSync("isi"), 4)],
      ["br", Buffer.from("ini bukan brotli sama sekali ".repeat(9))],
    ];
    for (const [encoding, packed] of broken) {
      const read = readBody(pieces(packed, 7), { ...limits, encoding });
      await expect(read, encoding).rejects.toMatchObject({ kind: "bad_response" });
    }
    const lost = (async function* () {
      yield gzipSync("isi").subarray(0, 12);
      throw new Error("terputus");
    })();
    await expect(readBody(lost, { ...limits, encoding: "gzip" })).rejects.toThrow("terputus");
  });

  it("keeps the beginning where that is asked for", async () => {
    const read = await readBody(pieces(Buffer.alloc(500, "x"), 100), {
      ...limits,
      maxBytes: 150,
      isCutAtCap: true,
    });
    expect(read).toMatchObject({ isCut: true });
    expect(read.body.byteLength).toBe(150);
  });

  it("stops pulling once the cap is reached", async () => {
    let pulled = 0;
    let isReleased = false;
    const endless = (async function* () {
      try {
        for (;;) {
          pulled += 1;
          yield new Uint8Array(1_000);
        }
      } finally {
        isReleased = true;
      }
    })();
    await expect(readBody(endless, limits)).rejects.toBeInstanceOf(FetchError);
    expect(pulled).toBe(11);
    expect(isReleased).toBe(true);
  });
});

describe("gunzipCapped", () => {
  it("unpacks a sitemap and refuses a bomb", async () => {
    expect(text(await gunzipCapped(gzipSync("<urlset/>"), 100, "x"))).toBe("<urlset/>");
    await expect(gunzipCapped(gzipSync(new Uint8Array(1_000_000)), 100, "x")).rejects.toMatchObject({
      kind: "too_large",
    });
  });
});
