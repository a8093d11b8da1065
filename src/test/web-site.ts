import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
};
type Answering = Answer | ((request: IncomingMessage, response: ServerResponse) => Answer | undefined);

/**
 * A web site on loopback whose pages a test sets and changes while it runs. A page that is a function may answer by
 * itself and return undefined. Unknown paths are 404.
 */
export type WebSite = AsyncDisposable & {
  url: string;
  /** `127.0.0.1:port`, for the list of allowed private hosts. */
  host: string;
  pages: Map<string, Answering>;
  /** Every request so far, `GET /path`. */
  requests: string[];
};

/** Starts a site on a free port. */
export async function startWebSite(pages: Record<string, Answering> = {}): Promise<WebSite> {
  const served = new Map(Object.entries(pages));
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const page = served.get(request.url?.split("?")[0] ?? "/");
    const answer = typeof page === "function" ? page(request, response) : (page ?? { status: 404 });
    if (answer) response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? "");
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    pages: served,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An RSS feed with these items, as outlets write it. */
export function rssOf(
  items: readonly { title?: string; link?: string; guid?: string; at?: string; text?: string }[],
  channel = "<title>Kabar Uji</title><link>https://kabar.test/</link>",
): string {
  const written = items.map(({ title, link, guid, at, text }) =>
    [
      "<item>",
      title === undefined ? "" : `<title>${title}</title>`,
      link === undefined ? "" : `<link>${link}</link>`,
      guid === undefined ? "" : `<guid isPermaLink="false">${guid}</guid>`,
      at === undefined ? "" : `<pubDate>${at}</pubDate>`,
      text === undefined ? "" : `<description><![CDATA[${text}]]></description>`,
      "</item>",
    ].join(""),
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>${channel}${written.join("")}</channel></rss>`;
}
