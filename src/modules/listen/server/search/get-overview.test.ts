import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { Overview } from "../../contract/overview.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { getOverview } from "./get-overview.ts";
import { usualRange } from "./usual-range.ts";

const hour = 3_600_000;
const nothingElse = { otherAttention: async () => [] };
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const ago = (hours: number): Date => new Date(testNow.getTime() - hours * hour);

test("a young desk says what came in and that nothing is usual yet", async () => {
  const context = contextFor(database.db, await makeWorkspace(database.db));
  const empty = await getOverview(context, { hours: 24 }, nothingElse);
  expect(Overview.parse(empty)).toMatchObject({
    total: 0,
    usual: null,
    peak: null,
    newest: [],
    risingWords: [],
  });
  expect(empty.hourly).toHaveLength(24);
  const drafts = [
    aDraft(1, { publishedAt: ago(0.1) }),
    aDraft(2, { publishedAt: ago(2) }),
    aDraft(3, { publishedAt: ago(30) }),
  ];
  await storeMentions(database.db, context.workspaceId, drafts, testNow);
  const overview = await getOverview(context, { hours: 24 }, nothingElse);
  expect(Overview.parse(overview)).toMatchObject({ total: 2, usual: null });
  expect(overview.hourly.at(-1)).toMatchObject({ at: "2026-03-17T07:00:00.000Z", count: 1 });
  expect(overview.newest).toHaveLength(3);
});

test("weeks of the past say what is usual; outlets, peak and rising words are those of the span", async () => {
  const context = contextFor(database.db, await makeWorkspace(database.db));
  const past = Array.from({ length: 30 * 24 }, (_, n) =>
    aDraft(n, { publishedAt: ago(n + 24), title: "Harga beras naik lagi", outlet: "Harian" }),
  );
  const today = Array.from({ length: 40 }, (_, n) =>
    aDraft(5_000 + n, {
      publishedAt: ago(n < 30 ? 3.1 : n - 28),
      title: n % 2 === 0 ? "Habibie wafat di Jakarta" : "Harga beras naik lagi",
      outlet: n % 4 === 0 ? "Kabar" : "Harian",
    }),
  );
  await storeMentions(database.db, context.workspaceId, [...past, ...today], testNow);
  const overview = await getOverview(context, { hours: 24 }, nothingElse);
  expect(overview.usual).toMatchObject({ basis: "weeks", samples: 4 });
  expect(overview.usual?.high).toBeGreaterThanOrEqual(22);
  expect(overview.usual?.high).toBeLessThanOrEqual(24);
  expect(overview.total).toBe(40);
  expect(overview.peak).toMatchObject({ at: "2026-03-17T04:00:00.000Z", usualHigh: 1 });
  expect(overview.topOutlets).toEqual([
    { outlet: "Harian", count: 30 },
    { outlet: "Kabar", count: 10 },
  ]);
  expect(overview.risingWords).toEqual([
    { word: "Habibie wafat di Jakarta", count: 20, before: 0, query: '"habibie wafat di jakarta"' },
  ]);
});

describe("what is usual", () => {
  const now = 1_000 * 24 * hour;
  const span = { from: now - 24 * hour, until: now, lastShare: 0.5 };
  const every = (from: number): Map<number, number> => {
    const hours = new Map<number, number>();
    for (let at = from; at < now; at += hour) hours.set(at, 2);
    return hours;
  };
  test("comes from days while there are no two weeks", () => {
    const oldest = now - 4 * 24 * hour;
    expect(usualRange(every(oldest), oldest, span)).toMatchObject({
      basis: "days",
      samples: 3,
      low: 47,
      high: 47,
    });
  });
  test("is unknown with one day of the past", () => {
    const oldest = now - 2 * 24 * hour;
    expect(usualRange(every(oldest), oldest, span)).toBeNull();
  });
});
