import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Access, OpenConnector } from "#connectors/ports/connector.ts";
import type { InboxChange } from "#connectors/ports/inbox-port.ts";
import type { Statement } from "#connectors/ports/publish-port.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import {
  openWordpressSimulator,
  type RunningSite,
} from "#test/connectors/wordpress-simulator/open-wordpress-simulator.ts";
import { putArticle, putComment } from "#test/connectors/wordpress-simulator/simulated-site.ts";
import { commentCursor, readCursor } from "./comment-cursor.ts";
import { wordpressConnector } from "./wordpress-connector.ts";

let time = new Date("2026-11-20T02:00:00Z");
let running: RunningSite;
let site: RunningSite["site"];

beforeAll(async () => {
  running = await openWordpressSimulator(() => time);
  site = running.site;
});
afterAll(() => running.close());
beforeEach(() => {
  time = new Date("2026-11-20T02:00:00Z");
  site.articles.length = 0;
  site.comments.length = 0;
  Object.assign(site, { hasReadableAddresses: true, hasTrash: true, areCommentsOpen: true });
});

function open(more: Partial<Access> = {}): Required<Pick<OpenConnector, "inbox" | "publish" | "identify">> {
  const { inbox, publish, identify } = wordpressConnector.open({
    way: "application_password",
    settings: { site: running.address, user: site.user.login },
    secrets: { password: site.user.password },
    externalId: `${running.address.replace("http://", "")}/${site.user.id}`,
    fetch,
    stream: fetch,
    permit: anyHost,
    now: () => time,
    signal: new AbortController().signal,
    ...more,
  });
  if (!inbox || !publish) throw new Error("a port is missing");
  return { inbox, publish, identify };
}

const say = (more: Partial<Statement> = {}): Statement => ({
  text: "Loket buka.",
  media: [],
  options: {},
  ...more,
});
const answering =
  (answer: () => Response): typeof fetch =>
  async () =>
    answer();
const picture = { name: "a.png", mediaType: "image/png", bytes: new Uint8Array([1]), alt: "Loket" };

describe("an article", () => {
  it("is scheduled by the site itself, in UTC, and stands in no list of what is published", async () => {
    const publishAt = "2026-11-21T09:00:00+07:00";
    await open().publish.send(say({ options: { publishAt } }), "m1");
    expect(site.articles[0]).toMatchObject({ status: "future", date: Date.parse(publishAt) });
    await open().publish.send(say({ text: "Kemarin", options: { publishAt: "2026-11-19T00:00:00Z" } }), "m2");
    expect(site.articles[1]).toMatchObject({ status: "publish" });
  });

  it("is a page where that is wished, and has its categories by name and its tags made", async () => {
    const sent = await open().publish.send(say({ title: "Profil", options: { kind: "page" } }), "m1");
    expect(sent.externalId).toMatch(/^page:\d+$/);
    await open().publish.send(
      say({ title: "Rilis", options: { categories: ["siaran & pers"], tags: ["Loket", "Loket"] } }),
      "m2",
    );
    expect(site.articles[1]).toMatchObject({ title: "Rilis", categories: [1] });
    expect(site.articles[1]?.tags).toHaveLength(2);
    expect(
      await failureOf(() => open().publish.send(say({ options: { categories: ["Tidak ada"] } }), "m3")),
    ).toEqual({ kind: "rejected", reason: "settings", said: "Tidak ada" });
  });

  it("has its pictures in the library once, also when the article itself had to be tried again", async () => {
    const statement = say({ media: [picture], options: { isFirstPictureFeatured: true } });
    const upload = site.calls.length;
    site.troubles.length = 0;
    const fails: typeof fetch = async (input, init) =>
      String(input).includes("/posts") && init?.method === "POST"
        ? new Response("{}", { status: 503, headers: { "retry-after": "5" } })
        : fetch(input, init);
    expect(await failureOf(() => open({ fetch: fails }).publish.send(statement, "m1"))).toMatchObject({
      kind: "rate_limited",
    });
    await open().publish.send(statement, "m1");
    const files = site.articles.filter(({ type }) => type === "attachment");
    expect(files).toMatchObject([{ alt: "Loket" }]);
    expect(site.articles.find(({ type }) => type === "post")).toMatchObject({ featuredMedia: files[0]?.id });
    expect(site.calls.slice(upload).filter((call) => call === "POST /wp/v2/media")).toHaveLength(1);
  });

  it("goes to the trash, or away where the site has none", async () => {
    const first = await open().publish.send(say(), "m1");
    await open().publish.remove?.(first);
    expect(site.articles[0]?.status).toBe("trash");
    site.hasTrash = false;
    const second = await open().publish.send(say(), "m2");
    await open().publish.remove?.(second);
    expect(site.articles).toHaveLength(1);
  });

  it("is refused with what the site says, before anything is uploaded where that can be known", async () => {
    const kind = { ...picture, mediaType: "image/svg+xml" };
    expect(await failureOf(() => open().publish.send(say({ media: [kind] }), "m1"))).toMatchObject({
      reason: "media_kind",
    });
    const disguised = { ...picture, name: "x.php" };
    expect(await failureOf(() => open().publish.send(say({ media: [disguised] }), "m1"))).toMatchObject({
      reason: "media_kind",
    });
    expect(await failureOf(() => open().publish.send(say({ text: " " }), "m1"))).toMatchObject({
      reason: "empty",
    });
    expect(await failureOf(() => open().publish.send(say({ options: { status: "x" } }), "m1"))).toMatchObject(
      { reason: "settings" },
    );
    expect(site.articles).toEqual([]);
  });
});

describe("an answer to a comment", () => {
  it("is said once: WordPress knows its own words below the same comment", async () => {
    const article = putArticle(site, { type: "post", status: "publish" });
    const asked = putComment(site, { post: article.id, content: "Kapan buka?" });
    const statement = say({ replyTo: { externalId: `comment:${asked.id}` } });
    const { publish } = open();
    expect(await publish.lookUp(statement, "m1", time)).toEqual({ found: null });
    const first = await publish.send(statement, "m1");
    expect(await publish.send(statement, "m1")).toEqual(first);
    expect(await publish.lookUp(statement, "m1", time)).toEqual({ found: first });
    await publish.edit?.(first, say({ text: "Besok." }));
    expect(site.comments.at(-1)).toMatchObject({ parent: asked.id, content: "<p>Besok.</p>" });
    await publish.remove?.(first);
    expect(site.comments.at(-1)?.status).toBe("trash");
  });

  it("is refused where comments are closed, with files, and too long for a comment", async () => {
    const article = putArticle(site, { type: "post", status: "publish" });
    const replyTo = { externalId: `post:${article.id}` };
    const { publish } = open();
    expect(await failureOf(() => publish.send(say({ replyTo, media: [picture] }), "m"))).toMatchObject({
      reason: "media_count",
    });
    expect(
      await failureOf(() => publish.send(say({ replyTo, text: "a".repeat(66_000) }), "m")),
    ).toMatchObject({
      reason: "too_long",
    });
    site.areCommentsOpen = false;
    expect(await failureOf(() => publish.send(say({ replyTo }), "m"))).toMatchObject({
      reason: "replies_closed",
    });
    const gone = say({ replyTo: { externalId: "comment:99999" } });
    expect(await publish.lookUp(gone, "m", time)).toEqual({ found: "cannot_tell" });
    expect(await failureOf(() => publish.send(say({ replyTo: { externalId: "t3_abc" } }), "m"))).toEqual({
      kind: "gone",
    });
  });
});

describe("comments", () => {
  const read = async (from: string | null) => {
    const changes: InboxChange[] = [];
    let cursor = from;
    for (let hasMore = true; hasMore; ) {
      const page = await open().inbox.poll(cursor);
      changes.push(...page.changes);
      ({ cursor, hasMore } = page);
    }
    return { items: changes.flatMap((change) => (change.kind === "item" ? [change.item] : [])), cursor };
  };

  it("come in each once, in branches, with the article's title, and those that wait are nobody else's", async () => {
    const article = putArticle(site, { type: "page", title: "Jam &amp; layanan", status: "publish" });
    const first = putComment(site, { post: article.id, content: "Satu <b>dua</b>" });
    const answer = putComment(site, { post: article.id, parent: first.id, content: "Jawab" });
    const deep = putComment(site, { post: article.id, parent: answer.id, content: "Lagi", status: "hold" });
    const { items, cursor } = await read(null);
    expect(items).toMatchObject([
      {
        kind: "comment",
        conversation: { externalId: `comment:${first.id}`, title: "Jam & layanan" },
        post: { text: "Satu dua", isPrivate: false, replyTo: { externalId: `page:${article.id}` } },
      },
      { kind: "reply", conversation: { externalId: `comment:${first.id}` } },
      {
        post: {
          externalId: `comment:${deep.id}`,
          isPrivate: true,
          replyTo: { rootId: `comment:${first.id}` },
        },
      },
    ]);
    expect(JSON.stringify(items)).not.toContain("warga@contoh.test");
    expect((await read(cursor)).items).toEqual([]);
    const late = putComment(site, { post: article.id, content: "Terlambat", date: time.getTime() - 300_000 });
    const again = await read(cursor);
    expect(again.items).toMatchObject([{ post: { externalId: `comment:${late.id}` } }]);
    expect((await read(again.cursor)).items).toEqual([]);
  });

  it("are all read when hundreds came within one second", async () => {
    const article = putArticle(site, { type: "post", status: "publish" });
    for (let number = 0; number < 250; number += 1)
      putComment(site, { post: article.id, content: `Komentar ${number}` });
    const { items, cursor } = await read(null);
    expect(new Set(items.map(({ post }) => post.externalId)).size).toBe(250);
    expect(items).toHaveLength(250);
    expect((await read(cursor)).items).toEqual([]);
  });

  it("of a clock that is far ahead hold nothing up", async () => {
    const article = putArticle(site, { type: "post", status: "publish" });
    putComment(site, { post: article.id, content: "Dari masa depan", date: Date.parse("2099-01-01") });
    const { items, cursor } = await read(null);
    expect(items[0]?.post.publishedAt).toEqual(time);
    putComment(site, { post: article.id, content: "Sekarang" });
    expect((await read(cursor)).items).toMatchObject([{ post: { text: "Sekarang" } }]);
  });

  it("have a cursor that says nothing when it is none", () => {
    expect(readCursor("rusak|x")).toBeNull();
    const before = { at: time, had: new Map<number, number>() };
    expect(readCursor(commentCursor(before, [], time))).toEqual(before);
  });
});

describe("a site", () => {
  it("without readable addresses is asked by a query, and its user is known by site and number", async () => {
    site.hasReadableAddresses = false;
    const me = await open().identify();
    expect(me).toMatchObject({ handle: running.address.slice(7), name: "Humas Kota" });
    expect(me.scopes).toContain("moderate_comments");
    const sent = await open().publish.send(say(), "m1");
    expect(sent.externalId).toMatch(/^post:/);
  });

  it("that sends on to another address is told so, and the password does not go there", async () => {
    const moved = answering(
      () => new Response(null, { status: 301, headers: { location: "https://lain.test/" } }),
    );
    expect(await failureOf(() => open({ fetch: moved }).publish.send(say(), "m"))).toEqual({
      kind: "rejected",
      reason: "settings",
    });
  });

  it("whose PHP prints warnings before its answer is understood all the same", async () => {
    const noisy: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      return new Response(`<br />\n<b>Warning</b>: x in [y]\n${await answer.text()}`, {
        status: answer.status,
        headers: answer.headers,
      });
    };
    expect((await open({ fetch: noisy }).identify()).name).toBe("Humas Kota");
  });

  it.each([
    ["[{},{}]", "retry"],
    ["<html>", "retry"],
    ["null", "retry"],
    ['{"id":"x"}', "retry"],
    [`[${"[".repeat(10_000)}`, "retry"],
  ])("that answers %.20s is asked again", async (body, kind) => {
    const hostile = answering(() => new Response(body));
    expect(await failureOf(() => open({ fetch: hostile }).inbox.poll(null))).toEqual({ kind });
    expect(await failureOf(() => open({ fetch: hostile }).identify())).toEqual({ kind });
  });

  it("that has locked its user out, or switched application passwords off, asks to be connected again", async () => {
    for (const [code, cause] of [
      ["invalid_username", "wrong_secret"],
      ["application_passwords_disabled", "locked_out"],
      ["rest_not_logged_in", "revoked"],
    ]) {
      const answer = answering(() => Response.json({ code, message: "x" }, { status: 401 }));
      expect(await failureOf(() => open({ fetch: answer }).identify())).toEqual({ kind: "reconnect", cause });
    }
  });
});
