import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Access, OpenConnector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { fediverseConnector } from "./fediverse-connector.ts";

const now = new Date("2026-11-22T10:00:00Z");

const accessTo = (answer: () => Response): Access => ({
  way: "token",
  settings: { server: "https://kota.contoh.social", hashtags: ["banjir"] },
  secrets: { token: "token", clientId: "1", clientSecret: "2" },
  externalId: "1",
  fetch: async () => answer(),
  stream: async () => answer(),
  permit: anyHost,
  now: () => now,
  signal: AbortSignal.timeout(60_000),
});

const statement = { text: "Halo", media: [], options: {} };
const first = async (items: AsyncIterable<unknown> | undefined): Promise<void> => {
  for await (const _ of items ?? []) return;
};

/** Everything that may be asked of a network. */
const calls: Readonly<Record<string, (network: OpenConnector) => Promise<unknown> | undefined>> = {
  identify: (network) => network.identify(),
  limits: (network) => network.limits?.(),
  words: (network) => network.listen?.search?.({ by: "words", words: "a" }, null),
  hashtag: (network) => network.listen?.search?.({ by: "hashtag", tag: "a" }, "garbage"),
  author: (network) => network.listen?.search?.({ by: "author", author: "a" }, null),
  hear: (network) => first(network.listen?.stream?.(null)),
  poll: (network) => network.inbox?.poll(null),
  inbox: (network) => first(network.inbox?.stream?.("1")),
  thread: (network) => network.inbox?.thread?.({ externalId: "1" }),
  send: (network) => network.publish?.send(statement, "tanda"),
  lookUp: (network) => network.publish?.lookUp(statement, "tanda", now),
  edit: (network) => network.publish?.edit?.({ externalId: "1" }, statement),
  ofPosts: (network) => network.insights?.ofPosts?.(["1"]),
  ofAccount: (network) => network.insights?.ofAccount?.(),
};

const account = {
  id: "7",
  acct: "warga@desa.id",
  username: "warga",
  display_name: "W",
  url: "https://desa.id/@w",
};
const status = {
  id: "9",
  uri: "https://desa.id/9",
  url: "https://desa.id/@w/9",
  created_at: "2026-11-22T09:00:00.000Z",
  account,
  content: "<p>Halo</p>",
  visibility: "public",
};

describe("a server of the Fediverse that answers strangely", () => {
  it.each(Object.keys(calls))("makes %s fail in one of the known ways, or not at all", async (name) => {
    const bodies = fc.oneof(
      fc.constantFrom("<html>", "", "null", "[]", "{}", "[[]]", "[null]", `[${"[".repeat(5_000)}`),
      fc.json(),
      fc
        .record({ id: fc.json(), created_at: fc.string(), content: fc.string() })
        .map((one) => JSON.stringify([one])),
    );
    const codes = fc.constantFrom(200, 202, 206, 301, 400, 401, 403, 404, 409, 410, 418, 422, 429, 500, 503);
    const types = fc.constantFrom("text/html", "application/json", "text/event-stream");
    await fc.assert(
      fc.asyncProperty(bodies, codes, types, async (body, code, type) => {
        const answer = (): Response =>
          new Response(body, { status: code, headers: { "content-type": type, "retry-after": "yesterday" } });
        try {
          await calls[name]?.(fediverseConnector.open(accessTo(answer)));
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectorError);
          if (name !== "send" && name !== "edit") return;
          const { kind } = error instanceof ConnectorError ? error.failure : { kind: "" };
          expect(kind).not.toBe("retry");
        }
      }),
      { numRuns: 60 },
    );
  });

  it("loses nothing but what cannot be read, and puts nothing into the future", async () => {
    const strange = [
      null,
      { id: "3" },
      {
        ...status,
        id: "4",
        created_at: "9999-12-31T23:59:59Z",
        url: "javascript:alert(1)",
        uri: "tag:desa.id,1",
      },
      {
        ...status,
        id: "5",
        uri: "https://desa.id/5",
        content: "<script>alert(1)</script>Aman &lt;b&gt;",
        spoiler_text: "Awas\u202E",
      },
      {
        ...status,
        id: "6",
        uri: "https://desa.id/6",
        media_attachments: [7, { type: "image", url: "file:///etc/passwd" }],
        mentions: {},
      },
      status,
    ];
    const network = fediverseConnector.open(accessTo(() => Response.json(strange)));
    const page = await network.listen?.search?.({ by: "hashtag", tag: "banjir" }, null);
    expect(page?.items.map(({ externalId }) => externalId).sort()).toEqual(["4", "5", "6", "9"]);
    const byId = new Map(page?.items.map((post) => [post.externalId, post]));
    expect(byId.get("4")).toMatchObject({ url: null, publishedAt: now });
    expect(byId.get("5")?.text).toBe("Awas\n\nAman <b>");
    expect(byId.get("6")?.media).toEqual([]);
  });

  it("breaks off a stream whose event has no end, and counts on one that ended to be opened anew", async () => {
    const endless = (): Response => {
      const chunk = new TextEncoder().encode(`data: ${"x".repeat(1_000_000)}`);
      const body = new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    };
    const answers = (stream: () => Response): Access => ({
      ...accessTo(() => Response.json([])),
      fetch: async (input) => (String(input).includes("/instance") ? Response.json({}) : Response.json([])),
      stream: async () => stream(),
    });
    for (const stream of [
      endless,
      () => new Response("", { headers: { "content-type": "text/event-stream" } }),
    ]) {
      const { inbox } = fediverseConnector.open(answers(stream));
      const failure = await first(inbox?.stream?.("1")).catch((error: unknown) => error);
      expect(failure).toMatchObject({ failure: { kind: "retry" } });
    }
  });

  it("says how much may still be asked, and until when it is not to be asked", async () => {
    const headers = {
      "x-ratelimit-limit": "30",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "2026-11-22T10:07:00.123456Z",
    };
    const resetsAt = new Date("2026-11-22T10:07:00.123Z");
    expect(fediverseConnector.quotaOf?.(new Headers(headers), now)).toEqual([
      { bucket: "media_and_deletions", limit: 30, remaining: 0, resetsAt },
    ]);
    expect(
      fediverseConnector.quotaOf?.(new Headers({ ...headers, "x-ratelimit-reset": "soon" }), now),
    ).toEqual([]);
    const refuse = (body: object, status: number) =>
      fediverseConnector
        .open(accessTo(() => Response.json(body, { status, headers })))
        .identify()
        .catch((error: unknown) => (error instanceof ConnectorError ? error.failure : error));
    expect(await refuse({ error: "Too many requests" }, 429)).toEqual({
      kind: "rate_limited",
      until: resetsAt,
    });
    expect(await refuse({ error: "Your login is currently disabled" }, 403)).toEqual({
      kind: "reconnect",
      cause: "locked_out",
    });
    expect(await refuse({ error: "This action is outside the authorized scopes" }, 403)).toEqual({
      kind: "reconnect",
      cause: "missing_scope",
    });
  });
});
