import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { getRetention } from "./get-retention.ts";
import { loadSample } from "./load-sample.ts";
import { readSampleHeadlines } from "./sample-headlines.ts";
import { withMentions } from "./tables.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database?.[Symbol.asyncDispose]();
});

describe("the shipped sample", () => {
  it("is headlines in order of time, without bodies", async () => {
    const headlines = await readSampleHeadlines();
    expect(headlines.length).toBe(8_528);
    expect(headlines.map(({ at }) => at)).toEqual(headlines.map(({ at }) => at).toSorted());
    expect(headlines.some(({ title }) => title === "Presiden RI ke-3 BJ Habibie Wafat")).toBe(true);
    expect(Math.max(...headlines.map(({ title }) => title.length))).toBeLessThan(250);
  });
  it("fills a desk once, however often it is loaded", async () => {
    const context = contextFor(database.db, await makeWorkspace(database.db));
    const first = await loadSample(context);
    expect(first.stored).toBeGreaterThan(8_400);
    expect(await loadSample(context)).toEqual({ stored: 0 });
    const { count } = await withMentions(database.db)
      .selectFrom("listen.mention")
      .select((rows) => rows.fn.countAll<string>().as("count"))
      .where("workspace_id", "=", context.workspaceId)
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(first.stored);
    expect(await getRetention(context, { months: 1 }), "nobody has saved any of it").toMatchObject({
      saved: 0,
      wouldRemove: first.stored,
    });
  });
});
