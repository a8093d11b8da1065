import { RichText } from "@atproto/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InboxPage } from "#connectors/ports/inbox-port.ts";
import type { StreamEvent } from "#connectors/ports/listen-port.ts";
import {
  openSimulatedRehearsal,
  type SimulatedRehearsal,
} from "#test/connectors/bluesky-simulator/open-simulated-rehearsal.ts";
import { saySimulated } from "#test/connectors/bluesky-simulator/simulated-network.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { blueskyConnector } from "./bluesky-connector.ts";
import { facetsOf } from "./facets.ts";
import { publishedAt } from "./network-posts.ts";
import { recordKeyOf } from "./post-address.ts";

const at = Date.parse("2026-11-22T08:00:00Z");
let clock = at;
let stage: SimulatedRehearsal;
beforeAll(async () => {
  stage = await openSimulatedRehearsal(() => new Date(clock));
});
afterAll(() => stage.close());

const open = (access = stage.access()) => {
  const { inbox, listen, publish, ...rest } = blueskyConnector.open(access);
  if (!inbox || !listen?.search || !listen.stream || !publish) throw new Error("a port is missing");
  return { inbox, search: listen.search, stream: listen.stream, publish, ...rest };
};
const say = (text: string, more: object = {}) => ({ text, media: [], options: {}, ...more });
const idsOf = ({ changes }: InboxPage) =>
  changes.flatMap((change) => (change.kind === "item" ? [change.item.post.externalId] : []));

describe("marks in a text", () => {
  it.each([
    "Kunjungi https://contoh.go.id/a?b=1. Lalu (contoh.id/x) dan ini.",
    "🏛️👨‍👩‍👧 kabar @humas.contoh.test, #Layanan #2026 #banjir2026! é #café",
    "surel warga@contoh.id bukan sebutan; selesai.Terima kasih",
    "https://id.wikipedia.org/wiki/Garuda_(mitologi) baik",
  ])("of %j lie where Bluesky's own library puts them", async (text) => {
    const theirs = new RichText({ text });
    theirs.detectFacetsWithoutResolution();
    const ours = await facetsOf(text, async (handle) => handle);
    const plain = (facets: readonly { index: object; features: readonly object[] }[]) =>
      facets.map(({ index, features: [feature] }) => JSON.stringify([index, feature])).toSorted();
    expect(plain(ours)).toEqual(
      plain(
        (theirs.facets ?? []).map(({ index: { byteStart, byteEnd }, features }) => ({
          index: { byteStart, byteEnd },
          features,
        })),
      ),
    );
  });

  it("name only accounts that exist", async () => {
    expect(await facetsOf("@tidak.ada.test", async () => null)).toEqual([]);
  });
});

describe("the inbox", () => {
  it("loses nothing where two come at the same instant, or one turns up an hour below the newest", async () => {
    const { inbox } = open();
    const { cursor } = await inbox.poll(null);
    const first = await stage.someoneSays(`@${stage.handle} satu`);
    const one = await inbox.poll(cursor);
    expect(idsOf(one)).toEqual([first]);
    const second = await stage.someoneSays(`@${stage.handle} dua, pada saat yang sama`);
    clock -= 50 * 60_000;
    const late = await stage.someoneSays(`@${stage.handle} terlambat`);
    clock = at;
    const two = await inbox.poll(one.cursor);
    expect(idsOf(two)).toEqual([late, second]);
    expect(idsOf(await inbox.poll(two.cursor))).toEqual([]);
  });

  it("reads a gap of thousands in parts, each once", async () => {
    const { inbox } = open();
    let { cursor } = await inbox.poll(null);
    const said = new Set<string>();
    for (let count = 0; count < 1_250; count += 1) {
      clock += 1_000;
      said.add(saySimulated(stage.simulator.network, stage.citizen, `@${stage.handle} ke-${count}`).uri);
    }
    const got: string[] = [];
    for (let hasMore = true; hasMore; ) {
      const page = await inbox.poll(cursor);
      got.push(...idsOf(page));
      ({ cursor, hasMore } = page);
    }
    expect(got).toHaveLength(said.size);
    expect(new Set(got)).toEqual(said);
    expect(idsOf(await inbox.poll(cursor))).toEqual([]);
  });

  it("takes a cursor that is none for a beginning", async () => {
    expect(idsOf(await open().inbox.poll("<html>")).length).toBeGreaterThan(0);
  });
});

describe("what is said", () => {
  it("has a key that its mark decides, and that is a key of Bluesky", () => {
    expect(recordKeyOf("a")).toBe(recordKeyOf("a"));
    expect(recordKeyOf("a")).not.toBe(recordKeyOf("b"));
    for (let mark = 0; mark < 200; mark += 1)
      expect(recordKeyOf(`${mark}`)).toMatch(/^[2-7a-j][2-7a-z]{12}$/);
  });

  it("carries a card, a quote and who may answer, and is refused where they cannot be", async () => {
    const { publish } = open();
    const quoted = await stage.someoneSays("Layak dikutip");
    const options = { quote: quoted, replies: "mentioned" };
    const sent = await publish.send(
      say("Ini", { link: "https://contoh.go.id/a", title: "Kabar", options }),
      "kartu",
    );
    const stands = stage.simulator.network.posts.find(({ uri }) => uri === sent.externalId);
    expect(stands?.record["embed"]).toMatchObject({
      $type: "app.bsky.embed.recordWithMedia",
      record: { record: { uri: quoted } },
      media: { external: { uri: "https://contoh.go.id/a", title: "Kabar" } },
    });
    const gate = sent.externalId.replace("feed.post", "feed.threadgate");
    expect(stage.simulator.network.others.get(gate)).toMatchObject({ post: sent.externalId });
    stage.simulator.network.closed.add(quoted);
    const closed = failureOf(() => publish.send(say("Boleh?", { replyTo: { externalId: quoted } }), "tutup"));
    expect(await closed).toEqual({ kind: "rejected", reason: "replies_closed" });
    expect(await failureOf(() => publish.send(say("  "), "kosong"))).toEqual({
      kind: "rejected",
      reason: "empty",
    });
    const disguised = [{ name: "a.png", mediaType: "image/png", bytes: Buffer.from("<svg/>"), alt: "" }];
    expect(await failureOf(() => publish.send(say("x", { media: disguised }), "palsu"))).toMatchObject({
      reason: "media_broken",
    });
    const foreign = failureOf(async () => publish.remove?.({ externalId: quoted }));
    expect(await foreign).toEqual({ kind: "rejected", reason: "not_permitted" });
  });

  it("is said once although the token ended on the way", async () => {
    clock += 7_200_000;
    const { publish } = open();
    await publish.send(say("Sesi habis di tengah jalan"), "sesi");
    expect(await stage.countPosts("Sesi habis di tengah jalan")).toBe(1);
  });
});

describe("what others say", () => {
  it("is found by tag, mention, link, site, language and author", async () => {
    const { search, publish } = open();
    const sent = await publish.send(
      say("Jalan @warga.contoh.test https://contoh.go.id/jalan #jembatan", { language: "id" }),
      "cari",
    );
    const queries = [
      { by: "hashtag", tag: "#jembatan" },
      { by: "mention", of: "@warga.contoh.test" },
      { by: "link", url: "https://contoh.go.id/jalan" },
      { by: "domain", domain: "contoh.go.id" },
      { by: "words", words: "jalan", language: "id" },
      { by: "author", author: stage.handle },
    ] as const;
    for (const query of queries) {
      const { items } = await search(query, null);
      expect(
        items.map(({ externalId }) => externalId),
        query.by,
      ).toContain(sent.externalId);
    }
  });

  it("is never later than it was seen, whatever its author claims", () => {
    const now = new Date(at);
    expect(publishedAt("9999-01-01T00:00:00Z", "2026-11-22T07:00:00Z", now)).toEqual(
      new Date(at - 3_600_000),
    );
    expect(publishedAt("kemarin", "", now)).toEqual(now);
    expect(publishedAt("2020-01-01T00:00:00Z", "2026-11-22T07:00:00Z", now).getUTCFullYear()).toBe(2020);
  });

  it("survives answers in which everything is wrong but one post", async () => {
    clock = at;
    const good = {
      uri: "at://did:plc:x/app.bsky.feed.post/1",
      author: { did: "did:plc:x" },
      record: { text: "<b>ada</b>\u202e" },
    };
    const posts = [
      null,
      7,
      { uri: 1 },
      { ...good, uri: "javascript:1" },
      { ...good, likeCount: -1, indexedAt: {} },
      "x",
    ];
    const answering = (body: unknown) => ({ ...stage.access(), fetch: async () => Response.json(body) });
    const { items } = await open(answering({ posts, cursor: "2" })).search({ by: "words", words: "a" }, null);
    expect(items).toMatchObject([
      { externalId: good.uri, text: "<b>ada</b>", engagement: {}, author: { handle: "did:plc:x" } },
    ]);
    for (const body of [null, [], { posts: {} }, "<html>"])
      expect(await failureOf(() => open(answering(body)).search({ by: "words", words: "a" }, null))).toEqual({
        kind: "retry",
      });
  });
});

describe("the live stream", () => {
  const commit = (us: number, rkey: string, operation = "create") =>
    JSON.stringify({
      did: "did:plc:warga",
      time_us: us,
      kind: "commit",
      commit: {
        operation,
        collection: "app.bsky.feed.post",
        rkey,
        record: { text: `kabar ${rkey}`, createdAt: "2026-11-22T07:00:00Z" },
      },
    });
  const streaming = async (
    from: string | null,
    messages: readonly string[],
    jetstream = "wss://satu.contoh/subscribe",
  ) => {
    const asked: URL[] = [];
    const access = stage.access();
    const stream: typeof fetch = async (input) => {
      asked.push(new URL(String(input)));
      const body = new ReadableStream({
        start(controller) {
          for (const message of messages) controller.enqueue(new TextEncoder().encode(message));
          controller.close();
        },
      });
      return new Response(body);
    };
    const settings = { ...Object(access.settings), jetstream };
    const events: StreamEvent[] = [];
    const failure = await failureOf(async () => {
      for await (const event of open({ ...access, settings, stream }).stream(from)) events.push(event);
    });
    return { asked, events, failure };
  };

  it("goes on behind its cursor, and five seconds earlier on another server", async () => {
    const second = 1_700_000_000_000_000;
    const account = JSON.stringify({ did: "did:plc:warga", time_us: second + 2, kind: "account" });
    const messages = [
      commit(second, "a"),
      commit(second, "b"),
      "bukan JSON",
      account,
      commit(second + 3, "a", "delete"),
    ];
    const { events, failure, asked } = await streaming(null, messages);
    expect(failure).toEqual({ kind: "retry" });
    expect(asked[0]?.searchParams.get("wantedCollections")).toBe("app.bsky.feed.post");
    expect(events.map(({ kind }) => kind)).toEqual(["post", "post", "passed", "removed"]);
    const cursor = events[0]?.cursor ?? "";
    const again = await streaming(cursor, messages);
    expect(again.asked[0]?.searchParams.get("cursor")).toBe(String(second));
    expect(again.events.map((event) => event.cursor)).toEqual(events.slice(1).map((event) => event.cursor));
    const other = await streaming(cursor, [], "wss://dua.contoh/subscribe");
    expect(other.asked[0]?.searchParams.get("cursor")).toBe(String(second - 5_000_000));
  });
});
