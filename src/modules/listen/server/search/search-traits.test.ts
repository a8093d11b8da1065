import { afterAll, beforeAll, expect, test } from "vitest";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import type { MentionAnalysis, ToneCounts } from "../../contract/analysis.ts";
import type { MentionSummary } from "../../contract/mentions.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { countMatches } from "./count-matches.ts";
import { readMentionQuery } from "./mention-query.ts";
import { searchMentions } from "./search-mentions.ts";
import { summarizeMentions } from "./summarize-mentions.ts";

const texts = [
  "Lampu jalan di Kabupaten Sidoarjo padam sudah 3 hari, kecewa sekali, tolong diperbaiki!",
  "Terima kasih Pemkot Surabaya, petugasnya ramah dan pelayanannya cepat",
  "Kapan pendaftaran sekolah dibuka di Kota Malang?",
  "Gubernur Jawa Timur Khofifah Indar Parawansa meresmikan jembatan pada Senin",
  "Dasar goblok kamu, jalan rusak dibiarkan!",
];
const drafts: MentionDraft[] = Array.from({ length: 600 }, (_, n) =>
  aDraft(n, {
    title: "",
    text: `${texts[n % texts.length] ?? ""} ${n % 2 === 0 ? "banjir" : "pasar"}`,
    outlet: n % 3 === 0 ? "Antara" : "Tempo",
    publishedAt: new Date(Date.UTC(2025, 9, 3) + n * 2.3 * 3_600_000),
    language: null,
  }),
);

const analyst = openAnalyst(1);
let database: TestDatabase;
let workspaceId: string;
let all: MentionSummary[];

beforeAll(async () => {
  database = await testDatabase();
  workspaceId = await makeWorkspace(database.db);
  await storeMentions(database.db, workspaceId, drafts, testNow, analyst);
  all = await found("");
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});

/** Every mention that a query finds, page by page. */
async function found(q: string): Promise<MentionSummary[]> {
  const mentions: MentionSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchMentions(contextFor(database.db, workspaceId), {
      q,
      sort: "newest",
      limit: 100,
      ...(cursor === undefined ? {} : { cursor }),
    });
    mentions.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return mentions;
}

const having = (test: (analysis: MentionAnalysis, text: string) => boolean) =>
  all.filter(({ analysis, excerpt }) => analysis !== null && test(analysis, excerpt)).map(({ id }) => id);

test("every mention has its analysis, and its language where nobody named it", () => {
  expect(all).toHaveLength(600);
  expect(all.every(({ analysis }) => analysis !== null)).toBe(true);
  expect(new Set(all.map(({ language }) => language))).toEqual(new Set(["id"]));
});

test.each<[string, (analysis: MentionAnalysis) => boolean, number]>([
  ["tone:negative", ({ tone }) => tone === "negative", 120],
  ["nada:positif", ({ tone }) => tone === "positive", 120],
  ["intent:complaint", ({ intent }) => intent === "complaint", 120],
  ["maksud:pertanyaan", ({ intent }) => intent === "question", 120],
  ["hostile:2", ({ hostility }) => hostility >= 2, 120],
  ["place:35.15", ({ places }) => places.some((code) => code.startsWith("35.15")), 120],
  ['place:"jawa timur"', ({ places }) => places.some((code) => code.startsWith("35")), 400],
  ["tempat:jatim", ({ places }) => places.some((code) => code.startsWith("35")), 400],
  ["person:khofifah", ({ persons }) => persons.some((name) => /khofifah/i.test(name)), 120],
  ["has:claim", ({ isCheckable }) => isCheckable, 120],
])("%s finds exactly those analysed so", async (q, test, least) => {
  const expected = having(test);
  expect(expected.length).toBeGreaterThanOrEqual(least);
  expect((await found(q)).map(({ id }) => id)).toEqual(expected);
});

const tones = (mentions: readonly MentionSummary[]): ToneCounts => {
  const counts = { negative: 0, neutral: 0, positive: 0, unsure: 0 };
  for (const { analysis } of mentions) if (analysis) counts[analysis.tone] += 1;
  return counts;
};
const sumOf = (histogram: readonly { tones: ToneCounts }[]): ToneCounts =>
  histogram.reduce(
    (sum, { tones: { negative, neutral, positive, unsure } }) => ({
      negative: sum.negative + negative,
      neutral: sum.neutral + neutral,
      positive: sum.positive + positive,
      unsure: sum.unsure + unsure,
    }),
    { negative: 0, neutral: 0, positive: 0, unsure: 0 },
  );
const places = (mentions: readonly MentionSummary[], code: string): number =>
  mentions.filter(({ analysis }) => analysis?.places.some((place) => place.startsWith(code))).length;

test.each([
  ["", "rollup"],
  ["banjir", "counted"],
])("traits of %j are added up as they are (%s)", async (q, method) => {
  const mentions = q === "" ? all : all.filter(({ excerpt }) => excerpt.includes(q));
  const counts = await summarizeMentions(contextFor(database.db, workspaceId), { q, bucket: "day" });
  expect(counts).toMatchObject({ method, areTraitsExact: true, total: mentions.length });
  expect(sumOf(counts.histogram)).toEqual(tones(mentions));
  for (const code of ["35", "35.15", "35.78"])
    expect(counts.facets.place.find(({ value }) => value === code)?.count).toBe(places(mentions, code));
  expect(counts.facets.intent.reduce((sum, { count }) => sum + count, 0)).toBe(mentions.length);
});

test("traits of an outlet, and those of very many, are an estimate that says so and is near the truth", async () => {
  const ofOutlet = await summarizeMentions(contextFor(database.db, workspaceId), {
    q: "outlet:antara",
    bucket: "month",
  });
  expect(ofOutlet).toMatchObject({ total: 200, isExact: true, areTraitsExact: false });
  expect(Math.abs(sumOf(ofOutlet.histogram).negative - 80)).toBeLessThan(12);
  const db = withMentions(database.db);
  const query = await readMentionQuery(db, workspaceId, "banjir", { now: testNow, zone: "Asia/Jakarta" });
  const span = {
    from: Date.UTC(2025, 9, 1),
    until: Date.UTC(2026, 0, 1),
    bucket: "month",
    zone: "Asia/Jakarta",
  } as const;
  const limits = { mostFetched: 50, firstLook: 2, fullSample: 6 };
  const { tally, areTraitsExact } = await countMatches(db, workspaceId, query, span, limits);
  expect(areTraitsExact).toBe(false);
  const expected = tones(all.filter(({ excerpt }) => excerpt.includes("banjir")));
  expect(Math.abs(sumOf(tally.histogram(span.from, span.until)).negative - expected.negative)).toBeLessThan(
    25,
  );
});
