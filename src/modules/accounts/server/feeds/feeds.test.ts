import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseFeed } from "#connectors/feed/parse-feed.ts";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { Account } from "../../contract/accounts.ts";
import { Feeds } from "../../contract/feeds.ts";
import { Statement } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { sendStatements } from "../statements/send-statements.ts";
import { feedSubscription } from "./announce-feeds.ts";
import { readFeedTopic } from "./feed-pages.ts";
import { readPublishedStatements } from "./published-statements.ts";

const never = new AbortController().signal;
let office: PracticeOffice;
let accountId: string;
let feeds: Feeds;

const call = (method: string, address: string, body?: object): Promise<Response> =>
  office.admin.call(method, address, body);
const open = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(office.run.desk.app.request(url, { headers }));
const read = async (url = feeds.addresses.rss) => parseFeed(await (await open(url)).text(), { url });
const set = async (isOn: boolean, outsideHub: string | null = null): Promise<Feeds> =>
  Feeds.parse(await (await call("PUT", "/accounts/feeds", { isOn, outsideHub })).json());

/** A statement that a person posted by hand, as all that stands at places without an interface. */
async function posted(text: string, more: object = {}): Promise<Statement> {
  const asked = await call("POST", `/accounts/${accountId}/statements`, { text, ...more });
  const { id } = Statement.parse(await asked.json());
  await sendStatements(office.parts, accountId, never);
  const url = `https://www.instagram.com/p/${id}/`;
  return Statement.parse(
    await (await call("POST", `/accounts/statements/${id}/decide`, { stands: true, url })).json(),
  );
}

const change = (id: string, written: object): Promise<unknown> =>
  withAccounts(office.parts.db).updateTable("accounts.statement").set(written).where("id", "=", id).execute();

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
  const settings = { place: "Instagram", handle: "humaskota", url: "https://www.instagram.com/humaskota" };
  const connected = await call("POST", "/accounts", {
    network: "manual",
    way: "name",
    settings,
    secrets: {},
  });
  accountId = Account.parse(await connected.json()).id;
  const { items } = (await (await call("GET", "/members")).json()) as { items: { userId: string }[] };
  const declared = await call("POST", "/accounts/register", {
    ...{ account: { kind: "connected", accountId }, role: "main", ownerId: items[0]?.userId },
    ...{ backupId: null, recoveryCheckedOn: null, disclosure: "Akun resmi." },
  });
  expect(declared.status).toBe(201);
  feeds = Feeds.parse(await (await call("GET", "/accounts/feeds")).json());
});
afterAll(() => office[Symbol.asyncDispose]());

describe("the feeds for everybody", () => {
  it("are off until an admin switches them on, and the log tells who did", async () => {
    expect(feeds).toMatchObject({ isOn: false, items: 0, subscribers: 0 });
    expect((await open(feeds.addresses.rss)).status).toBe(404);
    const officer = await office.run.signIn("officer", office.admin.workspaceId);
    expect((await officer.call("PUT", "/accounts/feeds", { isOn: true, outsideHub: null })).status).toBe(403);
    expect(await set(true)).toMatchObject({ isOn: true });
    expect((await open(feeds.addresses.rss)).status).toBe(200);
    expect(await (await call("GET", "/audit?limit=10")).text()).toContain("feeds.changed");
  });

  it("hold what was said, the same in three formats, each of which our own reader reads without a fault", async () => {
    const text = "Loket <buka> & ramai.\nDatang pagi ]]> ya.";
    const said = await posted(text, { title: "Antrean 1 < 2 & seterusnya" });
    for (const url of Object.values(feeds.addresses)) {
      const feed = await read(url);
      expect(feed).toMatchObject({
        selfUrl: url,
        language: "id",
        title: "Humas Uji: pernyataan resmi",
        notes: [],
      });
      expect(feed.hubUrls).toEqual([new URL("/hub", url).href]);
      expect(feed.items).toMatchObject([
        {
          externalId: `urn:uuid:${said.id}`,
          url: said.url,
          title: "Antrean 1 < 2 & seterusnya",
          text,
          author: "Instagram (@humaskota)",
          notes: [],
        },
      ]);
    }
  });

  it("are not sent again to who has them, name hub and address in the head, and may be read by any site", async () => {
    const first = await open(feeds.addresses.atom);
    expect(first.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(first.headers.get("access-control-allow-origin")).toBe("*");
    expect(first.headers.get("link")).toBe(
      `<${feeds.addresses.atom}>; rel="self", <${new URL("/hub", feeds.addresses.atom).href}>; rel="hub"`,
    );
    const etag = first.headers.get("etag") ?? "";
    const since = first.headers.get("last-modified") ?? "";
    expect((await open(feeds.addresses.atom, { "if-none-match": etag })).status).toBe(304);
    expect((await open(feeds.addresses.atom, { "if-modified-since": since })).status).toBe(304);
    const head = await office.run.desk.app.request(feeds.addresses.atom, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("tell what was changed later under the same id, and nothing any more of what was taken back", async () => {
    const { id } = await posted("Kalimat lama");
    const editedAt = new Date("2026-11-20T05:00:00Z");
    const row = await withAccounts(office.parts.db)
      .selectFrom("accounts.statement")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const { reply_to: _, media, options, ...same } = row;
    await withAccounts(office.parts.db)
      .insertInto("accounts.statement")
      .values({
        ...same,
        ...{ id: randomUUID(), kind: "edit", target_id: id, say_key: randomUUID(), text: "Kalimat baru" },
        ...{
          media: JSON.stringify(media),
          options: JSON.stringify(options),
          reply_to: null,
          sent_at: editedAt,
        },
      })
      .execute();
    await change(id, { edited_at: editedAt });
    const find = async () =>
      (await read(feeds.addresses.atom)).items.find(({ externalId }) => externalId === `urn:uuid:${id}`);
    expect(await find()).toMatchObject({ text: "Kalimat baru", updatedAt: { at: editedAt } });
    const before = await open(feeds.addresses.atom);
    expect(before.headers.get("last-modified")).toBe(editedAt.toUTCString());
    await change(id, { removed_at: new Date("2026-11-20T06:00:00Z") });
    expect(await find()).toBeUndefined();
    const since = { "if-modified-since": editedAt.toUTCString() };
    expect((await open(feeds.addresses.atom, since)).status).toBe(200);
  });

  it("hold nothing of answers, practice, what some only may read, and what has no address", async () => {
    const hidden: string[] = [];
    for (const written of [
      { reply_to: JSON.stringify({ externalId: "x" }) },
      { message_id: randomUUID() },
      { is_sandboxed: true },
      { url: null },
      { url: "javascript:alert(1)" },
    ]) {
      const { id } = await posted(`Tersembunyi ${hidden.length}`);
      await change(id, written);
      hidden.push(id);
    }
    const shown = (await read()).items.map(({ externalId }) => externalId);
    for (const id of hidden) expect(shown).not.toContain(`urn:uuid:${id}`);
    const { db } = office.parts;
    await withAccounts(db)
      .updateTable("accounts.account")
      .set({ network: "fediverse" })
      .where("id", "=", accountId)
      .execute();
    const { id } = await readOne();
    const visible = async (visibility: string): Promise<boolean> => {
      await change(id, { options: JSON.stringify({ visibility }) });
      const items = await readPublishedStatements(db, office.admin.workspaceId, null, office.parts.now());
      return items.some((item) => item.id === `urn:uuid:${id}`);
    };
    expect(await Promise.all(["public"].map(visible))).toEqual([true]);
    for (const some of ["unlisted", "private", "direct"]) expect(await visible(some)).toBe(false);
    await change(id, { options: "{}" });
    await withAccounts(db)
      .updateTable("accounts.account")
      .set({ network: "manual" })
      .where("id", "=", accountId)
      .execute();
  });

  async function readOne(): Promise<{ id: string }> {
    const { items } = await read();
    return { id: items.at(-1)?.externalId?.replace("urn:uuid:", "") ?? "" };
  }

  it("are named in the head of the register's page, and below the office's name", async () => {
    const page = await (await open(new URL("/akun-resmi-kami", feeds.addresses.rss).href)).text();
    const query = `workspace=${office.admin.slug}`;
    expect(page).toContain(
      `<link rel="alternate" type="application/feed+json" title="Humas Uji" href="/feeds/statements.json?${query}" />`,
    );
    expect(page).toContain(`<a href="/feeds/statements.rss?${query}">`);
  });

  it("are one for each account as well, and none for accounts that do not stand in the register", async () => {
    const url = `${feeds.addresses.json}&account=${accountId}`;
    const feed = await read(url);
    expect(feed).toMatchObject({ title: "Humas Uji: @humaskota", selfUrl: url });
    expect(feed.items.length).toBeGreaterThan(0);
    const { ofAccounts } = Feeds.parse(await (await call("GET", "/accounts/feeds")).json());
    expect(ofAccounts).toEqual([{ handle: "humaskota", rss: `${feeds.addresses.rss}&account=${accountId}` }]);
    const { accountId: undeclared } = await office.connect("humas.lain");
    for (const wrong of [undeclared, randomUUID(), "1' or '1'='1"]) {
      const answer = await open(`${feeds.addresses.json}&account=${encodeURIComponent(wrong)}`);
      expect(answer.status).toBe(404);
    }
  });

  it("hold fifty statements at most, the newest", async () => {
    const { db } = office.parts;
    const row = await withAccounts(db)
      .selectFrom("accounts.statement")
      .selectAll()
      .where("text", "like", "Loket%")
      .executeTakeFirstOrThrow();
    const { reply_to: _, media, options, ...same } = row;
    const rows = Array.from({ length: 60 }, (_one, index) => ({
      ...same,
      ...{ id: randomUUID(), say_key: randomUUID(), text: `Nomor ${index}`, title: null, reply_to: null },
      ...{ media: JSON.stringify(media), options: JSON.stringify(options) },
      sent_at: new Date(Date.UTC(2026, 10, 21, 0, index)),
    }));
    await withAccounts(db).insertInto("accounts.statement").values(rows).execute();
    const { items } = await read();
    expect(items).toHaveLength(50);
    expect(items[0]).toMatchObject({ title: "Nomor 59" });
  });

  it("of one office are found without its name, of several only with it; another office's stay its own", async () => {
    const bare = new URL("/feeds/statements.rss", feeds.addresses.rss).href;
    expect(await read(bare)).toMatchObject({ selfUrl: feeds.addresses.rss });
    const stranger = await office.run.signIn("admin");
    await stranger.call("PUT", "/accounts/feeds", { isOn: true, outsideHub: null });
    expect((await open(bare)).status).toBe(404);
    for (const odd of ["tidak-ada", "", "%00", "%F0%9F%8E%89", "'--"]) {
      expect((await open(`${bare}?workspace=${odd}`)).status).toBe(404);
      const page = new URL(`/akun-resmi-kami?workspace=${odd}`, bare).href;
      expect((await open(page)).status).toBe(404);
    }
    const theirs = await read(`${bare}?workspace=${stranger.slug}`);
    expect(theirs.items).toEqual([]);
    expect((await open(`${bare}?workspace=${stranger.slug}&account=${accountId}`)).status).toBe(404);
  });

  it("are topics under exactly the address that they name, by the hub that an admin chose", async () => {
    const { db, now } = office.parts;
    const deskUrl = () => new URL(feeds.addresses.rss).origin;
    const readTopic = readFeedTopic({ db, now, deskUrl, translate: (_locale, key) => key });
    expect(await readTopic(feeds.addresses.rss)).toMatchObject({
      workspaceId: office.admin.workspaceId,
      hubUrl: `${deskUrl()}/hub`,
    });
    expect(await readTopic(`${feeds.addresses.rss}#x`)).toBeNull();
    expect(await readTopic("https://lain.test/feeds/statements.rss")).toBeNull();
    await set(true, "https://hub.lain.test/");
    expect(await readTopic(feeds.addresses.rss)).toMatchObject({ hubUrl: "https://hub.lain.test/" });
    expect((await read()).hubUrls).toEqual(["https://hub.lain.test/"]);
    await set(true);
  });

  it("are announced with those of the account when something goes out, and not while they are off", async () => {
    const announced: unknown[] = [];
    const { hear } = feedSubscription({
      db: office.parts.db,
      deskUrl: () => new URL(feeds.addresses.rss).origin,
      jobs: {
        send: async (_kind, payload) => {
          announced.push(payload);
          return "job";
        },
      },
    });
    const payload = { statementId: randomUUID(), accountId, kind: "say", externalId: null, url: null };
    const event = { id: "1", workspaceId: office.admin.workspaceId };
    const tell = (isSandboxed: boolean) =>
      hear({ ...event, payload: { ...payload, messageId: null, isSandboxed } });
    await tell(false);
    const all = Object.values(feeds.addresses);
    const topics = [...all, ...all.map((url) => `${url}&account=${accountId}`)];
    expect(announced).toEqual([{ topics }]);
    await tell(true);
    await set(false);
    await tell(false);
    expect(announced).toHaveLength(1);
  });
});
