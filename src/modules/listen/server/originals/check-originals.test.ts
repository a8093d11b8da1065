import type { IncomingMessage } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listNotices } from "#platform/notices/list-notices.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { startWebSite, type WebSite } from "#test/web-site.ts";
import { addNote } from "../mentions/add-note.ts";
import { getMention } from "../mentions/get-mention.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { tagMentions } from "../mentions/tag-mentions.ts";
import { type HandClock, handClock, samplePollParts } from "../sources/poll-samples.ts";
import { giveHostTurn, takeHostTurn } from "../sources/poll-store.ts";
import { checkOriginals } from "./check-originals.ts";
import { getOriginalCheck } from "./get-original-check.ts";
import { updateOriginalCheck } from "./update-original-check.ts";

let database: TestDatabase;
let site: WebSite;
let workspaceId: string;
let clock: HandClock;
let parts: ReturnType<typeof samplePollParts>;
const pauses: number[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  // Each test has a site of its own, and no other office has anything on it.
  site = await startWebSite();
  workspaceId = await makeWorkspace(database.db);
  clock = handClock(testNow);
  pauses.length = 0;
  parts = {
    ...samplePollParts(database.db, [site.host], clock.now),
    pause: async (ms) => void pauses.push(ms),
  };
  return () => site[Symbol.asyncDispose]();
});

const context = () => ({ ...contextFor(database.db, workspaceId, "officer"), now: clock.now });
const office = () => ({ ...contextFor(database.db, workspaceId, "owner"), now: clock.now });

/** Stores an article of the site, heard now, and has somebody tag it. @returns its id */
async function saved(page: string, draft: Partial<MentionDraft> = {}): Promise<string> {
  const id = await heard(page, draft);
  const selection = { ids: [id] };
  await tagMentions(context(), { selection, add: ["Penting"], remove: [] });
  return id;
}
async function heard(page: string, draft: Partial<MentionDraft> = {}): Promise<string> {
  const article = aDraft(1, {
    externalId: page,
    url: `${site.url}${page}`,
    publishedAt: clock.now(),
    ...draft,
  });
  const { ids } = await storeMentions(database.db, workspaceId, [article], clock.now());
  return ids[0] ?? "";
}

const round = (signal = new AbortController().signal) => checkOriginals(parts, signal);
const halfDay = () => clock.pass(12 * 60);
const isGone = async (id: string) => (await getMention(context(), { id })).isGone;
const bell = async () => (await listNotices(context(), { limit: 10 })).items;
const asked = (page: string) => site.requests.filter((line) => line === `GET ${page}`).length;

describe("what people saved", () => {
  test("and now opens the front page is told once, marked as nothing, and taken back when it answers again", async () => {
    site.pages.set("/berita/warga-minta-lampu", { body: "<p>Ada</p>" });
    site.pages.set("/", { body: "<h1>Beranda</h1>" });
    const id = await saved("/berita/warga-minta-lampu");
    halfDay();
    expect(await round()).toMatchObject({ looked: 1, moved: 0 });
    site.pages.set("/berita/warga-minta-lampu", { status: 302, headers: { location: "/" } });
    halfDay();
    expect(await round()).toMatchObject({ looked: 1, gone: 0, moved: 1 });
    halfDay();
    expect(await round()).toMatchObject({ looked: 1, gone: 0, moved: 0 });
    expect(await isGone(id)).toBe(false);
    expect(await bell()).toMatchObject([{ kind: "listen.original_moved", subject: { kind: "mention", id } }]);
    site.pages.set("/berita/warga-minta-lampu", { body: "<p>Ada lagi</p>" });
    halfDay();
    expect(await round()).toMatchObject({ looked: 1, back: 0 });
    expect(await bell()).toEqual([]);
  });

  test("is looked at twice before it counts as deleted, and loses the mark when it answers again", async () => {
    site.pages.set("/a", { body: "<p>Ada</p>" });
    const id = await saved("/a");
    expect(await round()).toMatchObject({ looked: 0 });
    halfDay();
    expect(await round()).toMatchObject({ looked: 1, gone: 0 });
    expect(await round()).toMatchObject({ looked: 0 });

    site.pages.set("/a", { status: 404 });
    halfDay();
    expect(await round()).toMatchObject({ looked: 1, gone: 0 });
    expect(await isGone(id)).toBe(false);
    clock.pass(59);
    expect(await round()).toMatchObject({ looked: 0 });
    clock.pass(1);
    expect(await round()).toMatchObject({ looked: 1, gone: 1 });
    expect(await isGone(id)).toBe(true);
    expect(await bell()).toMatchObject([
      {
        kind: "listen.original_gone",
        severity: "warning",
        values: { outlet: "Kabar Uji" },
        subject: { kind: "mention", id },
      },
    ]);
    halfDay();
    expect(await round()).toMatchObject({ looked: 1, gone: 0 });

    site.pages.set("/a", { body: "<p>Ada lagi</p>" });
    halfDay();
    expect(await round()).toMatchObject({ looked: 1, back: 1 });
    expect(await isGone(id)).toBe(false);
    expect(await bell()).toEqual([]);
    const { rows } = await database.pool.query<{ action: string; actor_kind: string }>(
      "select action, actor_kind from platform.audit_entry where workspace_id = $1 and action like 'mention.%there%' or workspace_id = $1 and action = 'mention.gone' order by seq",
      [workspaceId],
    );
    expect(rows).toEqual([
      { action: "mention.gone", actor_kind: "system" },
      { action: "mention.there_again", actor_kind: "system" },
    ]);
  });

  test("that was not there once only, or about which nothing is known, is not marked", async () => {
    const id = await saved("/a");
    for (const status of [404, 200, 410, 500, 403, 200]) {
      site.pages.set("/a", { status });
      halfDay();
      await round();
      expect(await isGone(id)).toBe(false);
    }
    expect(asked("/a")).toBe(6);
  });

  test("is asked only whether it changed", async () => {
    const known: (string | undefined)[] = [];
    site.pages.set("/a", (request: IncomingMessage) => {
      known.push(request.headers["if-none-match"]);
      return known.length === 1 ? { headers: { etag: '"satu"' }, body: "<p>Ada</p>" } : { status: 304 };
    });
    const id = await saved("/a");
    for (let look = 0; look < 3; look += 1) {
      halfDay();
      await round();
    }
    expect(known).toEqual([undefined, '"satu"', '"satu"']);
    expect(await isGone(id)).toBe(false);
  });
});

test("what nobody saved, what is old, and what only a feed has tagged is not asked for", async () => {
  await heard("/unsaved");
  await heard("/by-feed", { externalId: "by-feed", tags: ["Otomatis"] });
  await saved("/old", { publishedAt: new Date(testNow.getTime() - 15 * 24 * 3_600_000) });
  const noted = await heard("/noted");
  await addNote(context(), { id: noted, text: "Simpan ini." });
  halfDay();
  expect(await round()).toMatchObject({ looked: 1 });
  expect(site.requests).toEqual(["GET /robots.txt", "GET /noted"]);
});

describe("a site", () => {
  test("is asked one page at a time, at the pace that its robots.txt asks for", async () => {
    site.pages.set("/robots.txt", { body: "User-agent: *\nCrawl-delay: 30\nDisallow: /tertutup" });
    let running = 0;
    let most = 0;
    for (const page of ["/a", "/b", "/c"]) {
      site.pages.set(page, (_request, response) => {
        running += 1;
        most = Math.max(most, running);
        setImmediate(() => {
          running -= 1;
          response.end("ada");
        });
        return undefined;
      });
      await saved(page);
    }
    await saved("/tertutup/d");
    halfDay();
    expect(await round()).toMatchObject({ looked: 3 });
    expect(most).toBe(1);
    expect(pauses).toEqual([30_000, 30_000]);
    expect(asked("/tertutup/d")).toBe(0);
  });

  test("that asks to be left alone is, for as long as it asks", async () => {
    const busy = { status: 429, headers: { "retry-after": String(36 * 3600) } };
    for (const page of ["/a", "/b"]) {
      site.pages.set(page, busy);
      await saved(page);
    }
    halfDay();
    expect(await round()).toMatchObject({ looked: 1 });
    halfDay();
    halfDay();
    expect(await round()).toMatchObject({ looked: 0 });
    halfDay();
    expect(await round()).toMatchObject({ looked: 1 });
  });

  test("whose robots.txt cannot be reached is not asked for anything else", async () => {
    site.pages.set("/robots.txt", { status: 503 });
    await saved("/a");
    halfDay();
    expect(await round()).toMatchObject({ looked: 0 });
    expect(asked("/a")).toBe(0);
  });

  test("is left to the worker that polls one of its sources", async () => {
    site.pages.set("/a", { body: "ada" });
    await saved("/a");
    halfDay();
    const holder = "00000000-0000-4000-8000-000000000001";
    await takeHostTurn(database.db, site.host, holder, clock.now());
    expect(await round()).toMatchObject({ looked: 0 });
    await giveHostTurn(database.db, site.host, holder);
    expect(await round()).toMatchObject({ looked: 1 });
  });
});

test("a round that is told to end leaves the rest for the next", async () => {
  const ending = new AbortController();
  for (const page of ["/a", "/b"]) {
    site.pages.set(page, () => {
      ending.abort();
      return { body: "ada" };
    });
    await saved(page);
  }
  halfDay();
  expect(await round(ending.signal)).toMatchObject({ looked: 0 });
  expect(await round()).toMatchObject({ looked: 2 });
});

describe("for how long", () => {
  test("is set by the office, and nothing is asked where it is switched off", async () => {
    site.pages.set("/a", { status: 410 });
    const id = await saved("/a");
    expect(await getOriginalCheck(office())).toEqual({ days: 14, watched: 1, gone: 0 });
    expect(await updateOriginalCheck(office(), { days: null })).toEqual({ days: null, watched: 0, gone: 0 });
    halfDay();
    expect(await round()).toMatchObject({ looked: 0 });
    await updateOriginalCheck(office(), { days: 1 });
    await round();
    clock.pass(60);
    await round();
    expect(await isGone(id)).toBe(true);
    expect(await getOriginalCheck(office())).toEqual({ days: 1, watched: 1, gone: 1 });
    clock.pass(24 * 60);
    expect(await round()).toMatchObject({ looked: 0 });
    const { rows } = await database.pool.query<{ details: unknown }>(
      "select details from platform.audit_entry where workspace_id = $1 and action = 'original_check.changed' order by seq",
      [workspaceId],
    );
    expect(rows.map(({ details }) => details)).toEqual([
      { before: 14, days: null },
      { before: null, days: 1 },
    ]);
  });
});
