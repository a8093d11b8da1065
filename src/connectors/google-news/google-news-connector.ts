import { parseFeed } from "#connectors/feed/parse-feed.ts";
import type { Access, Connector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { ListenPort } from "#connectors/ports/listen-port.ts";
import { type Described, foundPages, wordsOf } from "#connectors/web-search/found-page.ts";
import { askSearch } from "#connectors/web-search/search-client.ts";
import { googleNewsManifest, googleNewsSettings } from "./manifest.ts";
import { outletAddress } from "./outlet-address.ts";

const root = "https://news.google.com/rss/search";

/** The search of Google News as a feed. */
export const googleNewsConnector: Connector = {
  manifest: googleNewsManifest,
  open: (access) => ({
    async identify() {
      await ask(access, "indonesia");
      return {
        externalId: "google-news",
        handle: "news.google.com",
        name: "Google News",
        url: "https://news.google.com/",
        scopes: [],
        expiresAt: null,
      };
    },
    listen: listenPort(access),
  }),
};

const listenPort = (access: Access): ListenPort => ({
  // It knows no second page.
  async search(query) {
    return { items: foundPages(await ask(access, wordsOf(query)), access.now()), cursor: null };
  },
});

async function ask(access: Access, words: string): Promise<Described[]> {
  const { edition } = googleNewsSettings.parse(access.settings);
  const [language, country] = edition.split("-");
  const url = new URL(root);
  url.search = new URLSearchParams({
    q: `${words} when:7d`,
    hl: edition,
    gl: country ?? "ID",
    ceid: `${country}:${language}`,
  }).toString();
  const said = await askSearch(access, url, { accept: "application/rss+xml" });
  const feed = parseFeed(said, { url: url.href, zone: "UTC", now: access.now() });
  // Strangers are asked to consent on a page of HTML.
  if (feed.format === "none")
    throw new ConnectorError({ kind: "retry" }, `${url.host} answered with what is no feed`);
  return feed.items.flatMap(({ title = "", url: address, publishedAt }): Described[] => {
    const { headline, outlet } = partsOfTitle(title);
    if (address === undefined) return [];
    return [
      { url: outletAddress(address), title: headline, outlet, published: publishedAt?.at.toISOString() },
    ];
  });
}

/** "Headline - Outlet": the name of the outlet stands behind the last dash. */
function partsOfTitle(title: string): { headline: string; outlet: string | undefined } {
  const at = title.lastIndexOf(" - ");
  return at <= 0
    ? { headline: title, outlet: undefined }
    : { headline: title.slice(0, at), outlet: title.slice(at + 3) };
}
