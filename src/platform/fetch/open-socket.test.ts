import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createNetworkFetch, type NetworkFetch } from "./network-fetch.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that agrees to be a WebSocket (RFC 6455 §4.2.2) and then does as it is told. */
async function serveSocket(speak: (socket: Socket, agent: string) => void): Promise<number> {
  const server = createServer((_request, answer) => answer.writeHead(403).end());
  server.on("upgrade", (request, socket: Socket) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on("error", () => {});
    speak(socket, request.headers["user-agent"] ?? "");
    closers.push(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A text frame of a server: short ones and those up to 64 KB (RFC 6455 §5.2). */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = bytes.length < 126 ? [bytes.length] : [126, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from([0x81, ...length]), bytes]);
}

function open(ports: readonly number[]): NetworkFetch {
  const network = createNetworkFetch({
    userAgent: "Gaung/test",
    allowedPrivateHosts: ports.map((port) => `127.0.0.1:${port}`),
  });
  closers.push(() => network.close());
  return network;
}

async function messagesOf(answer: Response): Promise<string[]> {
  const messages: string[] = [];
  for await (const chunk of answer.body ?? []) messages.push(new TextDecoder().decode(chunk));
  return messages;
}

describe("a socket that the network pushes through", () => {
  it("is read message by message until the other side closes", async () => {
    const port = await serveSocket((socket, agent) => {
      const close = Buffer.from([0x88, 2, 0x03, 0xe8]);
      socket.end(Buffer.concat([frame(agent), frame('{"n":1}\n{"n":2}'), frame("x".repeat(300)), close]));
    });
    const answer = await open([port]).stream(`ws://127.0.0.1:${port}/subscribe`);
    expect(await messagesOf(answer)).toEqual(["Gaung/test", '{"n":1}\n{"n":2}', "x".repeat(300)]);
  });

  it("reaches no private address that the settings do not name", async () => {
    const port = await serveSocket((socket) => socket.end());
    await expect(open([]).stream(`ws://127.0.0.1:${port}/`)).rejects.toMatchObject({ name: "FetchError" });
  });

  it("is no socket where the server will not be one", async () => {
    const server = createServer((_request, answer) => answer.writeHead(403).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    await expect(open([port]).stream(`ws://127.0.0.1:${port}/`)).rejects.toMatchObject({
      name: "FetchError",
    });
  });

  it("ends with its reader's signal, and behind what has come when its reader cannot follow", async () => {
    let hasLeft = false;
    const port = await serveSocket((socket) => {
      hasLeft = false;
      socket.on("data", () => {
        hasLeft = true;
      });
      const big = frame("y".repeat(60_000));
      for (let count = 0; count < 400; count += 1) socket.write(big);
    });
    const network = open([port]);
    const stop = new AbortController();
    const stopped = await network.stream(`ws://127.0.0.1:${port}/`, { signal: stop.signal });
    stop.abort();
    await expect(messagesOf(stopped)).rejects.toMatchObject({ name: "AbortError" });
    const slow = await network.stream(`ws://127.0.0.1:${port}/`);
    const reader = slow.body?.getReader();
    await expect.poll(() => hasLeft).toBe(true);
    let bytes = 0;
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read())
      bytes += part.value.byteLength;
    expect(bytes).toBeGreaterThanOrEqual(16 * 1024 * 1024);
    expect(bytes).toBeLessThan(17 * 1024 * 1024);
  });
});
