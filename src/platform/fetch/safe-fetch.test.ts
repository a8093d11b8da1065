import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { HostAddress } from "./address-policy.ts";
import { FetchError, type FetchErrorKind } from "./fetch-error.ts";
import { createSafeFetch, type FetchOptions, type SafeFetchConfig, userAgent } from "./safe-fetch.ts";

const MEBIBYTE = 1024 * 1024;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const http = (listener: RequestListener): Promise<number> => listen(createHttpServer(listener));

/** A server that says exactly what it is told, once the request has come. */
const raw = (speak: (socket: Socket) => void): Promise<number> =>
  listen(createTcpServer((socket) => socket.once("data", () => speak(socket))));

function fetchFrom(ports: readonly number[], config: Partial<SafeFetchConfig> = {}) {
  return createSafeFetch({
    userAgent: "Gaung/test",
    allowedPrivateHosts: ports.map((port) => `127.0.0.1:${port}`),
    resolve: () => Promise.reject(new Error("no name should be looked up")),
    ...config,
  });
}

async function failure(promise: Promise<unknown>): Promise<FetchError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof FetchError) return error;
    throw error;
  }
  throw new Error("the fetch did not fail");
}

const kindOf = async (promise: Promise<unknown>): Promise<FetchErrorKind> => (await failure(promise)).kind;
const text = (body: Uint8Array): string => new TextDecoder().decode(body);

describe("an ordinary answer", () => {
  it("comes with status, headers, body and our name", async () => {
    let agent: string | undefined;
    const port = await http((request, response) => {
      agent = request.headers["user-agent"];
      response.setHeader("etag", '"v1"').setHeader("set-cookie", "a=b").end("halo");
    });
    const result = await fetchFrom([port], { userAgent: userAgent("0.1.0", "humas@instansi.go.id") })(
      `http://127.0.0.1:${port}/umpan?x=1#bagian`,
    );
    expect(result).toMatchObject({
      status: 200,
      isNotModified: false,
      notes: [],
      redirects: [],
      wireBytes: 4,
    });
    expect(result.url).toBe(`http://127.0.0.1:${port}/umpan?x=1`);
    expect(text(result.body)).toBe("halo");
    expect(result.headers["etag"]).toBe('"v1"');
    expect(result.headers["set-cookie"]).toBeUndefined();
    expect(agent).toBe("Gaung/0.1.0 (+humas@instansi.go.id)");
  });

  it("is undone from gzip", async () => {
    const port = await http((_request, response) => {
      response.setHeader("content-encoding", "gzip").end(gzipSync("padat"));
    });
    expect(text((await fetchFrom([port])(`http://127.0.0.1:${port}/`)).body)).toBe("padat");
  });

  it("is 304 when the stored validators still hold; unusable validators are left out", async () => {
    const port = await http((request, response) => {
      response.statusCode = request.headers["if-none-match"] === '"v1"' ? 304 : 200;
      response.end();
    });
    const get = fetchFrom([port]);
    const url = `http://127.0.0.1:${port}/`;
    expect(await get(url, { validators: { etag: '"v1"' } })).toMatchObject({
      status: 304,
      isNotModified: true,
    });
    expect(await get(url, { validators: { etag: '"v\r\n1"', lastModified: "" } })).toMatchObject({
      status: 200,
    });
  });

  it("tells how long to stay away", async () => {
    const port = await http((_request, response) => {
      response.writeHead(429, { "retry-after": "Wed, 18 Jun 2025 00:02:00 GMT" }).end("nanti");
    });
    const get = fetchFrom([port], { now: () => new Date("2025-06-18T00:00:00Z") });
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 429, retryAfterMs: 120_000 });
  });

  it("keeps only the beginning of a long error page", async () => {
    const port = await http((_request, response) => {
      response.writeHead(503).end(Buffer.alloc(300_000, "x"));
    });
    const result = await fetchFrom([port])(`http://127.0.0.1:${port}/`, { limits: { maxErrorBytes: 1_000 } });
    expect(result).toMatchObject({ status: 503, notes: ["error_body_cut"] });
    expect(result.body.byteLength).toBe(1_000);
  });

  it("carries a POST body, as a WebSub subscription needs", async () => {
    const port = await http((request, response) => {
      request.on("data", (chunk) =>
        response.end(`${request.method} ${request.headers["content-type"]} ${chunk}`),
      );
    });
    const result = await fetchFrom([port])(`http://127.0.0.1:${port}/hub`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: Buffer.from("hub.mode=subscribe"),
    });
    expect(text(result.body)).toBe("POST application/x-www-form-urlencoded hub.mode=subscribe");
  });
});

describe("addresses that are refused", () => {
  const noServer = fetchFrom([]);
  it.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f.1/",
    "http://127.1:8080/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://168.63.129.16/",
    "http://100.100.100.200/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://198.51.100.7/",
    "http://255.255.255.255/",
    "http://203.0.113.9:22/",
    "http://203.0.113.9:6379/",
  ])("%s", async (url) => {
    expect(await kindOf(noServer(url))).toBe("refused_address");
  });

  it.each([
    "ftp://instansi.go.id/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "bukan alamat",
    "http://",
    "",
  ])("%j is no address of the web", async (url) => {
    expect(await kindOf(noServer(url))).toBe("bad_url");
  });

  it("one with a user name, which is not repeated in the error", async () => {
    const error = await failure(noServer("https://humas:rahasia@instansi.go.id/"));
    expect(error.kind).toBe("bad_url");
    expect(JSON.stringify([error.url, error.message])).not.toContain("rahasia");
  });

  it("a name that leads to this machine, by any of its answers", async () => {
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.8", "169.254.169.254"]) {
      const family = address.includes(":") ? 6 : 4;
      const get = createSafeFetch({ userAgent: "t", resolve: async () => [{ address, family }] });
      expect(await kindOf(get("http://umpan.example/"))).toBe("refused_address");
    }
  });

  it("a link-local address even for a host that config allows", async () => {
    const get = createSafeFetch({
      userAgent: "t",
      allowedPrivateHosts: ["intranet.example:80"],
      resolve: async () => [{ address: "169.254.169.254", family: 4 }],
    });
    expect(await kindOf(get("http://intranet.example/"))).toBe("refused_address");
  });

  it("another port of a host that config allows", async () => {
    const port = await http((_request, response) => response.end("x"));
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port + 1}/`))).toBe("refused_address");
  });
});

describe("a name that changes between look-up and connection", () => {
  it("is looked up once, and the connection goes to what was checked", async () => {
    const port = await http((request, response) => response.end(request.headers.host));
    const answers: HostAddress[] = [
      { address: "127.0.0.1", family: 4 },
      { address: "127.0.0.2", family: 4 },
    ];
    let lookUps = 0;
    const get = createSafeFetch({
      userAgent: "t",
      allowedPrivateHosts: [`kabar.example:${port}`],
      resolve: async () => [answers[lookUps++]!],
    });
    const result = await get(`http://kabar.example:${port}/`);
    expect(text(result.body)).toBe(`kabar.example:${port}`);
    expect(lookUps).toBe(1);
  });

  it("is checked again at each redirect", async () => {
    const port = await http((_request, response) => response.writeHead(302, { location: "/lagi" }).end());
    const answers = ["127.0.0.1", "169.254.169.254"];
    const get = createSafeFetch({
      userAgent: "t",
      allowedPrivateHosts: [`kabar.example:${port}`],
      resolve: async () => [{ address: answers.shift()!, family: 4 }],
    });
    const error = await failure(get(`http://kabar.example:${port}/`));
    expect(error).toMatchObject({ kind: "refused_address", url: `http://kabar.example:${port}/lagi` });
  });
});

describe("names that cannot be found", () => {
  it.each([
    ["an error", async () => Promise.reject(new Error("ENOTFOUND"))],
    ["no answer", async () => []],
  ])("%s", async (_what, resolve) => {
    expect(await kindOf(createSafeFetch({ userAgent: "t", resolve })("http://tiada.example/"))).toBe("dns");
  });

  it("a name server that never answers ends with the time for connecting", async () => {
    const get = createSafeFetch({
      userAgent: "t",
      resolve: () => new Promise(() => {}),
      limits: { connectMs: 30 },
    });
    expect(await kindOf(get("http://diam.example/"))).toBe("timeout");
  });
});

describe("redirects", () => {
  const redirecting = (steps: Record<string, [number, string]>): Promise<number> =>
    http((request, response) => {
      const step = steps[request.url ?? ""];
      if (step === undefined) response.end(`${request.method} ${decodeURIComponent(request.url ?? "")}`);
      else response.writeHead(step[0], { location: step[1] }).end("pindah");
    });

  it("tell the address to store as far as they are permanent", async () => {
    const port = await redirecting({ "/a": [301, "/b"], "/b": [308, "c"], "/c": [302, "/d"] });
    const result = await fetchFrom([port])(`http://127.0.0.1:${port}/a`);
    expect(text(result.body)).toBe("GET /d");
    expect(result.permanentUrl).toBe(`http://127.0.0.1:${port}/c`);
    expect(result.redirects.map(({ status }) => status)).toEqual([301, 308, 302]);
  });

  it("do not move an address to an error page", async () => {
    const port = await http((request, response) => {
      if (request.url === "/a") response.writeHead(301, { location: "/b" }).end();
      else response.writeHead(404).end();
    });
    const result = await fetchFrom([port])(`http://127.0.0.1:${port}/a`);
    expect(result).toMatchObject({ status: 404, url: `http://127.0.0.1:${port}/b` });
    expect(result.permanentUrl).toBeUndefined();
  });

  it("in a circle are named as such, with the way", async () => {
    const port = await redirecting({ "/a": [302, "/b"], "/b": [302, "/a"] });
    const error = await failure(fetchFrom([port])(`http://127.0.0.1:${port}/a`));
    expect(error.kind).toBe("redirect_loop");
    expect(error.redirects).toHaveLength(2);
  });

  it("without end stop at five", async () => {
    let requests = 0;
    const port = await http((_request, response) => {
      requests += 1;
      response.writeHead(302, { location: `/${requests}` }).end();
    });
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`))).toBe("too_many_redirects");
    expect(requests).toBe(6);
  });

  it.each([
    ["http://169.254.169.254/latest/meta-data/", "refused_address"],
    ["http://[::1]/", "refused_address"],
    ["http://2130706433/", "refused_address"],
    ["file:///etc/passwd", "bad_url"],
    ["http://a:b@instansi.go.id/", "bad_url"],
  ])("to %s are refused", async (location, kind) => {
    const port = await redirecting({ "/a": [301, location] });
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/a`))).toBe(kind);
  });

  it("understand raw UTF-8 in the location", async () => {
    const location = Buffer.from("/berita/é").toString("latin1");
    const port = await redirecting({ "/a": [302, location] });
    expect(text((await fetchFrom([port])(`http://127.0.0.1:${port}/a`)).body)).toBe("GET /berita/é");
  });

  it("do not carry credentials to another site, nor a POST past 303", async () => {
    let seen: string | undefined;
    const second = await http((request, response) => {
      seen = `${request.method} ${request.headers.authorization} ${request.headers["content-type"]}`;
      response.end();
    });
    const first = await redirecting({ "/a": [303, `http://127.0.0.1:${second}/`] });
    const options: FetchOptions = {
      method: "POST",
      headers: { authorization: "Bearer x", "content-type": "text/plain" },
      body: Buffer.from("isi"),
    };
    await fetchFrom([first, second])(`http://127.0.0.1:${first}/a`, options);
    expect(seen).toBe("GET undefined undefined");
  });
});

describe("hostile bodies", () => {
  it("50 MB end at the cap, and the server cannot send the rest", async () => {
    let sentBytes = 0;
    const port = await http((_request, response) => {
      const piece = Buffer.alloc(64 * 1024, "x");
      const send = (): void => {
        while (sentBytes < 50 * MEBIBYTE && !response.destroyed) {
          sentBytes += piece.length;
          if (!response.write(piece)) {
            response.once("drain", send);
            return;
          }
        }
        response.end();
      };
      send();
    });
    const limits = { maxBytes: MEBIBYTE, maxWireBytes: MEBIBYTE };
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`, { limits }))).toBe("too_large");
    // What lies in the two sockets' buffers was sent too; far from everything, though.
    expect(sentBytes).toBeLessThan(25 * MEBIBYTE);
  });

  it("50 MB announced are refused unread", async () => {
    const port = await http((_request, response) =>
      response.writeHead(200, { "content-length": 52_428_800 }).write("x"),
    );
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`))).toBe("too_large");
  });

  it("a gzip bomb ends at the cap", async () => {
    const bomb = gzipSync(Buffer.alloc(60 * MEBIBYTE));
    expect(bomb.byteLength).toBeLessThan(100_000);
    const port = await http((_request, response) => response.setHeader("content-encoding", "gzip").end(bomb));
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`))).toBe("too_large");
  });

  it("a body shorter than announced is no body", async () => {
    const port = await raw((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nsepuluh"));
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`))).toBe("bad_response");
  });

  it("a body longer than announced never yields more than announced", async () => {
    const port = await raw((socket) =>
      socket.end("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhaloHTTP/1.1 200 OK\r\n\r\nlain"),
    );
    expect(text((await fetchFrom([port])(`http://127.0.0.1:${port}/`)).body)).toBe("halo");
  });

  it("a connection reset in mid-body", async () => {
    const port = await raw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalo", () => socket.resetAndDestroy());
    });
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`))).toBe("bad_response");
  });

  it("a body that stops arriving", async () => {
    const port = await raw((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalo"));
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`, { limits: { stallMs: 40 } }))).toBe(
      "stalled",
    );
  });

  it("a body that drips ends with the time for the whole", async () => {
    const port = await raw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
      const drip = setInterval(() => socket.write("x"), 5);
      socket.on("close", () => clearInterval(drip));
    });
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`, { limits: { totalMs: 150 } }))).toBe(
      "timeout",
    );
  });
});

describe("hostile headers", () => {
  it("that drip", async () => {
    const port = await raw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => socket.write("x-a: b\r\n"), 5);
      socket.on("close", () => clearInterval(drip));
    });
    expect(
      await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`, { limits: { firstByteMs: 120 } })),
    ).toBe("timeout");
  });

  it("that flood", async () => {
    const port = await raw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${"x-banyak: isinya\r\n".repeat(20_000)}\r\n`);
    });
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`))).toBe("too_large");
  });

  it("that never come", async () => {
    const port = await raw(() => {});
    expect(
      await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`, { limits: { firstByteMs: 40 } })),
    ).toBe("timeout");
  });

  it("that are not HTTP", async () => {
    const port = await raw((socket) => socket.end("220 mail.example ESMTP\r\n"));
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`))).toBe("bad_response");
  });
});

describe("connections that fail", () => {
  it("nobody listens", async () => {
    const port = await http(() => {});
    for (const close of closers.splice(0)) close();
    expect(await kindOf(fetchFrom([port])(`http://127.0.0.1:${port}/`))).toBe("connect");
  });

  it("TLS to something that speaks none", async () => {
    const port = await raw((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    expect(await kindOf(fetchFrom([port])(`https://127.0.0.1:${port}/`))).toBe("tls");
  });

  it("the caller ends it, on the way and before its turn", async () => {
    const asked = Promise.withResolvers<void>();
    const port = await raw(() => asked.resolve());
    const get = fetchFrom([port]);
    const first = new AbortController();
    const second = new AbortController();
    const running = kindOf(get(`http://127.0.0.1:${port}/`, { signal: first.signal }));
    const waiting = kindOf(get(`http://127.0.0.1:${port}/`, { signal: second.signal }));
    await asked.promise;
    second.abort();
    expect(await waiting).toBe("aborted");
    first.abort();
    expect(await running).toBe("aborted");
  });

  it("one request at a time per host", async () => {
    let atOnce = 0;
    let mostAtOnce = 0;
    const port = await http((_request, response) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      setImmediate(() => {
        atOnce -= 1;
        response.end("x");
      });
    });
    const get = fetchFrom([port]);
    await Promise.all(Array.from({ length: 8 }, () => get(`http://127.0.0.1:${port}/`)));
    expect(mostAtOnce).toBe(1);
  });
});
