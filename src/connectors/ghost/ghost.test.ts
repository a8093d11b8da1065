import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Access } from "#connectors/ports/connector.ts";
import type { Statement } from "#connectors/ports/publish-port.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import {
  openGhostSimulator,
  type RunningGhost,
} from "#test/connectors/ghost-simulator/open-ghost-simulator.ts";
import { ghostConnector } from "./ghost-connector.ts";
import { ghostToken } from "./ghost-token.ts";

const now = () => new Date("2026-11-20T02:00:00Z");
let running: RunningGhost;

beforeAll(async () => {
  running = await openGhostSimulator(now);
});
afterAll(() => running.close());
beforeEach(() => {
  running.ghost.posts.length = 0;
  running.ghost.aheadMs = 0;
});

function open(more: Partial<Access> = {}) {
  const { publish, identify } = ghostConnector.open({
    way: "admin_key",
    settings: { site: running.address },
    secrets: { key: running.key },
    externalId: "",
    fetch,
    stream: fetch,
    permit: anyHost,
    now,
    signal: new AbortController().signal,
    ...more,
  });
  if (!publish) throw new Error("no publish port");
  return { publish, identify };
}
const say = (more: Partial<Statement> = {}): Statement => ({
  text: "Loket buka.",
  media: [],
  options: {},
  ...more,
});

describe("a token", () => {
  it("is the one that RFC 7519 makes of a known key and instant", () => {
    const [head = "", content = "", signature] = ghostToken(
      `${"0".repeat(24)}:${"00".repeat(32)}`,
      now(),
    ).split(".");
    expect(JSON.parse(Buffer.from(head, "base64url").toString())).toEqual({
      alg: "HS256",
      typ: "JWT",
      kid: "0".repeat(24),
    });
    expect(JSON.parse(Buffer.from(content, "base64url").toString())).toEqual({
      iat: 1_795_139_990,
      exp: 1_795_140_290,
      aud: "/admin/",
    });
    expect(signature).toMatch(/^[\w-]{43}$/);
  });

  it("is made by the site's clock where that is minutes away from ours", async () => {
    for (const aheadMs of [3_600_000, -3_600_000]) {
      running.ghost.aheadMs = aheadMs;
      expect((await open().identify()).name).toBe("Humas Kota");
    }
  });

  it("of a key that is gone, or wrong, asks to be connected again", async () => {
    const gone = { key: `${"f".repeat(24)}:${"ab".repeat(32)}` };
    expect(await failureOf(() => open({ secrets: gone }).identify())).toEqual({
      kind: "reconnect",
      cause: "revoked",
    });
    const wrong = { key: `${running.key.split(":")[0]}:${"cd".repeat(32)}` };
    expect(await failureOf(() => open({ secrets: wrong }).identify())).toEqual({
      kind: "reconnect",
      cause: "wrong_secret",
    });
  });
});

describe("an article on Ghost", () => {
  it("is scheduled with its tags and its own picture, and found in that state", async () => {
    const picture = { name: "a.png", mediaType: "image/png", bytes: new Uint8Array([1]), alt: "Loket" };
    const options = {
      publishAt: "2026-11-21T09:00:00+07:00",
      tags: ["Siaran pers"],
      isFirstPictureFeatured: true,
    };
    const statement = say({ title: "Rilis", media: [picture], options });
    const sent = await open().publish.send(statement, "m");
    expect(running.ghost.posts).toMatchObject([
      {
        status: "scheduled",
        publishedAt: "2026-11-21T02:00:00.000Z",
        tags: ["Siaran pers"],
        html: "<p>Loket buka.</p>",
      },
    ]);
    expect(running.ghost.posts[0]?.featureImage).toMatch(/\/content\/a\.png$/);
    expect(await open().publish.lookUp(statement, "m", now())).toEqual({ found: sent });
  });

  it("scheduled too soon is refused in Ghost's own words", async () => {
    const options = { publishAt: "2026-11-20T02:01:00Z" };
    expect(await failureOf(() => open().publish.send(say({ options }), "m"))).toEqual({
      kind: "rejected",
      reason: "other",
      said: "Date must be at least 2 minutes in the future.",
    });
  });

  it("that somebody else changed meanwhile is not overwritten", async () => {
    const sent = await open().publish.send(say(), "m");
    const meanwhile: typeof fetch = async (input, init) => {
      const post = running.ghost.posts[0];
      if (init?.method === "PUT" && post) post.updatedAt = "2026-11-20T02:00:01.000Z";
      return fetch(input, init);
    };
    expect(
      await failureOf(async () => open({ fetch: meanwhile }).publish.edit?.(sent, say({ text: "Baru" }))),
    ).toEqual({ kind: "rejected", reason: "changed_meanwhile" });
  });

  it("answers nobody: Ghost opens no comments to integrations", async () => {
    expect(await failureOf(() => open().publish.send(say({ replyTo: { externalId: "1" } }), "m"))).toEqual({
      kind: "rejected",
      reason: "replies_closed",
    });
  });

  it.each(["[]", "<html>", '{"posts":[]}', '{"posts":[{"id":5}]}', '{"errors":[]}'])(
    "is asked for again where the site answers %s",
    async (answer) => {
      const hostile: typeof fetch = async () => new Response(answer);
      expect(await failureOf(() => open({ fetch: hostile }).publish.lookUp(say(), "m", now()))).toEqual({
        kind: "retry",
      });
    },
  );

  it("is not sent to another address", async () => {
    const moved: typeof fetch = async () =>
      new Response(null, { status: 301, headers: { location: "https://lain.test" } });
    expect(await failureOf(() => open({ fetch: moved }).publish.send(say(), "m"))).toMatchObject({
      reason: "settings",
    });
  });
});
