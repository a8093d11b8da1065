import { z } from "zod";
import type { Access, Connector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { ListenPort, ListenQuery } from "#connectors/ports/listen-port.ts";
import { foundPages, wordsOf } from "#connectors/web-search/found-page.ts";
import { askSearch, readAnswer } from "#connectors/web-search/search-client.ts";
import { gdeltManifest, gdeltSettings } from "./manifest.ts";

const root = "https://api.gdeltproject.org/api/v2/doc/doc";
const mostArticles = 250;
/** One question in so long, as GDELT asks for. */
const pauseMs = 5_000;

const text = z.string().nullish().catch(undefined);
const article = z.object({
  url: z.string(),
  title: z.string(),
  seendate: text,
  socialimage: text,
  domain: text,
});
const answer = z.object({ articles: z.array(article.nullable().catch(null)).default([]) });

/** The GDELT Project's search in news. */
export const gdeltConnector: Connector = {
  manifest: gdeltManifest,
  open: (access) => ({
    async identify() {
      await ask(access, { by: "words", words: "indonesia" }, null, 1);
      return {
        externalId: "gdelt",
        handle: "gdeltproject.org",
        name: "GDELT",
        url: "https://www.gdeltproject.org/",
        scopes: [],
        expiresAt: null,
      };
    },
    listen: listenPort(access),
  }),
  // It names no quota in its headers; every answer begins the pause that it asks for.
  quotaOf: (_headers, now) => [
    { bucket: "all", limit: 1, remaining: 0, resetsAt: new Date(now.getTime() + pauseMs) },
  ],
};

const listenPort = (access: Access): ListenPort => ({
  async search(query, from) {
    const articles = await ask(access, query, from, mostArticles);
    const described = articles.map(({ url, title, seendate, socialimage, domain }) => ({
      url,
      title,
      published: isoOf(seendate),
      imageUrl: socialimage,
      outlet: domain,
    }));
    const oldest = articles
      .flatMap(({ seendate }) => (seendate ? [digitsOf(seendate)] : []))
      .toSorted()
      .at(0);
    const hasMore = articles.length >= mostArticles && oldest !== undefined && oldest !== from;
    return { items: foundPages(described, access.now()), cursor: hasMore ? oldest : null };
  },
});

type Article = z.infer<typeof article>;

/** @param before digits of a time, `YYYYMMDDHHMMSS` in UTC */
async function ask(
  access: Access,
  query: ListenQuery,
  before: string | null,
  count: number,
): Promise<Article[]> {
  const { isIndonesianOnly } = gdeltSettings.parse(access.settings);
  const url = new URL(root);
  const language = isIndonesianOnly ? " sourcelang:indonesian" : "";
  url.search = new URLSearchParams({
    query: `${wordsOf(query, "domainis:")}${language}`,
    mode: "artlist",
    format: "json",
    sort: "datedesc",
    maxrecords: String(count),
    ...(before === null
      ? { timespan: "7d" }
      : { startdatetime: digitsOf(weekBefore(before)), enddatetime: before }),
  }).toString();
  const said = await askSearch(access, url, { accept: "application/json" });
  // What it does not understand it refuses with a sentence and status 200.
  if (said.trim() !== "" && !/^\s*[{<]/.test(said))
    throw new ConnectorError(
      { kind: "rejected", reason: "other", said: said.trim().slice(0, 200) },
      `${url.host} refused the question: ${said.slice(0, 200)}`,
    );
  const { articles } = readAnswer(said.trim() === "" ? "{}" : said, answer, url.host);
  return articles.filter((one) => one !== null);
}

const digitsOf = (time: string): string => time.replace(/\D/g, "").slice(0, 14);

const weekMs = 7 * 24 * 3_600_000;

function weekBefore(digits: string): string {
  const at = Date.parse(isoOf(digits) ?? "");
  return Number.isFinite(at) ? new Date(at - weekMs).toISOString() : digits;
}

/** "20260317T072000Z" or its digits as ISO 8601. */
function isoOf(seen: string | null | undefined): string | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digitsOf(seen ?? "")) ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
