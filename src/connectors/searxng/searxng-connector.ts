import { z } from "zod";
import type { Access, Connector } from "#connectors/ports/connector.ts";
import type { ListenPort } from "#connectors/ports/listen-port.ts";
import { type Described, foundPages, wordsOf } from "#connectors/web-search/found-page.ts";
import { askSearch, readAnswer } from "#connectors/web-search/search-client.ts";
import { searxngManifest, searxngSettings } from "./manifest.ts";

/** Engines begin to repeat themselves behind this. */
const lastPage = 5;

const text = z.string().nullish().catch(undefined);
const result = z.object({
  url: z.string(),
  title: z.string(),
  content: text,
  publishedDate: text,
  thumbnail: text,
  img_src: text,
});
const answer = z.object({ query: z.string(), results: z.array(result.nullable().catch(null)) });

/** A SearXNG server, which asks other search engines. */
export const searxngConnector: Connector = {
  manifest: searxngManifest,
  open: (access) => ({
    async identify() {
      const { origin, host } = new URL(searxngSettings.parse(access.settings).server);
      await ask(access, "gaung", 1);
      return {
        externalId: origin,
        handle: host,
        name: `SearXNG ${host}`,
        url: origin,
        scopes: [],
        expiresAt: null,
      };
    },
    listen: listenPort(access),
  }),
};

const listenPort = (access: Access): ListenPort => ({
  async search(query, from) {
    const page = Math.min(Number(from ?? 1) || 1, lastPage);
    const language = query.by === "words" ? query.language : undefined;
    const found = await ask(access, wordsOf(query), page, language);
    const hasMore = found.length > 0 && page < lastPage;
    return { items: foundPages(found, access.now()), cursor: hasMore ? String(page + 1) : null };
  },
});

async function ask(access: Access, words: string, page: number, language?: string): Promise<Described[]> {
  const settings = searxngSettings.parse(access.settings);
  const url = new URL(`${settings.server.replace(/\/+$/, "")}/search`);
  url.search = new URLSearchParams({
    q: words,
    format: "json",
    categories: settings.categories,
    language: language ?? settings.language,
    time_range: settings.timeRange,
    pageno: String(page),
  }).toString();
  // A server that does not give out json says so with 403.
  const said = await askSearch(access, url, { accept: "application/json" }, ({ status }) =>
    status === 403
      ? { kind: "rejected", reason: "settings", said: "the format json is not allowed in settings.yml" }
      : undefined,
  );
  return readAnswer(said, answer, url.host).results.flatMap((one) =>
    one === null
      ? []
      : [
          {
            url: one.url,
            title: one.title,
            text: one.content,
            published: one.publishedDate,
            imageUrl: one.thumbnail || one.img_src,
          },
        ],
  );
}
