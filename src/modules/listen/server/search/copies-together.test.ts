import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { anArticle, compareAll, otherNews, release, storeAndQueue } from "../copies/copy-samples.ts";
import { searchMentions } from "./search-mentions.ts";
import { summarizeMentions } from "./summarize-mentions.ts";

let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
  workspaceId = await makeWorkspace(database.db);
  await storeAndQueue(database.db, workspaceId, [
    anArticle(10, "Kantor Berita", release),
    anArticle(20, "Harian Melati", release),
    anArticle(30, "Niaga", otherNews),
    anArticle(40, "Warta Kota", release),
    anArticle(50, "Suara Baru", otherNews),
    anArticle(60, "Suara Baru", "Hujan deras diperkirakan turun sampai akhir pekan di pesisir utara"),
  ]);
  await compareAll(database.db, workspaceId);
});
afterAll(() => database[Symbol.asyncDispose]());

type Order = "newest" | "oldest" | "relevance";
const lines = async (
  q: string,
  sort: Order = "newest",
  copies: "apart" | "together" = "together",
  limit = 50,
) => {
  const context = contextFor(database.db, workspaceId);
  const found: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await searchMentions(context, { q, sort, copies, limit, cursor });
    found.push(...page.items.map(({ title }) => title));
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
};

test("copies are one line, that of the one which comes first in the order asked for", async () => {
  expect(await lines("")).toEqual(["Suara Baru 60", "Suara Baru 50", "Warta Kota 40"]);
  expect(await lines("", "oldest")).toEqual(["Kantor Berita 10", "Niaga 30", "Suara Baru 60"]);
  expect(await lines("kenanga", "relevance")).toEqual(["Warta Kota 40"]);
  expect(await lines("", "newest", "apart")).toHaveLength(6);
});

test("of copies the query finds, not of all of them", async () => {
  expect(await lines("outlet:kantor* OR outlet:harian*")).toEqual(["Harian Melati 20"]);
  expect(await lines("kenanga until:2026-03-01T19:15")).toEqual(["Kantor Berita 10"]);
});

test("pages hold together whatever their length", async () => {
  for (const order of ["newest", "oldest"] as const)
    expect(await lines("", order, "together", 1)).toEqual(await lines("", order));
});

test("the line says how many copies there are, in how many outlets, and which was first; counts stay counts of mentions", async () => {
  const context = contextFor(database.db, workspaceId);
  const { items } = await searchMentions(context, {
    q: "kenanga",
    sort: "newest",
    copies: "together",
    limit: 9,
  });
  expect(items[0]?.copies).toMatchObject({ mentions: 3, outlets: 3, first: { outlet: "Kantor Berita" } });
  expect((await summarizeMentions(context, { q: "kenanga", bucket: "auto" })).total).toBe(3);
});

test("has:copies finds what has copies", async () => {
  expect(await lines("has:copies", "newest", "apart")).toHaveLength(5);
  expect(await lines("punya:salinan", "newest", "together")).toHaveLength(2);
  expect(await lines("NOT has:copies", "newest", "apart")).toEqual(["Suara Baru 60"]);
});
