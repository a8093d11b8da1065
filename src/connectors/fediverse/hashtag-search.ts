import { z } from "zod";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { NetworkPost, Page } from "#connectors/ports/network-post.ts";
import { fediverseSettings } from "./manifest.ts";
import type { MastodonClient } from "./mastodon-client.ts";
import { instanceOf } from "./mastodon-instance.ts";
import { type MastodonStatus, mastodonStatus, networkPost } from "./mastodon-shapes.ts";
import { readJson } from "./server-events.ts";

const pageSize = 40;

/** Behind which post each server goes on; null where there is nothing more. */
const hashtagCursor = z.record(z.string(), z.string().nullable());

interface Shown {
  readonly server: string;
  readonly status: MastodonStatus;
}

/**
 * Posts with a hashtag, from the account's own server and those of its settings (or from one of them), newest first over
 * all servers. A server that cannot be read fails the search: whoever wants each to stand for itself asks each by its name.
 */
export async function searchHashtag(
  client: MastodonClient,
  query: { readonly tag: string; readonly server?: string },
  from: string | null,
): Promise<Page<NetworkPost>> {
  const servers = query.server === undefined ? allServers(client) : [originOf(query.server)];
  const tag = query.tag.replace(/^#/, "");
  const behind = from === null ? {} : hashtagCursor.catch({}).parse(readJson(from));
  const open = servers.filter((server) => behind[server] !== null);
  const pages = await Promise.all(
    open.map(async (server) => {
      const statuses = await timeline(client, { server, tag, before: behind[server] ?? null });
      if (statuses.length === 0 && from === null) await refuseWhereClosed(client, server);
      return { server, statuses };
    }),
  );
  // Below the newest of the oldest posts some server may have more in between: those wait for the next page.
  const bound = Math.max(
    ...pages.map(({ statuses }) =>
      statuses.length === 0
        ? Number.NEGATIVE_INFINITY
        : Math.min(...statuses.map(({ created_at }) => created_at.getTime())),
    ),
  );
  const shown: Shown[] = [];
  const next: Record<string, string | null> = { ...behind };
  for (const { server, statuses } of pages) {
    const until = statuses.findIndex(({ created_at }) => created_at.getTime() < bound);
    const taken = until < 0 ? statuses : statuses.slice(0, until);
    shown.push(...taken.map((status) => ({ server, status })));
    const last = taken.at(-1);
    if (last) next[server] = last.id;
    else if (statuses.length === 0) next[server] = null;
  }
  return {
    items: withoutDoubles(client, shown),
    cursor: servers.some((server) => next[server] !== null) ? JSON.stringify(next) : null,
  };
}

const allServers = ({ server, settings }: MastodonClient): string[] => [
  ...new Set([server, ...settings.hashtagServers.map(originOf)]),
];

function originOf(server: string): string {
  const read = fediverseSettings.shape.server.safeParse(server);
  if (read.success) return new URL(read.data).origin;
  throw new ConnectorError({ kind: "rejected", reason: "settings" }, `${server} is no server's address`);
}

async function timeline(
  client: MastodonClient,
  { server, tag, before }: { server: string; tag: string; before: string | null },
): Promise<readonly MastodonStatus[]> {
  const path = `/api/v1/timelines/tag/${encodeURIComponent(tag)}`;
  const call = { query: { limit: String(pageSize), max_id: before } };
  if (server === client.server) return (await client.list(path, mastodonStatus, call)).items;
  try {
    return (await client.list(path, mastodonStatus, { ...call, foreignServer: server })).items;
  } catch (error) {
    // Another server's refusal says nothing about our account: it asks for an account, or is no such server.
    if (!(error instanceof ConnectorError) || !isRefusal(error)) throw error;
    throw closed(server, error);
  }
}

const isRefusal = ({ failure: { kind } }: ConnectorError): boolean =>
  kind === "reconnect" || kind === "rejected" || kind === "gone";

const closed = (server: string, cause?: unknown): ConnectorError =>
  new ConnectorError(
    { kind: "rejected", reason: "settings", said: `${new URL(server).hostname}: hashtags closed` },
    `${server} does not show its hashtags to us`,
    cause,
  );

/** Since Mastodon 4.5 a server may close its timelines: it answers with an empty list, and says so elsewhere. */
async function refuseWhereClosed(client: MastodonClient, server: string): Promise<void> {
  const isOwn = server === client.server;
  const { configuration } = await instanceOf(client, isOwn ? undefined : server);
  const feeds = configuration?.timelines_access?.hashtag_feeds;
  const isClosed = (access: string | null | undefined): boolean =>
    access === "disabled" || (!isOwn && access === "authenticated");
  if (isClosed(feeds?.local) && isClosed(feeds?.remote)) throw closed(server);
}

/** The same post on several servers once, as the account's own server shows it where it does; newest first. */
function withoutDoubles(client: MastodonClient, shown: readonly Shown[]): NetworkPost[] {
  const byAddress = new Map<string, Shown>();
  for (const one of shown) {
    const address = one.status.uri || `${one.server}#${one.status.id}`;
    if (!byAddress.has(address) || one.server === client.server) byAddress.set(address, one);
  }
  return [...byAddress.values()]
    .sort((one, other) => other.status.created_at.getTime() - one.status.created_at.getTime())
    .map(({ server, status }) =>
      networkPost(status, { server, now: client.now(), isForeign: server !== client.server }),
    );
}
