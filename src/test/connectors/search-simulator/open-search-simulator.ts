import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { Trouble } from "../rehearsal.ts";

export interface IndexedPage {
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly at: Date;
}

export interface SearchSimulator {
  readonly address: string;
  readonly pages: IndexedPage[];
  /** What goes wrong next, one call after the other. */
  readonly troubles: Trouble[];
  /** Answers that take the place of the next ones. */
  readonly foreignAnswers: { status: number; body: string }[];
  /** Addresses that were asked, with their questions. */
  readonly asked: URL[];
  readonly close: () => Promise<void>;
}

export const simulatedKey = "kunci-uji";

/**
 * One index behind the interfaces of four search engines, as their documentation has them: Brave, SearXNG, GDELT and the
 * feed of Google News.
 */
export async function openSearchSimulator(): Promise<SearchSimulator> {
  const pages: IndexedPage[] = [];
  const troubles: Trouble[] = [];
  const foreignAnswers: { status: number; body: string }[] = [];
  const asked: URL[] = [];
  const app = new Hono();

  app.use(async (c, next) => {
    asked.push(new URL(c.req.url));
    const foreign = foreignAnswers.shift();
    if (foreign) return new Response(foreign.body, { status: foreign.status });
    const spoilt = spoiltAnswer(c, troubles.shift());
    return spoilt ?? next();
  });
  const found = (words: string): IndexedPage[] => {
    const site = /(?:site|domainis):(\S+)/.exec(words)?.[1];
    const wanted = words
      .replace(/(?:site|domainis|sourcelang|when):\S+/g, "")
      .trim()
      .toLowerCase();
    return pages
      .filter(({ url, title, text }) => {
        const host = new URL(url).hostname;
        return (
          (site === undefined || host === site || host.endsWith(`.${site}`)) &&
          `${title} ${text}`.toLowerCase().includes(wanted)
        );
      })
      .toSorted((one, other) => other.at.getTime() - one.at.getTime());
  };

  app.get("/res/v1/:index/search", (c) => {
    if (c.req.header("x-subscription-token") !== simulatedKey)
      return c.json(
        { type: "ErrorResponse", error: { status: 422, code: "SUBSCRIPTION_TOKEN_INVALID", detail: "…" } },
        422,
      );
    const count = Number(c.req.query("count"));
    const from = Number(c.req.query("offset")) * count;
    const results = found(c.req.query("q") ?? "")
      .slice(from, from + count)
      .map(({ url, title, text, at }) => ({
        url,
        title: title.replaceAll("&", "&amp;"),
        description: text,
        page_age: at.toISOString().slice(0, 19),
        meta_url: { hostname: new URL(url).hostname },
      }));
    c.header("x-ratelimit-limit", "50, 0");
    c.header("x-ratelimit-policy", "50;w=1, 0;w=2592000");
    c.header("x-ratelimit-remaining", "49, 0");
    c.header("x-ratelimit-reset", "1, 1000");
    const query = { original: c.req.query("q") };
    return c.req.param("index") === "news"
      ? c.json({ type: "news", query, results })
      : c.json({ type: "search", query, web: { type: "search", results } });
  });

  app.get("/search", (c) => {
    if (c.req.query("format") !== "json") return c.text("Forbidden", 403);
    const size = 2;
    const from = (Number(c.req.query("pageno") ?? 1) - 1) * size;
    const results = found(c.req.query("q") ?? "").slice(from, from + size);
    return c.json({
      query: c.req.query("q"),
      number_of_results: 0,
      results: results.map(({ url, title, text, at }) => ({
        url,
        title,
        content: text,
        publishedDate: at.toISOString().slice(0, 19),
        engine: "uji",
        category: "news",
      })),
      answers: [],
      suggestions: [],
      unresponsive_engines: [],
    });
  });

  app.get("/api/v2/doc/doc", (c) => {
    const query = c.req.query("query") ?? "";
    if (query.length < 3) return c.text("The specified phrase is too short.\n");
    const before = c.req.query("enddatetime") ?? "99999999999999";
    const articles = found(query)
      .map(({ url, title, at }) => ({
        url,
        url_mobile: "",
        title,
        seendate: at.toISOString().replace(/[-:]|\.\d+/g, ""),
        socialimage: "",
        domain: new URL(url).hostname,
        language: "Indonesian",
        sourcecountry: "Indonesia",
      }))
      .filter(({ seendate }) => seendate.replace(/\D/g, "") <= before)
      .slice(0, Number(c.req.query("maxrecords")));
    return c.json(articles.length === 0 ? {} : { articles });
  });

  app.get("/rss/search", (c) => {
    const items = found(c.req.query("q") ?? "").map(({ url, title, at }) => {
      const record = Buffer.concat([
        Buffer.from([8, 19, 34, url.length]),
        Buffer.from(url),
        Buffer.of(0xd2, 1, 0),
      ]);
      const link = `https://news.google.com/rss/articles/${record.toString("base64url")}?oc=5`;
      const outlet = new URL(url).hostname;
      return `<item><title>${title} - ${outlet}</title><link>${link}</link><guid isPermaLink="false">${record.toString("base64url")}</guid><pubDate>${at.toUTCString()}</pubDate><source url="https://${outlet}">${outlet}</source></item>`;
    });
    c.header("content-type", "application/xml; charset=utf-8");
    return c.body(
      `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Google News</title>${items.join("")}</channel></rss>`,
    );
  });

  const { promise: port, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (at) => resolve(at.port));
  return {
    address: `http://127.0.0.1:${await port}`,
    pages,
    troubles,
    foreignAnswers,
    asked,
    close: () =>
      new Promise((done, fail) => {
        server.close((error) => (error ? fail(error) : done()));
      }),
  };
}

function spoiltAnswer(c: Context, trouble: Trouble | undefined): Response | undefined {
  switch (trouble?.kind) {
    case "too_many":
      if (trouble.retryAfterSeconds !== null) c.header("retry-after", String(trouble.retryAfterSeconds));
      return c.json({ error: { code: "RATE_LIMITED" } }, 429);
    case "server_error":
      return c.text("broken", 500);
    case "html":
      return c.html("<!doctype html><html><body>Sebentar</body></html>");
    case "answer_lost":
      return new Response('{"type":"news","resu', { status: 200 });
    default:
      return undefined;
  }
}
