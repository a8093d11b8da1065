import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRobotsMemory } from "#connectors/page/robots-memory.ts";
import { createSafeFetch } from "#platform/fetch/safe-fetch.ts";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { startWebSite, type WebSite } from "#test/web-site.ts";
import { Account } from "../../contract/accounts.ts";
import { FollowedPage } from "../../contract/followed-pages.ts";
import { Statement } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { sendStatements } from "../statements/send-statements.ts";
import { checkPages } from "./check-pages.ts";

const hourMs = 60 * 60 * 1_000;
const html = { "content-type": "text/html; charset=utf-8" };
const text = "Loket pajak buka sampai pukul delapan malam ini.";
const signal = new AbortController().signal;

let site: WebSite;
let office: PracticeOffice;
let accountId: string;
let number = 0;
/** The clock of whoever looks; the desk itself stands still. */
let time: Date;
const begin = new Date("2026-11-20T02:00:00Z");
const pass = (ms: number): void => {
  time = new Date(time.getTime() + ms);
};

const call = (method: string, address: string, body?: object): Promise<Response> =>
  office.admin.call(method, address, body);
const bell = async (): Promise<string> => (await call("GET", "/notices")).text();

beforeAll(async () => {
  site = await startWebSite();
  office = await openPracticeOffice(begin, [site.host]);
  const settings = { place: "Instagram", handle: "humaskota", url: "https://www.instagram.com/humaskota" };
  const connected = await call("POST", "/accounts", {
    network: "manual",
    way: "name",
    settings,
    secrets: {},
  });
  accountId = Account.parse(await connected.json()).id;
  const { items } = (await (await call("GET", "/members")).json()) as { items: { userId: string }[] };
  await call("POST", "/accounts/register", {
    ...{ account: { kind: "connected", accountId }, role: "main", ownerId: items[0]?.userId },
    ...{ backupId: null, recoveryCheckedOn: null, disclosure: "Akun resmi." },
  });
});
afterAll(async () => {
  await office[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await withAccounts(office.parts.db).deleteFrom("accounts.followed_page").execute();
  site.pages.clear();
  number += 1;
  time = begin;
});

const parts = () => ({
  ...office.parts,
  now: () => time,
  fetch: createSafeFetch({
    userAgent: "Gaung/test",
    allowedPrivateHosts: [site.host],
    now: () => time,
  }),
  robots: createRobotsMemory("Gaung"),
});
const look = (): Promise<number> => checkPages(parts(), signal);
const address = (): string => `${site.url}/p/${number}`;

/** A statement that somebody posted by hand. */
async function posted({ url, words = text }: { url?: string; words?: string } = {}): Promise<string> {
  const asked = await call("POST", `/accounts/${accountId}/statements`, { text: words });
  const { id } = Statement.parse(await asked.json());
  await sendStatements(office.parts, accountId, signal);
  const decided = await call("POST", `/accounts/statements/${id}/decide`, {
    stands: true,
    ...(url && { url }),
  });
  expect(decided.status).toBe(200);
  return id;
}
async function shown(id: string): Promise<FollowedPage | undefined> {
  const answer = (await (await call("GET", "/accounts/statements?limit=50")).json()) as { pages: unknown[] };
  return answer.pages.map((page) => FollowedPage.parse(page)).find(({ statementId }) => statementId === id);
}

describe("an address that somebody posted at", () => {
  it("is looked at when it is given, after an hour, a day and a week, and then no more", async () => {
    site.pages.set(`/p/${number}`, { headers: html, body: `<title>Humas</title><p>${text}</p>` });
    const id = await posted({ url: address() });
    expect(await shown(id)).toMatchObject({ state: "new", lookedAt: null, url: address() });
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    expect(await shown(id)).toMatchObject({
      state: "shows_words",
      lookedAt: time.toISOString(),
      nextLookAt: new Date(time.getTime() + hourMs).toISOString(),
    });
    for (const hours of [1, 23, 6 * 24]) {
      pass(hours * hourMs - 60_000);
      expect(await look()).toBe(0);
      pass(60_000);
      expect(await look()).toBe(1);
    }
    expect(await shown(id)).toMatchObject({ state: "shows_words", nextLookAt: null });
    pass(30 * 24 * hourMs);
    expect(await look()).toBe(0);
  });

  it.each([
    ["words_not_seen", { headers: html, body: "<p>Halaman lain sama sekali.</p>" }],
    ["shows_words", { headers: html, body: `<meta property="og:description" content="${text}"><div></div>` }],
    ["asks_sign_in", { headers: html, body: '<form><input name="x" type="password"></form>' }],
    ["asks_sign_in", { status: 401, headers: html, body: "" }],
    ["asks_sign_in", { status: 302, headers: { location: "/accounts/login/?next=x" } }],
    ["cannot_read", { status: 403, headers: html, body: text }],
    ["cannot_read", { status: 429, headers: html, body: text }],
    ["cannot_read", { status: 500, headers: html, body: text }],
    ["cannot_read", { headers: { "content-type": "image/png" }, body: text }],
    ["gone", { status: 404, headers: html, body: text }],
    ["gone", { status: 410 }],
  ] as const)("is told of as it is: %s", async (state, answer) => {
    site.pages.set(`/p/${number}`, answer);
    site.pages.set("/accounts/login/", { headers: html, body: "<p>Masuk</p>" });
    const id = await posted({ url: address() });
    await look();
    expect(await shown(id)).toMatchObject({ state });
  });

  it("is only said to open where there are no words to look for", async () => {
    site.pages.set(`/p/${number}`, { headers: html, body: "<p>Foto</p>" });
    const id = await posted({ url: address(), words: "🎉" });
    await look();
    expect(await shown(id)).toMatchObject({ state: "reachable" });
  });

  it("is left alone where the site's robots.txt says so, or cannot be had", async () => {
    site.pages.set("/robots.txt", { body: "User-agent: *\nDisallow: /p/" });
    const id = await posted({ url: address() });
    await look();
    expect(await shown(id)).toMatchObject({ state: "not_allowed" });
    site.pages.set("/robots.txt", { status: 503 });
    const other = await posted({ url: `${address()}/b` });
    await look();
    expect(await shown(other)).toMatchObject({ state: "cannot_read" });
    expect(site.requests).not.toContain(`GET /p/${number}`);
    expect(site.requests).not.toContain(`GET /p/${number}/b`);
  });

  it("reaches nothing of a private network", async () => {
    const inside = await startWebSite({ "/": { headers: html, body: text } });
    const id = await posted({ url: `${inside.url}/` });
    await look();
    expect(await shown(id)).toMatchObject({ state: "cannot_read" });
    expect(inside.requests).toEqual([]);
    await inside[Symbol.asyncDispose]();
  });

  it("that was not there twice is told of once, and taken back when it answers again", async () => {
    const id = await posted({ url: address() });
    await look();
    expect(await bell()).not.toContain("page_gone");
    pass(hourMs);
    await look();
    expect(await shown(id)).toMatchObject({ state: "gone" });
    const told = (await bell()).split("page_gone").length - 1;
    expect(told).toBe(1);
    const notices = (await (await call("GET", "/notices")).json()) as {
      items: { id: string; kind: string }[];
    };
    const gone = notices.items.find(({ kind }) => kind === "accounts.page_gone");
    await call("POST", "/notices/read", { ids: [gone?.id] });
    pass(23 * hourMs);
    await look();
    const later = (await (await call("GET", "/notices")).json()) as {
      items: { kind: string; isRead: boolean }[];
    };
    expect(later.items.find(({ kind }) => kind === "accounts.page_gone")).toMatchObject({ isRead: true });
    site.pages.set(`/p/${number}`, { headers: html, body: text });
    pass(6 * 24 * hourMs);
    await look();
    expect(await shown(id)).toMatchObject({ state: "shows_words" });
    expect(await bell()).not.toContain("page_gone");
  });
});

describe("an officer", () => {
  it("gives the address later or mends it, which begins anew and stands in the log", async () => {
    const id = await posted();
    expect(await shown(id)).toBeUndefined();
    site.pages.set(`/p/${number}`, { headers: html, body: text });
    const wrong = await call("PUT", `/accounts/statements/${id}/address`, { url: `${address()}x` });
    expect(wrong.status).toBe(200);
    await look();
    expect(await shown(id)).toMatchObject({ state: "gone" });
    await call("PUT", `/accounts/statements/${id}/address`, { url: address() });
    expect(await shown(id)).toMatchObject({ state: "new", url: address() });
    await look();
    expect(await shown(id)).toMatchObject({ state: "shows_words" });
    const log = await (await call("GET", "/audit?limit=10")).text();
    expect(log).toContain("statement.address_given");
    expect(log).toContain(address());
  });

  it("gives none to what the desk sent itself, nor to another office's, nor one that is no address", async () => {
    const { accountId: speaking } = await office.connect("humas.mesin");
    const asked = await call("POST", `/accounts/${speaking}/statements`, { text });
    const { id } = Statement.parse(await asked.json());
    await sendStatements(office.parts, speaking, signal);
    const give = (as: PracticeOffice["admin"], of: string, url: string) =>
      as.call("PUT", `/accounts/statements/${of}/address`, { url });
    expect((await give(office.admin, id, address())).status).toBe(409);
    const own = await posted();
    const stranger = await office.run.signIn("admin");
    expect((await give(stranger, own, address())).status).toBe(404);
    expect((await give(office.admin, own, "javascript:alert(1)")).status).toBe(422);
  });
});
