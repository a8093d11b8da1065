import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createNetworkFetch, type NetworkFetch } from "./network-fetch.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function open(allowed: readonly number[]): NetworkFetch {
  const network = createNetworkFetch({
    userAgent: "Gaung/test",
    allowedPrivateHosts: allowed.map((port) => `127.0.0.1:${port}`),
    resolve: () => Promise.reject(new Error("no name should be looked up")),
  });
  closers.push(() => network.close());
  return network;
}

describe("a connector's way out", () => {
  it("speaks any method with its body, under the desk's name", async () => {
    const port = await serve((request, answer) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () =>
        answer.end(JSON.stringify([request.method, request.headers["user-agent"], body])),
      );
    });
    const answer = await open([port]).call(`http://127.0.0.1:${port}/posts/1`, {
      method: "PATCH",
      body: "baru",
    });
    expect(await answer.json()).toEqual(["PATCH", "Gaung/test", "baru"]);
  });

  it("reaches no private address that the settings do not name, not even by a redirect", async () => {
    const inner = await serve((_request, answer) => answer.end("rahasia"));
    const outer = await serve((_request, answer) =>
      answer.writeHead(302, { location: `http://127.0.0.1:${inner}/` }).end(),
    );
    const network = open([outer]);
    await expect(network.call(`http://127.0.0.1:${inner}/`)).rejects.toMatchObject({
      kind: "refused_address",
    });
    await expect(network.call(`http://127.0.0.1:${outer}/`)).rejects.toMatchObject({
      kind: "refused_address",
    });
  });

  it("tells a line that never stood from one that broke", async () => {
    const port = await serve((request) => request.socket.destroy());
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const { port: silent } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    const network = open([port, silent]);
    await expect(
      network.call(`http://127.0.0.1:${port}/`, { method: "POST", body: "x" }),
    ).rejects.toMatchObject({
      kind: "bad_response",
    });
    await expect(network.call(`http://127.0.0.1:${silent}/`)).rejects.toMatchObject({ kind: "connect" });
  });

  it("breaks off an answer that will not end, and reads on in a stream", async () => {
    const port = await serve((_request, answer) => {
      const chunk = Buffer.alloc(1024 * 1024, "x");
      let sent = 0;
      const more = (): void => {
        sent += 1;
        if (sent > 40) answer.end();
        else answer.write(chunk, more);
      };
      more();
    });
    const network = open([port]);
    const whole = await network.call(`http://127.0.0.1:${port}/`);
    await expect(whole.arrayBuffer()).rejects.toMatchObject({ kind: "too_large" });
    const stream = await network.stream(`http://127.0.0.1:${port}/`);
    expect((await stream.arrayBuffer()).byteLength).toBe(40 * 1024 * 1024);
  });
});
