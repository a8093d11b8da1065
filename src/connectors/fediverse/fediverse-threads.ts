import { z } from "zod";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { NetworkPost, PostRef } from "#connectors/ports/network-post.ts";
import { type MastodonClient, readable } from "./mastodon-client.ts";
import { type MastodonStatus, mastodonContext, mastodonStatus, networkPost } from "./mastodon-shapes.ts";

const foundStatuses = z.object({ statuses: z.array(z.unknown()) });

/** The number under which the account's own server knows a post; those of other servers are fetched by their address. */
export async function localId(client: MastodonClient, { externalId }: PostRef): Promise<string> {
  if (!/^https?:\/\//i.test(externalId)) return externalId;
  const query = { q: externalId, type: "statuses", resolve: "true", limit: "1" };
  const { statuses } = await client.ask("/api/v2/search", foundStatuses, { query });
  const [status] = readable("/api/v2/search", statuses, mastodonStatus).items;
  if (!status) throw new ConnectorError({ kind: "gone" }, `${client.server} cannot fetch ${externalId}`);
  return status.id;
}

export const pathOf = (id: string): string => `/api/v1/statuses/${encodeURIComponent(id)}`;

/** Everything that the server shows around a post: what it answers, oldest first, and what answers it. */
export async function contextOf(client: MastodonClient, id: string) {
  const path = `${pathOf(id)}/context`;
  const { ancestors, descendants } = await client.ask(path, mastodonContext);
  return {
    ancestors: readable(path, ancestors, mastodonStatus).items,
    descendants: readable(path, descendants, mastodonStatus).items,
  };
}

/**
 * Finds the first post of threads, as far as the server shows them: Mastodon names only the post that is answered. Asks
 * once for each answer, and remembers what it learned on the way.
 */
export function rootFinder(client: MastodonClient): (status: MastodonStatus) => Promise<string> {
  const roots = new Map<string, string>();
  return async (status) => {
    const parent = status.in_reply_to_id;
    if (!parent) return status.id;
    const known = roots.get(status.id) ?? roots.get(parent);
    if (known !== undefined) return known;
    const { ancestors } = await contextOf(client, status.id).catch((error: unknown) => {
      if (error instanceof ConnectorError && error.failure.kind === "gone") return { ancestors: [] };
      throw error;
    });
    const root = ancestors[0]?.id ?? parent;
    for (const one of [...ancestors, status]) roots.set(one.id, root);
    return root;
  };
}

/** The whole thread around a post, oldest first. */
export async function threadAround(client: MastodonClient, ref: PostRef): Promise<readonly NetworkPost[]> {
  const id = await localId(client, ref);
  const [status, { ancestors, descendants }] = await Promise.all([
    client.ask(pathOf(id), mastodonStatus),
    contextOf(client, id),
  ]);
  const rootId = ancestors[0]?.id ?? status.in_reply_to_id ?? status.id;
  return [...ancestors, status, ...descendants]
    .map((one) => networkPost(one, { server: client.server, now: client.now(), rootId }))
    .sort((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime());
}
