import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface JetstreamServer {
  /** `ws://127.0.0.1:<port>/subscribe` */
  readonly address: string;
  readonly host: string;
  /** Posts as if somebody had: it goes to everybody who listens, and to those who come back to before it. */
  post(text: string, timeUs?: number): { did: string; rkey: string; uri: string };
  /** Takes a post back. */
  remove(post: { did: string; rkey: string }): void;
  /** Cuts every line, as a restart of the server does. */
  cut(): void;
  /** While false nobody gets in. */
  isOpen: boolean;
  /** The cursors with which lines were opened, null where without one. */
  readonly cursors: (string | null)[];
  /** Bytes that listeners have not taken yet. */
  waitingBytes(): number;
  close(): Promise<void>;
}

const collection = "app.bsky.feed.post";

/**
 * A server that speaks Jetstream (https://github.com/bluesky-social/jetstream): commits as JSON, one a message, from a
 * cursor in microseconds on, that one included.
 */
export async function openJetstream(now: () => Date): Promise<JetstreamServer> {
  const kept: { timeUs: number; frame: Buffer }[] = [];
  const lines = new Set<Socket>();
  const cursors: (string | null)[] = [];
  let serial = 0;
  let lastUs = 0;
  const server = createServer((_request, answer) => answer.writeHead(426).end());
  server.on("upgrade", (request, socket: Socket) => {
    socket.on("error", () => undefined);
    if (!api.isOpen) return socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const cursor = new URL(request.url ?? "/", "http://localhost").searchParams.get("cursor");
    cursors.push(cursor);
    if (cursor !== null)
      for (const { timeUs, frame } of kept) if (timeUs >= Number(cursor)) socket.write(frame);
    lines.add(socket);
    socket.on("close", () => lines.delete(socket));
    // A client that says goodbye is let go; nothing else that it says matters here.
    socket.on("data", (bytes) => {
      if (((bytes[0] ?? 0) & 15) === 8) socket.end();
    });
  });

  function tell(commit: object, did: string, at?: number): void {
    lastUs = Math.max(at ?? now().getTime() * 1_000, lastUs + 1);
    const message = JSON.stringify({ did, time_us: lastUs, kind: "commit", commit });
    const frame = frameOf(message);
    kept.push({ timeUs: lastUs, frame });
    for (const line of lines) line.write(frame);
  }

  const api: JetstreamServer = {
    address: "",
    host: "",
    isOpen: true,
    cursors,
    post(text, timeUs) {
      serial += 1;
      const did = `did:plc:${String(serial % 5_000).padStart(24, "a")}`;
      const rkey = `3k${String(serial).padStart(11, "0")}`;
      const createdAt = new Date(timeUs === undefined ? now().getTime() : timeUs / 1_000).toISOString();
      const record = { $type: collection, createdAt, langs: ["id"], text };
      tell({ rev: rkey, operation: "create", collection, rkey, cid: "bafy", record }, did, timeUs);
      return { did, rkey, uri: `at://${did}/${collection}/${rkey}` };
    },
    remove({ did, rkey }) {
      tell({ rev: rkey, operation: "delete", collection, rkey }, did);
    },
    cut() {
      for (const line of lines) line.destroy();
    },
    waitingBytes: () => [...lines].reduce((sum, line) => sum + line.writableLength, 0),
    async close() {
      api.cut();
      await new Promise((done) => server.close(done));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(api, { address: `ws://127.0.0.1:${port}/subscribe`, host: `127.0.0.1:${port}` });
}

/** A text frame of a server (RFC 6455 §5.2). */
function frameOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const { length } = bytes;
  const head = length < 126 ? Buffer.of(0x81, length) : Buffer.of(0x81, 126, length >> 8, length & 255);
  return Buffer.concat([head, bytes]);
}
