import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Headline } from "./headline.ts";
import { writeDemoFeed } from "./write-demo-feed.ts";

export type DemoFeeds = {
  /** `127.0.0.1:port`: the desk's fetch must be allowed to go there. */
  host: string;
  feeds: { outlet: string; url: string }[];
  stop(): Promise<void>;
};

/** Outlets that serve Atom, so that a visitor sees both kinds at work; the others serve RSS. */
const atomOutlets = new Set(["tempo.co", "fimela.com"]);

/**
 * Serves one feed per outlet on loopback, each as it stood at the clock's now: the web of September 2019 as far as the
 * headlines tell it. Answers conditional requests as a good server does.
 * @param port the port to keep, so that a demo started again finds its sources; any free one when it is taken
 */
export async function startFeedServer(
  headlines: readonly Headline[],
  now: () => Date,
  port = 0,
): Promise<DemoFeeds> {
  const outlets = Map.groupBy(headlines, ({ outlet }) => outlet);
  const app = new Hono();
  app.get("/:outlet/:file", (c) => {
    const outlet = c.req.param("outlet");
    const own = outlets.get(outlet);
    const format = atomOutlets.has(outlet) ? "atom" : "rss";
    if (!own || c.req.param("file") !== `${format}.xml`) return c.notFound();
    const feed = writeDemoFeed(outlet, own, format, now());
    const headers = {
      etag: feed.etag,
      "last-modified": feed.lastModified.toUTCString(),
      "cache-control": "no-cache",
    };
    const known = c.req.header("if-none-match");
    const since = Date.parse(c.req.header("if-modified-since") ?? "");
    // RFC 9110 §13.1.3: with an entity tag the date is not looked at.
    const isKnown =
      known === undefined
        ? since >= Math.floor(feed.lastModified.getTime() / 1000) * 1000
        : known.split(",").some((tag) => tag.trim() === feed.etag);
    if (isKnown) return c.body(null, 304, headers);
    return c.body(feed.body, 200, { ...headers, "content-type": `${feed.mediaType}; charset=utf-8` });
  });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (address) => {
      const host = `127.0.0.1:${address.port}`;
      resolve({
        host,
        feeds: [...outlets.keys()].toSorted().map((outlet) => ({
          outlet,
          url: `http://${host}/${outlet}/${atomOutlets.has(outlet) ? "atom" : "rss"}.xml`,
        })),
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      });
    });
    server.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" && port !== 0) resolve(startFeedServer(headlines, now));
      else reject(error);
    });
  });
}
