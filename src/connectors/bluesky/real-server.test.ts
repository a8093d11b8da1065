import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { isPdsInstalled } from "#test/connectors/bluesky-pds/install-pds.ts";
import { type OpenPds, openPds } from "#test/connectors/bluesky-pds/open-pds.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { blueskyConnector } from "./bluesky-connector.ts";

const isHere = isPdsInstalled();
if (!isHere)
  console.warn(
    "NOT TESTED against Bluesky's own server: it is not installed. Two minutes with a C++ compiler: " +
      "node src/test/connectors/bluesky-pds/install-pds.ts. The simulator was used alone.",
  );

const now = () => new Date();
const created = z.object({ did: z.string(), accessJwt: z.string() });
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==",
  "base64",
);

describe.runIf(isHere)("Bluesky's own server", () => {
  let pds: OpenPds;
  let us: z.infer<typeof created>;
  const signal = new AbortController().signal;
  const post = async (method: string, body: object): Promise<unknown> => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${pds.address}/xrpc/${method}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const openWith = (secrets: object) => {
    const settings = { identifier: "humas.test", service: pds.address };
    const access: Access = {
      way: "app_password",
      settings,
      secrets,
      externalId: "",
      fetch,
      stream: fetch,
      permit: anyHost,
      now,
      signal,
    };
    return blueskyConnector.open(access);
  };
  const publisher = () => {
    const { publish } = openWith({ appPassword: "sandi-123", accessToken: us.accessJwt });
    if (!publish) throw new Error("no publish port");
    return publish;
  };
  const say = (text: string, more: object = {}) => ({ text, media: [], options: {}, ...more });

  beforeAll(async () => {
    pds = await openPds();
    const account = { handle: "humas.test", email: "humas@contoh.test", password: "sandi-123" };
    us = created.parse(await post("com.atproto.server.createAccount", account));
  }, 300_000);
  afterAll(() => pds.close());

  it("knows the account by its password, renews the session, and refuses a wrong one", async () => {
    const network = openWith({ appPassword: "sandi-123" });
    expect(await network.identify()).toMatchObject({ externalId: us.did, handle: "humas.test" });
    const fresh = await network.refresh?.();
    expect(fresh?.expiresAt?.getTime()).toBeGreaterThan(Date.now());
    const renewed = await openWith(fresh?.secrets ?? {}).refresh?.();
    expect(renewed?.secrets["refreshToken"]).not.toBe(fresh?.secrets["refreshToken"]);
    expect(await openWith(renewed?.secrets ?? {}).identify()).toMatchObject({ externalId: us.did });
    await openWith(renewed?.secrets ?? {}).revoke?.();
    const failure = await failureOf(() => openWith({ appPassword: "salah" }).identify());
    expect(failure).toEqual({ kind: "reconnect", cause: "wrong_secret" });
  });

  it("holds what is said once: sent again under its mark, looked up, answered, taken back", async () => {
    const publish = publisher();
    const words = say("Loket @humas.test dibuka 🏛️ https://contoh.go.id #layanan", { language: "id" });
    expect(await publish.lookUp(words, "m1", now())).toEqual({ found: null });
    const sent = await publish.send(words, "m1");
    expect(await publish.send(words, "m1")).toEqual(sent);
    expect(await publish.lookUp(words, "m1", now())).toEqual({ found: sent });
    const reply = await publish.send(say("Sampai sore.", { replyTo: { externalId: sent.externalId } }), "m2");
    const asked = `repo=${us.did}&collection=app.bsky.feed.post`;
    const answer = await fetch(`${pds.address}/xrpc/com.atproto.repo.listRecords?${asked}`);
    const records = z
      .object({
        records: z.array(
          z.object({ uri: z.string(), cid: z.string(), value: z.record(z.string(), z.unknown()) }),
        ),
      })
      .parse(await answer.json()).records;
    const root = records.find(({ uri }) => uri === sent.externalId);
    expect(root?.value["facets"]).toHaveLength(3);
    const strong = { uri: root?.uri, cid: root?.cid };
    expect(records.find(({ uri }) => uri === reply.externalId)?.value["reply"]).toEqual({
      root: strong,
      parent: strong,
    });
    expect(records).toHaveLength(2);
    await publish.remove?.(sent);
    await publish.remove?.(sent);
    expect(await publish.lookUp(words, "m1", now())).toEqual({ found: null });
  });

  it("takes pictures and who may answer, and refuses what its lexicon refuses", async () => {
    const media = [{ name: "titik.png", mediaType: "image/png", bytes: picture, alt: "Titik" }];
    const sent = await publisher().send(say("Bergambar", { media, options: { replies: "nobody" } }), "m3");
    const key = sent.externalId.split("/").at(-1);
    const asked = `repo=${us.did}&collection=app.bsky.feed.threadgate&rkey=${key}`;
    const gate = await fetch(`${pds.address}/xrpc/com.atproto.repo.getRecord?${asked}`);
    expect(await gate.json()).toMatchObject({ value: { post: sent.externalId, allow: [] } });
    const gone = { externalId: `at://${us.did}/app.bsky.feed.post/3jzfcijpj2z2a` };
    expect(await failureOf(() => publisher().send(say("Ke mana?", { replyTo: gone }), "m4"))).toEqual({
      kind: "gone",
    });
  });

  it("has no search by itself, and says so in a way that is tried again", async () => {
    const { listen } = openWith({ appPassword: "sandi-123", accessToken: us.accessJwt });
    expect(await failureOf(async () => listen?.search?.({ by: "words", words: "a" }, null))).toEqual({
      kind: "retry",
    });
  });
});
