import { readFileSync } from "node:fs";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { countMatches } from "./count-matches.ts";
import { readMentionQuery } from "./mention-query.ts";
import { coverSpan } from "./sum-counts.ts";
import { summarizeMentions } from "./summarize-mentions.ts";

let database: TestDatabase;
let workspaceId: string;
const zone = "Asia/Jakarta";
const clock = { now: testNow, zone };
const outlets = ["Antara", "Kompas", "Tempo"];

/** Every third is about floods, every 50th about an earthquake; hours apart, over five months. */
const drafts: MentionDraft[] = Array.from({ length: 1_500 }, (_, n) =>
  aDraft(n, {
    outlet: outlets[(n * n) % 3] ?? "",
    channel: n % 4 === 0 ? "x" : "news",
    language: n % 5 === 0 ? "en" : "id",
    title: n % 50 === 0 ? "Gempa mengguncang kota" : "Kabar dari daerah",
    text: n % 3 === 0 ? "banjir surut" : "jalan macet",
    publishedAt: new Date(Date.UTC(2025, 9, 3) + n * 2.3 * 3_600_000),
    tags: n % 100 === 0 ? ["Penting"] : [],
  }),
);

beforeAll(async () => {
  database = await testDatabase();
  workspaceId = await makeWorkspace(database.db);
  await storeMentions(database.db, workspaceId, drafts, testNow);
  await storeMentions(database.db, await makeWorkspace(database.db), drafts, testNow);
});
afterAll(() => database[Symbol.asyncDispose]());

const summary = (q: string, bucket: "auto" | "hour" | "day" | "month" = "auto") =>
  summarizeMentions(contextFor(database.db, workspaceId), { q, bucket });

function naive(matches: (draft: MentionDraft) => boolean) {
  const found = drafts.filter(matches);
  const count = (value: (draft: MentionDraft) => string) =>
    [...Map.groupBy(found, value)]
      .map(([key, group]) => ({ value: key, count: group.length }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const months = Map.groupBy(found, ({ publishedAt }) =>
    new Date(publishedAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 7),
  );
  return {
    total: found.length,
    outlet: count(({ outlet }) => outlet),
    channel: count(({ channel }) => channel),
    lang: count(({ language }) => language ?? ""),
    tagged: found.filter(({ tags }) => tags.length > 0).length,
    months: Object.fromEntries([...months].map(([month, group]) => [month, group.length])),
  };
}

test.each<[string, "counted" | "rollup", (draft: MentionDraft) => boolean]>([
  ["", "rollup", () => true],
  ["banjir", "counted", ({ text }) => text.includes("banjir")],
  ["gempa OR tag:penting", "counted", ({ title, tags }) => title.includes("Gempa") || tags.length > 0],
  ["tag:penting", "counted", ({ tags }) => tags.length > 0],
  ["NOT banjir", "counted", ({ text }) => !text.includes("banjir")],
  [
    "outlet:antara (channel:x OR NOT lang:en)",
    "rollup",
    (d) => d.outlet === "Antara" && (d.channel === "x" || d.language !== "en"),
  ],
  ["has:link outlet:antara", "counted", ({ outlet }) => outlet === "Antara"],
  [
    "since:2025-10-20 until:2026-01-07 channel:news",
    "rollup",
    ({ publishedAt, channel }) =>
      channel === "news" &&
      publishedAt >= new Date("2025-10-19T17:00:00Z") &&
      publishedAt < new Date("2026-01-07T17:00:00Z"),
  ],
  ["since:2025-10-20T14:30", "counted", ({ publishedAt }) => publishedAt >= new Date("2025-10-20T07:30:00Z")],
])("counts of %j are those of counting by hand", async (q, method, matches) => {
  const expected = naive(matches);
  const counted = await summary(q, "month");
  expect(counted).toMatchObject({ total: expected.total, isExact: true, method });
  expect(counted.facets.outlet).toEqual(expected.outlet);
  expect(counted.facets.channel).toEqual(expected.channel);
  expect(counted.facets.lang).toEqual(expected.lang);
  expect(counted.facets.tag).toEqual(
    expected.tagged === 0 ? [] : [{ value: "Penting", count: expected.tagged }],
  );
  const months = counted.histogram.map(({ at, count }) => [
    new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 7),
    count,
  ]);
  expect(Object.fromEntries(months.filter(([, count]) => count !== 0))).toEqual(expected.months);
});

test("a histogram has its empty buckets, and each begins at the office's midnight", async () => {
  const { histogram, bucket } = await summary("gempa since:2025-10-20 until:2025-11-20");
  expect(bucket).toBe("day");
  expect(histogram).toHaveLength(32);
  expect(histogram[0]?.at).toBe("2025-10-19T17:00:00.000Z");
  expect(histogram.some(({ count }) => count === 0)).toBe(true);
});

test("a query that finds nothing, and one of a time without mentions, count nothing", async () => {
  expect(await summary("tidakada")).toMatchObject({ total: 0, isExact: true });
  expect(await summary("since:2027-01-01")).toMatchObject({ total: 0, histogram: [] });
  const empty = await makeWorkspace(database.db);
  const nothing = await summarizeMentions(contextFor(database.db, empty), { q: "banjir", bucket: "auto" });
  expect(nothing).toMatchObject({ total: 0, histogram: [] });
});

test("an estimate says so and is near the truth", async () => {
  const db = withMentions(database.db);
  const query = await readMentionQuery(db, workspaceId, "banjir", clock);
  const span = { from: Date.UTC(2025, 9, 1), until: Date.UTC(2026, 3, 1), bucket: "month", zone } as const;
  const limits = { mostFetched: 100, firstLook: 2, fullSample: 8 };
  const { tally, method } = await countMatches(db, workspaceId, query, span, limits);
  expect(method).toBe("sampled");
  expect(Math.abs(tally.total() - 500)).toBeLessThan(25);
  const again = await countMatches(db, workspaceId, query, span, limits);
  expect(again.tally.total()).toBe(tally.total());
});

test("of what is neither rare nor common an even part is counted, and stands for the whole", async () => {
  const db = withMentions(database.db);
  const query = await readMentionQuery(db, workspaceId, "gempa", clock);
  const span = { from: Date.UTC(2025, 9, 1), until: Date.UTC(2026, 3, 1), bucket: "month", zone } as const;
  // About 30 of 1,500: halved twice until at most 10 are left.
  const limits = { mostFetched: 10, firstLook: 15, fullSample: 8 };
  const { tally, method } = await countMatches(db, workspaceId, query, span, limits);
  const stored = await db
    .selectFrom("listen.mention")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("title", "like", "Gempa%")
    .execute();
  const drawn = stored.filter(({ id }) => Number.parseInt(id.slice(-1), 16) % 4 === 0);
  expect({ total: tally.total(), method }).toEqual({ total: drawn.length * 4, method: "sampled" });
});

test("mentions stored before they could be thinned get the words that new ones have", async () => {
  const { rows } = await sql<{ id: string; words: string[] }>`
    select id, array(select word from unnest(tsvector_to_array(search)) as word where word like '=n:%') as words
    from listen.mention where workspace_id = ${workspaceId}::uuid`.execute(database.db);
  const path = new URL("../migrations/004-thinned-mentions.sql", import.meta.url);
  const migration = readFileSync(path, "utf8");
  await sql`update listen.mention set search = ts_delete(search, array['=n:1', '=n:2', '=n:3', '=n:4', '=n:5',
    '=n:6', '=n:7', '=n:8'])`.execute(database.db);
  await sql.raw(migration).execute(database.db);
  const again = await sql<{ id: string; words: string[] }>`
    select id, array(select word from unnest(tsvector_to_array(search)) as word where word like '=n:%') as words
    from listen.mention where workspace_id = ${workspaceId}::uuid`.execute(database.db);
  const byId = (list: typeof rows) => new Map(list.map(({ id, words }) => [id, words]));
  expect(byId(again.rows)).toEqual(byId(rows));
  const halves = rows.filter(({ words }) => words.includes("=n:1")).length;
  expect(Math.abs(halves / rows.length - 0.5)).toBeLessThan(0.1);
});

test("a rare word is counted one by one however large the store is", async () => {
  const db = withMentions(database.db);
  const query = await readMentionQuery(db, workspaceId, "gempa", clock);
  const span = { from: Date.UTC(2025, 9, 1), until: Date.UTC(2026, 3, 1), bucket: "month", zone } as const;
  const { tally, method } = await countMatches(db, workspaceId, query, span, {
    mostFetched: 100,
    firstLook: 3,
    fullSample: 8,
  });
  expect({ total: tally.total(), method }).toEqual({ total: 30, method: "counted" });
});

test("a span is covered once, without gap, by few stretches", () => {
  const hour = 3_600_000;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 40_000 }), (start, length) => {
      const from = Date.UTC(2020, 0, 1) + start * hour;
      const until = from + length * hour;
      const stretches = coverSpan(from, until);
      expect(stretches.length).toBeLessThanOrEqual(5);
      expect(stretches[0]?.from).toBe(from);
      expect(stretches.at(-1)?.until).toBe(until);
      for (const [index, stretch] of stretches.entries()) {
        if (index > 0) expect(stretch.from).toBe(stretches[index - 1]?.until);
        const start = new Date(stretch.from).toISOString();
        if (stretch.grain === "day") expect(start).toMatch(/T00:00:00/);
        if (stretch.grain === "month") expect(start).toMatch(/-01T00:00:00/);
      }
    }),
  );
});
