import { tidyLine } from "#connectors/page/plain-text.ts";
import type { Connector, OpenConnector, QuotaReading } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Metric } from "#connectors/ports/insights-port.ts";
import { blueskyConsent } from "./bluesky-consent.ts";
import { blueskyInbox } from "./bluesky-inbox.ts";
import { blueskyListening } from "./bluesky-listening.ts";
import { blueskyPublishing } from "./bluesky-publishing.ts";
import { postsAnswer, profile, storedSession } from "./bluesky-shapes.ts";
import { blueskyManifest } from "./manifest.ts";
import { engagementOf } from "./network-posts.ts";
import { pageOfAccount } from "./post-address.ts";
import { type XrpcClient, xrpcClient } from "./xrpc-client.ts";
import { instantOfSeconds } from "./xrpc-failure.ts";

const postsAtOnce = 25;

/** Bluesky, spoken to through the server of the account. */
export const blueskyConnector: Connector = {
  manifest: blueskyManifest,
  open(access) {
    const client = xrpcClient(access);
    return {
      async identify() {
        const { did, handle } = await client.ask("com.atproto.server.getSession", storedSession);
        return {
          externalId: did,
          handle,
          name: (await nameOf(client, did)) || handle,
          url: pageOfAccount(did),
          scopes: await client.session.scopes(),
          expiresAt: client.session.keptUntil(),
        };
      },
      refresh: client.session.refresh,
      revoke: client.session.revoke,
      listen: blueskyListening(client, access),
      inbox: blueskyInbox(client, access),
      publish: blueskyPublishing(client, access),
      insights: {
        async ofPosts(externalIds) {
          const found = new Map<string, readonly Metric[]>();
          for (let at = 0; at < externalIds.length; at += postsAtOnce) {
            const params = { uris: externalIds.slice(at, at + postsAtOnce) };
            const { posts } = await client.ask("app.bsky.feed.getPosts", postsAnswer, { params });
            for (const post of posts) found.set(post.uri, metricsOf(engagementOf(post)));
          }
          return found;
        },
        async ofAccount() {
          const params = { actor: await client.did() };
          const me = await client.ask("app.bsky.actor.getProfile", profile, { params });
          return metricsOf({ followers: me.followersCount, follows: me.followsCount, posts: me.postsCount });
        },
      },
    } satisfies OpenConnector;
  },
  consent: blueskyConsent,
  quotaOf,
};

/** What the account calls itself. The profile comes from elsewhere than the proof of the account, so it may be missing. */
async function nameOf(client: XrpcClient, did: string): Promise<string> {
  try {
    const { displayName } = await client.ask("app.bsky.actor.getProfile", profile, {
      params: { actor: did },
    });
    return tidyLine(displayName, 640);
  } catch (error) {
    if (error instanceof ConnectorError) return "";
    throw error;
  }
}

const metricsOf = (counts: Readonly<Record<string, number | undefined>>): Metric[] =>
  Object.entries(counts).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));

/** `RateLimit-Limit`, `-Remaining`, `-Reset` (seconds since 1970) and `-Policy` (`3000;w=300`), as AT Protocol servers send them. */
function quotaOf(headers: Headers, now: Date): readonly QuotaReading[] {
  const [limit, remaining] = [headers.get("ratelimit-limit"), headers.get("ratelimit-remaining")];
  const resetsAt = instantOfSeconds(headers.get("ratelimit-reset"), now);
  if (!isCount(limit) || !isCount(remaining) || resetsAt === null) return [];
  const [, seconds = "300"] = /;\s*w=(\d{1,7})/.exec(headers.get("ratelimit-policy") ?? "") ?? [];
  return [{ bucket: `w${seconds}`, limit: Number(limit), remaining: Number(remaining), resetsAt }];
}

const isCount = (said: string | null): said is string => said !== null && /^\d{1,9}$/.test(said);
