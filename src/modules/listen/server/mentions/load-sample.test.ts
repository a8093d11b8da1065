import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { verifyCounts } from "../counts/verify-counts.ts";
import { getRetention } from "./get-retention.ts";
import { getSampleLoad, loadSample } from "./load-sample.ts";
import { readSampleHeadlines } from "./sample-headlines.ts";
import { storeSample } from "./store-sample.ts";
import { withMentions } from "./tables.ts";

const forEver = new AbortController().signal;
let database: TestDatabase;
let jobs: Awaited<ReturnType<typeof openJobs>>;
let parts: Parameters<typeof storeSample>[0];
beforeAll(async () => {
  database = await testDatabase();
  jobs = await openJobs(database.connectionString, createLogger("silent"));
  parts = { db: database.db, now: () => testNow };
});
afterAll(async () => {
  await jobs?.stop();
  await database?.[Symbol.asyncDispose]();
});
const countMentions = async ({ workspaceId }: RequestContext): Promise<number> => {
  const { count } = await withMentions(database.db)
    .selectFrom("listen.mention")
    .select((rows) => rows.fn.countAll<string>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return Number(count);
};

describe("the shipped sample", () => {
  it("is headlines in order of time, without bodies", async () => {
    const headlines = await readSampleHeadlines();
    expect(headlines.length).toBe(8_528);
    expect(headlines.map(({ at }) => at)).toEqual(headlines.map(({ at }) => at).toSorted());
    expect(headlines.some(({ title }) => title === "Presiden RI ke-3 BJ Habibie Wafat")).toBe(true);
    expect(Math.max(...headlines.map(({ title }) => title.length))).toBeLessThan(250);
  });
  it("fills a desk once, however often it is loaded, and says how far it is", async () => {
    const context = contextFor(database.db, await makeWorkspace(database.db));
    expect(await getSampleLoad(context)).toEqual({ load: null });
    expect(await loadSample(context, jobs)).toEqual({ done: 0, total: 8_528 });
    const fresh = await storeSample(parts, context.workspaceId, forEver);
    expect(fresh).toBeGreaterThan(8_400);
    expect(await getSampleLoad(context)).toEqual({ load: { done: 8_528, total: 8_528 } });
    expect(await loadSample(context, jobs)).toEqual({ done: 0, total: 8_528 });
    expect(await storeSample(parts, context.workspaceId, forEver)).toBe(0);
    expect(await countMentions(context)).toBe(fresh);
    expect(await getRetention(context, { months: 1 }), "nobody has saved any of it").toMatchObject({
      saved: 0,
      wouldRemove: fresh,
    });
  });

  it("goes on where it was stopped, and by two workers at once stores nothing twice", async () => {
    const context = contextFor(database.db, await makeWorkspace(database.db));
    await loadSample(context, jobs);
    const stop = new AbortController();
    let batches = 0;
    const now = () => {
      batches += 1;
      if (batches > 3) stop.abort();
      return testNow;
    };
    await storeSample({ ...parts, now }, context.workspaceId, stop.signal);
    expect((await getSampleLoad(context)).load).toEqual({ done: 1_000, total: 8_528 });
    expect(await loadSample(context, jobs), "asked again it goes on").toEqual({ done: 1_000, total: 8_528 });
    const both = await Promise.all([
      storeSample(parts, context.workspaceId, forEver),
      storeSample(parts, context.workspaceId, forEver),
    ]);
    expect((await getSampleLoad(context)).load).toEqual({ done: 8_528, total: 8_528 });
    const first = await countMentions(context);
    expect(both.reduce((sum, fresh) => sum + fresh, 0)).toBeLessThan(first);
    expect((await verifyCounts(database.db, false)).differences).toEqual([]);
  });
});
