import { once } from "node:events";
import http from "node:http";

export type FeedItem = { title: string; path: string; at: Date; text: string };

export type FeedSite = {
  url: string;
  /** `127.0.0.1:port`, for the setting that lets a desk read from one's own network. */
  host: string;
  items: FeedItem[];
  /** HTML by path, such as `/berita/1`: the articles that can be read here. */
  pages: Record<string, string>;
  /** What the feed answers: 200 with the items, or a failure. */
  status: number;
  /** How often the feed was asked for. */
  requests(): number;
  close(): Promise<void>;
};

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const xml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** A small news site on loopback: a front page that names its feed, the feed, and the pages it is given. */
export async function openFeedSite(title: string): Promise<FeedSite> {
  let asked = 0;
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", site.url);
    const answer = (status: number, type: string, body: string): void => {
      response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body);
    };
    if (pathname === "/")
      answer(
        200,
        "text/html",
        `<!doctype html><html lang="id"><head><title>${xml(title)}</title>
         <link rel="alternate" type="application/rss+xml" title="${xml(title)}" href="/umpan.xml"></head>
         <body><h1>${xml(title)}</h1></body></html>`,
      );
    else if (pathname === "/umpan.xml") {
      asked += 1;
      if (site.status === 200) answer(200, "application/rss+xml", rss(title, site));
      else answer(site.status, "text/plain", "");
    } else {
      const page = site.pages[pathname];
      if (page === undefined) answer(404, "text/plain", "");
      else answer(200, "text/html", page);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const site: FeedSite = {
    url: `http://${host}/`,
    host,
    items: [],
    pages: {},
    status: 200,
    requests: () => asked,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return site;
}

function rss(title: string, site: FeedSite): string {
  const items = site.items.map((item) => {
    const link = new URL(item.path, site.url).href;
    return `<item><title>${xml(item.title)}</title><link>${link}</link><guid>${link}</guid>
      <pubDate>${item.at.toUTCString()}</pubDate><description>${xml(item.text)}</description></item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${xml(title)}</title>
    <link>${site.url}</link><description>${xml(title)}</description>${items.join("")}</channel></rss>`;
}
