import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type {
  Access,
  Connector,
  ConsentPort,
  FreshSecrets,
  OpenConnector,
} from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";
import type { InboxEvent, InboxPort } from "#connectors/ports/inbox-port.ts";
import type { ListenPort, ListenQuery, StreamEvent } from "#connectors/ports/listen-port.ts";
import type { PublishPort, Statement } from "#connectors/ports/publish-port.ts";
import { type FakeClient, fakeClient } from "./fake-client.ts";
import { fakeRegistrar } from "./fake-registrar.ts";
import {
  fakeInbox,
  fakeMe,
  fakeNotice,
  fakePage,
  fakePost,
  fakeTokens,
  inboxChange,
  networkPost,
} from "./fake-shapes.ts";
import { fakeWebhook } from "./fake-webhook.ts";
import { fakeManifest, fakeOptions, fakeSecrets, fakeSettings } from "./manifest.ts";

/** The practice network, spoken to like any other. */
export const fakeConnector: Connector = {
  manifest: fakeManifest,
  open(access) {
    const client = fakeClient(access);
    return {
      async identify() {
        const me = await client.ask("/api/me", fakeMe);
        return {
          externalId: me.id,
          handle: me.handle,
          name: me.name,
          url: `${client.server}/#@${me.handle}`,
          scopes: ["read", "write"],
          expiresAt: me.tokenEndsAt === null ? null : new Date(me.tokenEndsAt),
        };
      },
      refresh: () => refresh(access),
      revoke: () => client.tell("/api/me/access", { method: "DELETE" }),
      listen: listenPort(client),
      inbox: inboxPort(client, access),
      publish: publishPort(client),
      registrar: fakeRegistrar(client),
      insights: {
        async ofPosts(externalIds) {
          const found = await Promise.all(
            externalIds.map((id) =>
              client.ask(`/api/posts/${id}`, fakePost).catch((error: unknown) => {
                if (error instanceof ConnectorError && error.failure.kind === "gone") return null;
                throw error;
              }),
            ),
          );
          return new Map(found.flatMap((post) => (post ? [[post.id, metricsOf(post.counts)]] : [])));
        },
        ofAccount: async () => metricsOf({ followers: (await client.ask("/api/me", fakeMe)).followers }),
      },
    } satisfies OpenConnector;
  },
  consent: consentPort(),
  webhook: fakeWebhook,
  quotaOf(headers) {
    const limit = headers.get("x-ratelimit-limit");
    if (limit === null) return [];
    return [
      {
        bucket: "all",
        limit: Number(limit),
        remaining: Number(headers.get("x-ratelimit-remaining")),
        resetsAt: new Date(Number(headers.get("x-ratelimit-reset")) * 1_000),
      },
    ];
  },
};

const metricsOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([name, value]) => ({ name, value }));

async function refresh(access: Access): Promise<FreshSecrets> {
  const secrets = fakeSecrets.parse(access.secrets);
  return askForTokens(
    access,
    { grant_type: "refresh_token", refresh_token: secrets.refreshToken ?? "" },
    secrets,
  );
}

async function askForTokens(
  access: Access,
  form: Record<string, string>,
  former: Readonly<Record<string, unknown>>,
): Promise<FreshSecrets> {
  const { server } = fakeSettings.parse(access.settings);
  let answer: Response;
  try {
    answer = await access.fetch(`${server}/api/token`, {
      method: "POST",
      body: new URLSearchParams(form),
      signal: access.signal,
    });
  } catch (error) {
    throw failureOfLine(error, true);
  }
  if (answer.status === 400)
    throw new ConnectorError({ kind: "reconnect", cause: "revoked" }, "the grant was refused");
  if (!answer.ok)
    throw new ConnectorError(
      failureOfResponse({ status: answer.status, headers: answer.headers, isWrite: true, now: access.now() }),
      `the token endpoint answered ${answer.status}`,
    );
  const tokens = fakeTokens.parse(await answer.json());
  return {
    secrets: { ...former, token: tokens.access_token, refreshToken: tokens.refresh_token },
    expiresAt: new Date(access.now().getTime() + tokens.expires_in * 1_000),
  };
}

function consentPort(): ConsentPort {
  return {
    async begin(access, { callback, state }) {
      const { server } = fakeSettings.parse(access.settings);
      const verifier = randomBytes(32).toString("base64url");
      const url = new URL("/oauth/authorize", server);
      url.search = new URLSearchParams({
        redirect_uri: callback,
        state,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      }).toString();
      return { url: url.href, keep: { verifier } };
    },
    finish(access, { callback, parameters, keep }) {
      const { verifier } = z.object({ verifier: z.string() }).parse(keep);
      const form = {
        grant_type: "authorization_code",
        code: parameters["code"] ?? "",
        code_verifier: verifier,
        redirect_uri: callback,
      };
      return askForTokens(access, form, {});
    },
  };
}

function listenPort(client: FakeClient): ListenPort {
  return {
    async search(query, from) {
      const asked = new URLSearchParams(searchOf(query));
      if (from !== null) asked.set("before", from);
      const page = await client.ask(`/api/search?${asked}`, fakePage);
      return {
        items: page.posts.map((post) => networkPost(client.server, post)),
        cursor: page.cursor ?? null,
      };
    },
    async *stream(from): AsyncIterable<StreamEvent> {
      const line = z.object({ number: z.number(), post: fakePost.optional() });
      for await (const text of client.lines(`/api/stream/posts${from === null ? "" : `?after=${from}`}`)) {
        const { number, post } = line.parse(JSON.parse(text));
        const cursor = String(number);
        yield post
          ? { kind: "post", post: networkPost(client.server, post), cursor }
          : { kind: "passed", cursor };
      }
    },
  };
}

function searchOf(query: ListenQuery): Record<string, string> {
  switch (query.by) {
    case "words":
      return { words: query.words };
    case "hashtag":
      return { tag: query.tag };
    case "author":
      return { author: query.author };
    case "mention":
      return { mention: query.of };
    default:
      throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, `no search by ${query.by}`);
  }
}

function inboxPort(client: FakeClient, { externalId }: Access): InboxPort {
  return {
    async poll(from) {
      const page = await client.ask(`/api/inbox${from === null ? "" : `?after=${from}`}`, fakeInbox);
      return {
        changes: page.notices.map((notice) => inboxChange(client.server, externalId, notice)),
        cursor: page.cursor,
        hasMore: page.hasMore,
      };
    },
    async *stream(from): AsyncIterable<InboxEvent> {
      for await (const text of client.lines(`/api/stream/inbox${from === null ? "" : `?after=${from}`}`)) {
        const notice = fakeNotice.parse(JSON.parse(text));
        yield { change: inboxChange(client.server, externalId, notice), cursor: String(notice.number) };
      }
    },
    async thread(post) {
      const { posts } = await client.ask(`/api/threads/${post.externalId}`, fakePage);
      return posts.map((one) => networkPost(client.server, one));
    },
  };
}

/** The practice network has no cards: an address stands below the text. */
const withLink = ({ text, link }: Statement): string =>
  link === undefined || text.includes(link) ? text : `${text}\n\n${link}`.trim();

function publishPort(client: FakeClient): PublishPort {
  const sent = (post: { id: string }) => ({ externalId: post.id, url: `${client.server}/#${post.id}` });
  return {
    async send(statement, mark) {
      const media: { id: string; alt: string }[] = [];
      for (const { mediaType, bytes, alt } of statement.media) {
        // A file that nobody's statement names is no statement: this may be tried again freely.
        const bytesOf = { mediaType, content: bytes };
        const { id } = await client.ask("/api/media", z.object({ id: z.string() }), {
          method: "POST",
          bytes: bytesOf,
        });
        media.push({ id, alt });
      }
      const { visibility } = fakeOptions.parse(statement.options);
      const body = {
        text: withLink(statement),
        replyTo: statement.replyTo?.externalId,
        visibility,
        mark,
        media,
      };
      return sent(await client.ask("/api/posts", fakePost, { method: "POST", body, isWrite: true }));
    },
    async lookUp(_statement, mark) {
      const { posts } = await client.ask(`/api/posts?mark=${encodeURIComponent(mark)}`, fakePage);
      const [post] = posts;
      return { found: post ? sent(post) : null };
    },
    async edit(post, statement) {
      const call = { method: "PUT", body: { text: withLink(statement) }, isWrite: true } as const;
      return sent(await client.ask(`/api/posts/${post.externalId}`, fakePost, call));
    },
    async remove(post) {
      try {
        await client.tell(`/api/posts/${post.externalId}`, { method: "DELETE", isWrite: true });
      } catch (error) {
        if (!(error instanceof ConnectorError && error.failure.kind === "gone")) throw error;
      }
    },
  };
}
