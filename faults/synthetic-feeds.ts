import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a feed says of an article. Two feeds may say it in two ways. */
type Said = { guid: string; link: string; title: string; at: Date };

export type Article = {
  link: string;
  /** The latest wording of each feed that carries it. */
  titles: Map<number, string>;
};

export type SyntheticFeeds = {
  hosts: string[];
  urls: string[];
  /** All that was ever published, by link: the truth that the desk is compared with. */
  articles: Map<string, Article>;
  /** Lets time pass: articles appear, are edited, and appear again in other feeds. */
  publish(): void;
  stop(): Promise<void>;
};

const feedCount = 8;
/** Sites the feeds are spread over: one site is asked by one worker at a time. */
const siteCount = 4;
/** Longest time an answer takes, so that most kills come in the middle of a poll. Milliseconds. */
const slowestMs = 250;
/**
 * A feed forgets what is older than its latest items, and what nobody has read by then is lost to everyone. Whoever
 * publishes must stay well below this with what is unread.
 */
export const shownItems = 600;

/**
 * Feeds on loopback that behave as badly as real ones: they edit what they have said, carry one another's articles,
 * answer with redirects and errors, break off in the middle, and say 304 when they should.
 */
export async function startSyntheticFeeds(random: () => number, now: () => Date): Promise<SyntheticFeeds> {
  const feeds = Array.from({ length: feedCount }, (): Said[] => []);
  const versions = Array.from({ length: feedCount }, () => 0);
  const articles = new Map<string, Article>();
  let count = 0;

  const say = (feed: number, link: string, title: string): void => {
    feeds[feed]?.unshift({ guid: `${feed}-${link}`, link, title, at: now() });
    const article = articles.get(link) ?? { link, titles: new Map() };
    article.titles.set(feed, title);
    articles.set(link, article);
  };
  const publish = (): void => {
    for (let feed = 0; feed < feedCount; feed += 1) {
      if (random() < 0.4) continue;
      versions[feed] = (versions[feed] ?? 0) + 1;
      count += 1;
      const link = `https://sintetis.test/kabar/${count}`;
      say(feed, link, `Kabar sintetis nomor ${count} dari umpan ${feed}`);
      if (random() < 0.2)
        say((feed + 1) % feedCount, link, `Kabar sintetis nomor ${count} dikutip umpan lain`);
      const own = feeds[feed] ?? [];
      const older = own[Math.floor(random() * Math.min(own.length, 20))];
      if (older && random() < 0.2) {
        older.title = `${older.title.replace(/ \(diperbarui \d+\)$/, "")} (diperbarui ${count})`;
        articles.get(older.link)?.titles.set(feed, older.title);
      }
    }
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const [, kind = "", index = ""] = request.url?.split("/") ?? [];
    const feed = Number.parseInt(index, 10);
    const own = feeds[feed];
    if (!own) return void response.writeHead(404).end();
    if (kind === "pindah") return void response.writeHead(302, { location: `/umpan/${feed}` }).end();
    const chance = random();
    if (chance < 0.03) return void response.writeHead(500).end();
    if (chance < 0.05) return void request.socket.destroy();
    const etag = `"${versions[feed]}"`;
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304, { etag }).end();
    const body = rss(own.slice(0, shownItems));
    // Cut in the middle, yet called whole: what is read of it must not be taken for all.
    if (chance < 0.07) {
      response.writeHead(200, { "content-length": Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2));
      return void setTimeout(() => request.socket.destroy(), 5);
    }
    response.writeHead(200, { etag, "content-type": "application/rss+xml" }).end(body);
  };
  const servers = Array.from({ length: siteCount }, () =>
    createServer((request, response) => {
      request.socket.on("error", () => undefined);
      setTimeout(() => answer(request, response), random() * slowestMs);
    }),
  );
  for (const server of servers) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hosts = servers.map((server) => `127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    hosts,
    urls: feeds.map(
      (_, feed) => `http://${hosts[feed % siteCount]}/${feed === 0 ? "pindah" : "umpan"}/${feed}`,
    ),
    articles,
    publish,
    async stop() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function rss(items: readonly Said[]): string {
  const written = items.map(
    ({ guid, link, title, at }) =>
      `<item><title>${title}</title><link>${link}</link><guid isPermaLink="false">${guid}</guid><pubDate>${at.toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Sintetis</title>${written.join("")}</channel></rss>`;
}
