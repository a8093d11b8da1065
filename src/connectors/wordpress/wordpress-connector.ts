import { tidyLine } from "#connectors/page/plain-text.ts";
import type { Connector, Identity, OpenConnector } from "#connectors/ports/connector.ts";
import { wordpressManifest } from "./manifest.ts";
import { type WordpressClient, wordpressClient } from "./wordpress-client.ts";
import { wordpressInbox } from "./wordpress-inbox.ts";
import { wordpressPublishing } from "./wordpress-publish.ts";
import { wordpressSite, wordpressUser } from "./wordpress-shapes.ts";

/** The office's own WordPress site, through its REST API and an application password. */
export const wordpressConnector: Connector = {
  manifest: wordpressManifest,
  open(access) {
    const client = wordpressClient(access);
    const ownId = Number(access.externalId.split("/").at(-1) ?? "");
    return {
      identify: () => identify(client),
      inbox: wordpressInbox(client, ownId),
      publish: wordpressPublishing(client, ownId),
    } satisfies OpenConnector;
  },
};

/** A user of a site: every site counts its users from one, so the site stands in front. */
async function identify(client: WordpressClient): Promise<Identity> {
  const query = { context: "edit", _fields: "id,slug,name,capabilities" };
  const user = await client.ask("/wp/v2/users/me", wordpressUser, { query });
  const site = await client.ask("/", wordpressSite, { query: { _fields: "name,home" } });
  const held = (name: string): boolean => user.capabilities[name] === true;
  return {
    externalId: `${client.place}/${user.id}`,
    handle: client.place,
    name: tidyLine(site.name, 200) || client.place,
    url: client.site,
    scopes: wordpressManifest.ways[0].scopes.map(({ name }) => name).filter(held),
    expiresAt: null,
  };
}
