import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import type { AppError } from "#shared/app-error.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { type MonitorSettings, MonitorSettings as Settings } from "../../contract/monitor.ts";
import { judgeMention } from "../analysis/judge-mention.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { writeRetentionMonths } from "../mentions/retention-store.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { createMonitor } from "./create-monitor.ts";
import { getMonitor } from "./get-monitor.ts";
import { getMonitorFigures } from "./get-monitor-figures.ts";
import { listMonitorRevisions } from "./list-monitor-revisions.ts";
import { listMonitors } from "./list-monitors.ts";
import { withMonitors } from "./monitor-tables.ts";
import { removeMonitor } from "./remove-monitor.ts";
import { runBackfill } from "./run-backfill.ts";
import { testMonitor } from "./test-monitor.ts";
import { updateMonitor } from "./update-monitor.ts";
import { verifyMonitors } from "./verify-monitors.ts";

const now = new Date("2026-03-02T05:00:00Z");
const analyst = openAnalyst(1);
let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.db);
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});

const context = () => contextFor(database.db, workspaceId, "officer", now);
const sent: string[] = [];
const jobs: JobQueue = {
  send: async (_kind, payload) => {
    sent.push((payload as { monitorId: string }).monitorId);
    return null;
  },
};
const settings = (parts: Partial<MonitorSettings> = {}): MonitorSettings =>
  Settings.parse({ name: "Banjir", q: "banjir", ...parts });
const make = (parts: Partial<MonitorSettings> = {}) => createMonitor(context(), settings(parts), jobs);
const parts = (pause: () => Promise<void> = async () => undefined) => ({
  db: database.db,
  now: () => now,
  pause,
});
const forEver = new AbortController().signal;
const store = (from: number, to: number, draft: Parameters<typeof aDraft>[1] = {}) =>
  storeMentions(
    database.db,
    workspaceId,
    Array.from({ length: to - from }, (_, n) => aDraft(from + n, draft)),
    now,
    analyst,
  );
const found = async (q: string) =>
  (await searchMentions(context(), { q, sort: "newest", limit: 100 })).items.map(({ id }) => id);
const total = async (id: string, days = 7) => (await getMonitorFigures(context(), { id, days })).total;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: AppError) => error,
  );

describe("a monitor", () => {
  it("finds what comes in from the next batch on, and what was there before once it was gone through", async () => {
    await store(0, 3);
    const monitor = await make();
    expect(monitor.backfill).toEqual({ done: 0, total: 3 });
    await store(3, 5);
    expect(await found(`monitor:${monitor.id}`)).toHaveLength(2);
    await runBackfill(parts(), monitor.id, forEver);
    expect(await found("pantauan:banjir")).toEqual(await found("banjir"));
    expect(await total(monitor.id)).toBe(5);
    expect((await getMonitor(context(), { id: monitor.id })).backfill).toBeNull();
    expect(
      (await searchMentions(context(), { q: "", sort: "newest", limit: 1 })).items[0]?.monitorIds,
    ).toEqual([monitor.id]);
  });

  it("counts by tone, and a correction counts at once", async () => {
    const monitor = await make();
    const { ids } = await store(0, 4);
    const before = await getMonitorFigures(context(), { id: monitor.id, days: 1 });
    expect(before.total).toBe(4);
    const judged = { id: ids[0] ?? "", trait: "tone", value: "positive", isBlind: false } as const;
    await judgeMention(context(), judged, analyst);
    const after = await getMonitorFigures(context(), { id: monitor.id, days: 1 });
    expect(after.tones.positive).toBe(before.tones.positive + 1);
    expect(after.outlets).toMatchObject([{ value: "Kabar Uji", count: 4, tones: after.tones }]);
    expect((await listMonitors(context())).items).toMatchObject([
      { name: "Banjir", lastDay: 4, lastWeek: 4, weekBefore: 0, tones: after.tones },
    ]);
  });

  it("that is changed never counts twice, and says who changed what", async () => {
    await store(0, 6);
    const monitor = await make();
    await runBackfill(parts(), monitor.id, forEver);
    const changed = settings({ q: "gubernur", exclude: "ke-3", name: "Gubernur" });
    const written = await updateMonitor(context(), { id: monitor.id, revision: 1, ...changed }, jobs);
    expect(written).toMatchObject({ revision: 2, joined: "(gubernur) NOT (ke-3)" });
    expect(await total(monitor.id)).toBe(6);
    await runBackfill(parts(), monitor.id, forEver);
    expect(await total(monitor.id)).toBe(5);
    const { items } = await listMonitorRevisions(context(), { id: monitor.id });
    expect(items).toMatchObject([
      { number: 2, changedByName: "Ratna Wulandari", before: { q: "banjir" }, after: { q: "gubernur" } },
      { number: 1, before: null, after: { q: "banjir" } },
    ]);
    const late = updateMonitor(context(), { id: monitor.id, revision: 1, ...changed, name: "Lain" }, jobs);
    expect(await refusal(late)).toMatchObject({ code: "conflict", key: "listen.monitor_changed" });
    expect(await verifyMonitors(database.db, now)).toMatchObject({ differences: [] });
  });

  it("that is paused finds nothing new, and catches up when it goes on", async () => {
    const monitor = await make();
    await runBackfill(parts(), monitor.id, forEver);
    await updateMonitor(context(), { id: monitor.id, ...settings({ state: "paused" }) }, jobs);
    await store(0, 3);
    expect(await total(monitor.id)).toBe(0);
    await updateMonitor(context(), { id: monitor.id, ...settings() }, jobs);
    await runBackfill(parts(), monitor.id, forEver);
    expect(await total(monitor.id)).toBe(3);
  });

  it("that is removed is gone at once, and its figures are cleared away", async () => {
    const monitor = await make();
    await store(0, 3);
    await removeMonitor(context(), { id: monitor.id }, jobs);
    expect(await refusal(getMonitor(context(), { id: monitor.id }))).toMatchObject({ code: "not_found" });
    expect(await found("pantauan:banjir")).toEqual([]);
    await runBackfill(parts(), monitor.id, forEver);
    const left = await withMonitors(database.db)
      .selectFrom("listen.monitor_match")
      .select("mention_id")
      .where("monitor_id", "=", monitor.id)
      .execute();
    expect(left).toEqual([]);
    expect(await make()).toMatchObject({ name: "Banjir" });
  });

  it("forgets with the mentions that are no longer kept", async () => {
    const monitor = await make();
    await runBackfill(parts(), monitor.id, forEver);
    await store(0, 2);
    await store(2, 4, { publishedAt: new Date("2024-05-01T01:00:00Z") });
    await writeRetentionMonths(withMentions(database.db), workspaceId, 6, now);
    expect(await applyRetention(database.db, now)).toBe(2);
    expect(await found(`monitor:${monitor.id}`)).toHaveLength(2);
    expect(await verifyMonitors(database.db, now)).toMatchObject({ differences: [] });
  });
});

describe("going through what is stored", () => {
  it("cut off anywhere goes on where it was, by one worker at a time", async () => {
    const publishedAt = new Date("2026-03-01T12:00:00Z");
    for (let n = 0; n < 3; n += 1) await store(n * 400, n * 400 + 400, { publishedAt });
    const monitor = await make();
    const cut = runBackfill(
      parts(async () => {
        throw new Error("killed");
      }),
      monitor.id,
      forEver,
    );
    await expect(cut).rejects.toThrow("killed");
    expect((await getMonitor(context(), { id: monitor.id })).backfill).toMatchObject({ total: 1200 });
    expect(await total(monitor.id)).toBe(500);
    await Promise.all([runBackfill(parts(), monitor.id, forEver), runBackfill(parts(), monitor.id, forEver)]);
    await runBackfill(parts(), monitor.id, forEver);
    expect(await total(monitor.id)).toBe(1200);
    expect(await verifyMonitors(database.db, now)).toMatchObject({ differences: [] });
  });

  it("is checked by searching, and every kind of difference is told", async () => {
    const monitor = await make();
    await runBackfill(parts(), monitor.id, forEver);
    await store(0, 4);
    const rows = withMonitors(database.db);
    await rows
      .updateTable("listen.monitor_match")
      .set({ tone: "unsure" })
      .where("monitor_id", "=", monitor.id)
      .execute();
    const { differences } = await verifyMonitors(database.db, now);
    expect(
      differences.filter((one) => one.monitor === "Banjir").map(({ kind, count }) => [kind, count]),
    ).toEqual(expect.arrayContaining([["wrong_tone", 4]]));
    await rows.deleteFrom("listen.monitor_match").where("monitor_id", "=", monitor.id).execute();
    const gone = await verifyMonitors(database.db, now);
    expect(gone.differences.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["missing", "wrong_hour", "wrong_outlet_day"]),
    );
    await removeMonitor(context(), { id: monitor.id }, jobs);
  });
});

describe("a trial", () => {
  it("tells count, days, tones and samples, and what a change adds and takes away", async () => {
    await store(0, 6);
    const monitor = await make({ q: "banjir" });
    const test = await testMonitor(context(), {
      q: "gubernur",
      exclude: "ke-3 OR ke-4",
      id: monitor.id,
      days: 7,
    });
    expect(test).toMatchObject({
      joined: "(gubernur) NOT (ke-3 OR ke-4)",
      heard: 6,
      found: { total: 4, isExact: true },
      change: { before: "banjir", totalBefore: 6, added: { total: 0 }, removed: { total: 2 } },
    });
    expect(test.found.mentions).toHaveLength(4);
    expect(test.change?.removed.mentions).toHaveLength(2);
    expect(test.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    const fresh = await testMonitor(context(), { q: "banjir", exclude: "", days: 7 });
    expect(fresh.change).toBeNull();
  });
});

describe("a monitor is refused", () => {
  it.each<[string, Partial<MonitorSettings>, string, string]>([
    ["with only NOT", { q: "NOT banjir" }, "q", "monitor.only_not"],
    ["with something OR NOT", { q: "banjir OR NOT asap" }, "q", "monitor.only_not"],
    ["counted from today", { q: "banjir since:7d" }, "q", "monitor.relative_time"],
    ["asking for copies", { q: "banjir has:duplicate" }, "q", "monitor.no_duplicate"],
    ["asking another monitor", { q: "banjir", exclude: "monitor:lain" }, "exclude", "monitor.no_monitor"],
    ["that is no query", { q: "(banjir" }, "q", "query.unclosedBracket"],
    [
      "of 5,000 terms",
      {
        q: Array.from({ length: 5_000 }, (_, n) => `a${n}`)
          .join(" ")
          .slice(0, 19_999),
      },
      "q",
      "query.tooManyWords",
    ],
    ["for a stranger", { ownerId: "11111111-1111-4111-8111-111111111111" }, "ownerId", "monitor.no_member"],
  ])("%s", async (_what, query, field, key) => {
    const error = await refusal(make(query));
    expect(error).toMatchObject({ code: "invalid" });
    expect(error?.fields[0]).toMatchObject({ field, key });
  });

  it("under a name that is taken", async () => {
    await make();
    const error = await refusal(make({ name: "BANJIR" }));
    expect(error?.fields).toMatchObject([{ field: "name", key: "monitor.name_taken" }]);
  });

  it("and one that finds everything is none the less right", async () => {
    await store(0, 5);
    const monitor = await make({ q: "channel:* OR banjir" });
    await store(5, 9);
    await runBackfill(parts(), monitor.id, forEver);
    expect(await total(monitor.id)).toBe(9);
  });
});
