import { z } from "zod";
import { tidyLine } from "#connectors/page/plain-text.ts";
import type { Connector, Identity, OpenConnector } from "#connectors/ports/connector.ts";
import { type GhostClient, ghostClient } from "./ghost-client.ts";
import { ghostPublishing } from "./ghost-publish.ts";
import { ghostSite } from "./ghost-shapes.ts";
import { ghostManifest } from "./manifest.ts";

/** The office's own Ghost site, through its Admin API and the key of an integration. */
export const ghostConnector: Connector = {
  manifest: ghostManifest,
  open(access) {
    const client = ghostClient(access);
    return {
      identify: () => identify(client),
      publish: ghostPublishing(client),
    } satisfies OpenConnector;
  },
};

/** The site's name is told to anybody: that the key works is proven by asking for articles, drafts among them. */
async function identify(client: GhostClient): Promise<Identity> {
  const query = { limit: "1", fields: "id" };
  await client.ask("/posts/", z.object({ posts: z.array(z.unknown()) }), { query });
  const { site } = await client.ask("/site/", ghostSite);
  return {
    externalId: client.place,
    handle: client.place,
    name: tidyLine(site.title, 200) || client.place,
    url: /^https?:\/\//i.test(site.url) ? site.url : client.site,
    scopes: [],
    expiresAt: null,
  };
}
