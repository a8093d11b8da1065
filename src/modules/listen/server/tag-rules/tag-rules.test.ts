import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { AppError } from "#shared/app-error.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { TagRuleSettings as Settings, type TagRuleSettings } from "../../contract/tag-rule.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { writeRetentionMonths } from "../mentions/retention-store.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { tagMentions } from "../mentions/tag-mentions.ts";
import { undoChange } from "../mentions/undo-change.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { updateMonitor } from "../monitors/update-monitor.ts";
import { verifyMonitors } from "../monitors/verify-monitors.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { createTagRule } from "./create-tag-rule.ts";
import { listTagRuleFirings } from "./list-tag-rule-firings.ts";
import { listTagRules } from "./list-tag-rules.ts";
import { removeTagRule } from "./remove-tag-rule.ts";
import { runTagRule } from "./run-tag-rule.ts";
import { testTagRule } from "./test-tag-rule.ts";
import { updateTagRule } from "./update-tag-rule.ts";

const now = new Date("2026-03-02T05:00:00Z");
let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.db);
});
afterAll(() => database[Symbol.asyncDispose]());

const context = () => contextFor(database.db, workspaceId, "officer", now);
const jobs: JobQueue = { send: async () => null };
const rule = (parts: Partial<TagRuleSettings> = {}) =>
  Settings.parse({ name: "Aturan banjir", tag: "Banjir", q: "banjir", ...parts });
const make = (parts: Partial<TagRuleSettings> = {}, isForPast = true) =>
  createTagRule(context(), { ...rule(parts), isForPast }, jobs);
const run = (id: string, end = new AbortController().signal) =>
  runTagRule({ db: database.db, now: () => now, pause: async () => undefined }, id, end);
const store = (from: number, to: number, parts: Parameters<typeof aDraft>[1] = {}) =>
  storeMentions(
    database.db,
    workspaceId,
    Array.from({ length: to - from }, (_, n) => aDraft(from + n, parts)),
    now,
  );
const found = async (q: string) =>
  (await searchMentions(context(), { q, sort: "newest", limit: 100 })).items.map(({ id }) => id);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: AppError) => error,
  );

describe("a tag rule", () => {
  it("tags what comes in, and what was there once it was gone through, and says when", async () => {
    await store(0, 3);
    const dry = await testTagRule(context(), {
      monitorId: null,
      q: "banjir",
      exclude: "",
      tag: "Banjir",
      days: 7,
    });
    expect(dry).toMatchObject({ total: 3, tagged: 0, keptOff: 0, days: { found: { total: 3 } } });
    const made = await make();
    expect(made.run).toEqual({ kind: "apply", done: 0, total: 3 });
    await store(3, 5);
    expect(await found("tag:banjir")).toHaveLength(2);
    await run(made.id);
    expect(await found("tag:banjir")).toEqual(await found("banjir"));
    const [listed] = (await listTagRules(context())).items;
    expect(listed).toMatchObject({ tag: "Banjir", count: 5, lastWeek: 5, run: null });
    const { items } = await listTagRuleFirings(context(), { id: made.id, limit: 10 });
    expect(items.map(({ cause, given, taken }) => [cause, given, taken])).toEqual([
      ["applied", 3, 0],
      ["arrived", 2, 0],
    ]);
    // The same once more changes nothing.
    await updateTagRule(context(), { id: made.id, ...rule(), isForPast: true }, jobs);
    await run(made.id);
    expect((await listTagRuleFirings(context(), { id: made.id, limit: 10 })).items).toHaveLength(2);
  });

  it("respects what a person took off, for ever, until they put it on again", async () => {
    const { id } = await make();
    const { ids } = await store(0, 2);
    const [first = ""] = ids;
    const act = await tagMentions(context(), { selection: { ids: [first] }, add: [], remove: ["banjir"] });
    expect(act.changed).toBe(1);
    await store(0, 1, { text: "Banjir surut, warga pulang." });
    await updateTagRule(context(), { id, ...rule({ q: "banjir OR gubernur" }), isForPast: true }, jobs);
    await run(id);
    expect(await found("tag:banjir")).toEqual([ids[1]]);
    expect(
      (await testTagRule(context(), { monitorId: null, q: "banjir", exclude: "", tag: "banjir", days: 7 }))
        .keptOff,
    ).toBe(1);
    await tagMentions(context(), { selection: { ids: [first] }, add: ["BANJIR"], remove: [] });
    expect(await found("tag:banjir")).toHaveLength(2);
  });

  it("gives back the tag when taking it off is undone, as it was", async () => {
    const { id } = await make();
    const { ids } = await store(0, 1);
    const person = context();
    const { changeId } = await tagMentions(person, { selection: { ids }, add: [], remove: ["Banjir"] });
    await undoChange(person, { id: changeId });
    expect((await listTagRules(context())).items[0]).toMatchObject({ id, count: 1 });
  });

  it("follows what a mention says now, and what it was changed to", async () => {
    const { id } = await make();
    await store(0, 2);
    await store(0, 1, { title: "Gubernur meninjau sawah", text: "Panen raya." });
    expect(await found("tag:banjir")).toHaveLength(1);
    await updateTagRule(context(), { id, ...rule({ q: "panen" }), isForPast: true }, jobs);
    await run(id);
    expect(await found("tag:banjir")).toEqual(await found("panen"));
  });

  it("gives its tag to what a monitor finds, and follows the monitor when that is changed", async () => {
    const monitor = await createMonitor(context(), MonitorSettings.parse({ name: "Air", q: "banjir" }), jobs);
    const made = await make({ monitorId: monitor.id, q: "" });
    await store(0, 2);
    expect(await found("tag:banjir")).toHaveLength(2);
    const changed = MonitorSettings.parse({ name: "Air", q: '"banjir ke-1"' });
    await updateMonitor(context(), { id: monitor.id, ...changed }, jobs);
    await run(made.id);
    expect(await found("tag:banjir")).toEqual(await found('"banjir ke-1"'));
  });

  it("may ask for the tag of another, which monitors see too, but never in a circle", async () => {
    const watch = MonitorSettings.parse({ name: "Siaga", q: "tag:siaga" });
    const monitor = await createMonitor(context(), watch, jobs);
    await make({ name: "B", tag: "Siaga", q: "tag:banjir NOT tag:latihan" });
    const first = await make();
    await store(0, 2);
    await store(2, 3, { tags: ["Latihan"] });
    expect(await found(`monitor:${monitor.id}`)).toEqual(await found("tag:siaga"));
    expect(await found("tag:siaga")).toHaveLength(2);
    const circle = { id: first.id, ...rule({ q: "banjir OR tag:siaga" }), isForPast: false };
    expect(await refusal(updateTagRule(context(), circle, jobs))).toMatchObject({
      code: "conflict",
      key: "listen.tag_rule_circle",
    });
    expect(await refusal(make({ name: "C", tag: "Apa saja", q: "has:tag" }))).toMatchObject({
      code: "conflict",
    });
    expect((await verifyMonitors(database.db, now)).differences).toEqual([]);
  });

  it("leaves everything as it is when paused, and takes what it gave along when removed so", async () => {
    const { id } = await make();
    await store(0, 2);
    await updateTagRule(context(), { id, ...rule({ state: "paused" }), isForPast: true }, jobs);
    await store(2, 3);
    await run(id);
    expect(await found("tag:banjir")).toHaveLength(2);
    await removeTagRule(context(), { id, given: "clear" }, jobs);
    await run(id);
    expect(await found("tag:banjir")).toEqual([]);
    expect((await listTagRules(context())).items).toEqual([]);
  });

  it("goes on where a killed worker was, and of two workers one steps back", async () => {
    await store(0, 450);
    const { id } = await make();
    const stop = new AbortController();
    let steps = 0;
    await runTagRule(
      {
        db: database.db,
        now: () => now,
        pause: async () => {
          steps += 1;
          stop.abort();
        },
      },
      id,
      stop.signal,
    );
    expect(steps).toBe(1);
    expect((await listTagRules(context())).items[0]?.count).toBe(200);
    await Promise.all([run(id), run(id)]);
    expect((await listTagRules(context())).items[0]?.count).toBe(450);
    const { items } = await listTagRuleFirings(context(), { id, limit: 10 });
    expect(items.reduce((sum, { given }) => sum + given, 0)).toBe(450);
  });

  it("does not keep a mention from retention, which a person's tag does", async () => {
    await make();
    const old = new Date("2025-01-10T00:00:00Z");
    const { ids } = await store(0, 2, { publishedAt: old });
    await tagMentions(context(), { selection: { ids: ids.slice(0, 1) }, add: ["Arsip"], remove: [] });
    await writeRetentionMonths(withMentions(database.db), workspaceId, 3, now);
    await applyRetention(database.db, now);
    expect(await found("banjir")).toEqual(ids.slice(0, 1));
    expect((await listTagRules(context())).items[0]?.count).toBe(1);
  });

  it("is refused with a name that is taken, without a query, or with one that no monitor may have", async () => {
    await make();
    expect(await refusal(make())).toMatchObject({ fields: [{ field: "name" }] });
    expect(await refusal(make({ name: "X", q: "" }))).toMatchObject({ fields: [{ field: "q" }] });
    expect(await refusal(make({ name: "X", q: "NOT banjir" }))).toMatchObject({ fields: [{ field: "q" }] });
    const other = { monitorId: "0198f1de-0000-7000-8000-000000000000" };
    expect(await refusal(make({ name: "X", ...other }))).toMatchObject({ fields: [{ field: "monitorId" }] });
  });
});
