import { z } from "zod";
import { tidyLine } from "#connectors/page/plain-text.ts";
import type { Connector, Identity, OpenConnector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { InsightsPort, Metric } from "#connectors/ports/insights-port.ts";
import { fediverseConsent } from "./fediverse-consent.ts";
import { fediverseInbox } from "./fediverse-inbox.ts";
import { fediverseListening } from "./fediverse-listen.ts";
import { fediversePublishing } from "./fediverse-publish.ts";
import { pathOf } from "./fediverse-threads.ts";
import { fediverseManifest } from "./manifest.ts";
import { type MastodonClient, mastodonClient } from "./mastodon-client.ts";
import { instanceOf, limitsOf } from "./mastodon-instance.ts";
import { type MastodonStatus, mastodonAccount, mastodonStatus, metricsOf } from "./mastodon-shapes.ts";

/** Mastodon answers for so many posts at once. */
const postsAtOnce = 20;

/** The Fediverse, through the account's server, which speaks Mastodon's interface for programs. */
export const fediverseConnector: Connector = {
  manifest: fediverseManifest,
  open(access) {
    const client = mastodonClient(access);
    const { clientId, clientSecret, token } = client.secrets;
    return {
      identify: () => identify(client),
      // Only who registered the application knows the secret that ends its tokens.
      ...(clientId !== undefined &&
        clientSecret !== undefined && {
          revoke: () =>
            client.tell("/oauth/revoke", {
              method: "POST",
              body: { client_id: clientId, client_secret: clientSecret, token },
            }),
        }),
      limits: () => limitsOf(client),
      listen: fediverseListening(client),
      inbox: fediverseInbox(client, access.externalId),
      publish: fediversePublishing(client, access.externalId),
      insights: insights(client),
    } satisfies OpenConnector;
  },
  consent: fediverseConsent,
  quotaOf(headers, now) {
    const limit = amountOf(headers.get("x-ratelimit-limit"));
    const remaining = amountOf(headers.get("x-ratelimit-remaining"));
    const resetsAt = new Date(headers.get("x-ratelimit-reset") ?? "");
    if (limit === null || remaining === null || Number.isNaN(resetsAt.getTime())) return [];
    // Headers name the tightest limit that the call fell under, and not which one that is.
    const rule = fediverseManifest.quotas.find(({ calls }) => calls === limit);
    const latest = now.getTime() + 24 * 60 * 60 * 1_000;
    const bucket = rule?.bucket ?? "all";
    return [{ bucket, limit, remaining, resetsAt: new Date(Math.min(resetsAt.getTime(), latest)) }];
  },
};

const amountOf = (text: string | null): number | null =>
  text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;

async function identify(client: MastodonClient): Promise<Identity> {
  const account = await client.ask("/api/v1/accounts/verify_credentials", mastodonAccount);
  const [instance, scopes] = await Promise.all([instanceOf(client), scopesOf(client)]);
  // An account's name may end in another domain than its server's (`LOCAL_DOMAIN`).
  const domain = instance.domain ?? new URL(client.server).hostname;
  return {
    externalId: account.id,
    handle: account.acct.includes("@") ? account.acct : `${account.acct}@${domain}`,
    name: tidyLine(account.display_name) || account.username || account.acct,
    url: account.url && /^https?:\/\//i.test(account.url) ? account.url : null,
    scopes,
    expiresAt: null,
  };
}

/** What the token may do: known from the consent, else the server says what its application may. */
async function scopesOf(client: MastodonClient): Promise<readonly string[]> {
  if (client.secrets.scope !== undefined) return client.secrets.scope.split(" ").filter((one) => one !== "");
  const shape = z.object({ scopes: z.array(z.string()).catch([]) });
  try {
    return (await client.ask("/api/v1/apps/verify_credentials", shape)).scopes;
  } catch (error) {
    // The account is proven already; what this names is for the eye only.
    if (error instanceof ConnectorError) return [];
    throw error;
  }
}

function insights(client: MastodonClient): InsightsPort {
  return {
    async ofPosts(externalIds) {
      const found = new Map<string, readonly Metric[]>();
      for (let at = 0; at < externalIds.length; at += postsAtOnce)
        for (const status of await statusesOf(client, externalIds.slice(at, at + postsAtOnce)))
          found.set(status.id, listed(metricsOf(status)));
      return found;
    },
    async ofAccount() {
      const account = await client.ask("/api/v1/accounts/verify_credentials", mastodonAccount);
      const { followers_count, following_count, statuses_count } = account;
      return listed({
        followers: followers_count ?? 0,
        following: following_count ?? 0,
        statuses: statuses_count ?? 0,
      });
    },
  };
}

const listed = (counts: Readonly<Record<string, number>>): Metric[] =>
  Object.entries(counts).map(([name, value]) => ({ name, value }));

/** Several posts at once (Mastodon 4.3), or one by one where the server does not know that. */
async function statusesOf(
  client: MastodonClient,
  ids: readonly string[],
): Promise<readonly MastodonStatus[]> {
  try {
    return (await client.list("/api/v1/statuses", mastodonStatus, { query: { "id[]": ids } })).items;
  } catch (error) {
    const { kind } = error instanceof ConnectorError ? error.failure : { kind: "unforeseen" };
    if (kind !== "gone" && kind !== "rejected") throw error;
  }
  const one = (id: string): Promise<MastodonStatus[]> =>
    client
      .ask(pathOf(id), mastodonStatus)
      .then((status) => [status])
      .catch((error: unknown) => {
        if (error instanceof ConnectorError && error.failure.kind === "gone") return [];
        throw error;
      });
  const found: MastodonStatus[] = [];
  for (const id of ids) found.push(...(await one(id)));
  return found;
}
