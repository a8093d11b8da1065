import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { verifyCounts } from "../counts/verify-counts.ts";
import { analysisJobs } from "../jobs/analysis-jobs.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { analyseAgain } from "./analyse-again.ts";
import { getEngine } from "./get-engine.ts";
import { judgeMention } from "./judge-mention.ts";
import { type ReadingTurn, readUnread } from "./read-unread.ts";
import { runAnalysis } from "./run-analysis.ts";

const texts = [
  "Lampu jalan di Kabupaten Sidoarjo padam sudah 3 hari, kecewa sekali, tolong diperbaiki!",
  "Terima kasih Pemkot Surabaya, petugasnya ramah dan pelayanannya cepat",
  "Kapan pendaftaran sekolah dibuka di Kota Malang?",
];
const analyst = openAnalyst(1);
/** The engine of last year, which found everything neutral. */
const former = {
  version: "former",
  summarise: async (asked: readonly string[]) =>
    (await analyst.summarise(asked)).map((summary) => ({
      ...summary,
      tone: "neutral" as const,
      places: [],
      placeWords: [],
    })),
};
let database: TestDatabase;
let jobs: Awaited<ReturnType<typeof openJobs>>;
let admin: RequestContext;
let ids: string[];
const log = createLogger("silent");
const forEver = new AbortController().signal;

beforeAll(async () => {
  database = await testDatabase();
  jobs = await openJobs(database.connectionString, log);
});
afterAll(async () => {
  await jobs.stop();
  await analyst.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  admin = contextFor(database.db, await makeWorkspace(database.db));
  await database.db.deleteFrom("platform.event_outbox").execute();
});

const drafts = (count: number) =>
  Array.from({ length: count }, (_, n) => aDraft(n, { title: "", text: `${texts[n % 3]} (${n})` }));
async function store(count: number, by?: Parameters<typeof storeMentions>[4]): Promise<void> {
  ({ ids } = await storeMentions(database.db, admin.workspaceId, drafts(count), testNow, by));
}
const parts = (pause: () => Promise<void> = async () => undefined) => ({
  db: database.db,
  analyst,
  now: () => testNow,
  pause,
});
const begin = () => analyseAgain(admin, {}, jobs, analyst);
const engine = () => getEngine(admin, analyst);
const versions = async () => {
  const rows = await withMentions(database.db)
    .selectFrom("listen.mention")
    .select(["id", "analysis_version", "tone", "judged"])
    .where("workspace_id", "=", admin.workspaceId)
    .execute();
  return new Map(rows.map(({ id, ...row }) => [id, row]));
};
const read = async () =>
  [...(await versions()).values()].filter(({ analysis_version }) => analysis_version === analyst.version)
    .length;
const expectCountsHold = async () => {
  expect((await verifyCounts(database.db, false)).differences).toEqual([]);
};

describe("reading everything again", () => {
  test("reads what another version has read, keeps what people decided, and reports how far it is", async () => {
    await store(250, former);
    const [decided = ""] = ids;
    await judgeMention(admin, { id: decided, trait: "tone", value: "positive", isBlind: false }, analyst);
    expect(await engine()).toMatchObject({ mentions: 250, analysed: 0, run: null });
    expect(await begin()).toEqual({ total: 250 });
    expect(await begin()).toEqual({ total: 250 });
    expect(await engine()).toMatchObject({ run: { done: 0, total: 250, isDone: false } });
    expect(await runAnalysis(parts(), admin.workspaceId, forEver)).toBe(250);
    expect(await engine()).toMatchObject({ analysed: 250, run: { done: 250, total: 250, isDone: true } });
    const now = await versions();
    expect(now.get(decided)).toMatchObject({ tone: "positive", judged: ["tone"] });
    expect(now.get(ids[3] ?? "")).toMatchObject({ tone: "negative", analysis_version: analyst.version });
    await expectCountsHold();
    expect(await begin()).toEqual({ total: 0 });
  });

  test("stopped anywhere goes on where it was, and reads nothing twice", async () => {
    await store(250, former);
    await begin();
    const stop = new AbortController();
    const first = await runAnalysis(
      parts(async () => stop.abort()),
      admin.workspaceId,
      stop.signal,
    );
    expect(first).toBe(100);
    expect(await engine()).toMatchObject({ analysed: 100, run: { done: 100, isDone: false } });
    expect(await runAnalysis(parts(), admin.workspaceId, forEver)).toBe(150);
    expect(await engine()).toMatchObject({ analysed: 250, run: { done: 250, isDone: true } });
    await expectCountsHold();
  });

  test("killed in the middle of a batch leaves that batch as it was", async () => {
    await store(120, former);
    await begin();
    let batches = 0;
    const dying = {
      ...analyst,
      summarise: async (asked: readonly string[]) => {
        batches += 1;
        if (batches === 2) throw new Error("killed");
        return analyst.summarise(asked);
      },
    };
    await expect(runAnalysis({ ...parts(), analyst: dying }, admin.workspaceId, forEver)).rejects.toThrow(
      "killed",
    );
    expect(await read()).toBe(100);
    expect(await runAnalysis(parts(), admin.workspaceId, forEver)).toBe(20);
    await expectCountsHold();
  });

  test("by two workers at once is done once", async () => {
    await store(250, former);
    await begin();
    const both = await Promise.all([
      runAnalysis(parts(), admin.workspaceId, forEver),
      runAnalysis(parts(), admin.workspaceId, forEver),
    ]);
    await runAnalysis(parts(), admin.workspaceId, forEver);
    expect(both.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(250);
    expect(await read()).toBe(250);
    expect(await engine()).toMatchObject({ run: { done: 250, isDone: true } });
    await expectCountsHold();
  });

  test("while the desk stores, edits and decides leaves every count right", async () => {
    await store(200, former);
    await begin();
    const edited = drafts(200)
      .slice(0, 60)
      .map((draft) => ({ ...draft, text: `Terima kasih, ${draft.text}` }));
    await Promise.all([
      runAnalysis(parts(), admin.workspaceId, forEver),
      storeMentions(database.db, admin.workspaceId, edited, testNow, analyst),
      ...ids
        .slice(50, 60)
        .map((id) =>
          judgeMention(admin, { id, trait: "intent", value: "question", isBlind: false }, analyst),
        ),
    ]);
    await runAnalysis(parts(), admin.workspaceId, forEver);
    expect(await read()).toBe(200);
    const now = await versions();
    for (const id of ids.slice(50, 60)) expect(now.get(id)?.judged).toEqual(["intent"]);
    await expectCountsHold();
  });

  test("begins anew when the desk was given another engine meanwhile", async () => {
    await store(30, former);
    await analyseAgain(admin, {}, jobs, { version: "between" });
    expect(await runAnalysis(parts(), admin.workspaceId, forEver)).toBe(30);
    expect(await engine()).toMatchObject({ analysed: 30, run: { done: 30, total: 30, isDone: true } });
  });
});

test("reads the last days again after teaching, whoever has read them, and nothing older", async () => {
  const hourMs = 3_600_000;
  const spread = drafts(40).map((draft, n) => ({
    ...draft,
    publishedAt: new Date(testNow.getTime() - n * 3 * hourMs),
  }));
  await storeMentions(database.db, admin.workspaceId, spread, testNow, analyst);
  const times = await withMentions(database.db)
    .selectFrom("listen.mention")
    .select(["id", "published_at"])
    .where("workspace_id", "=", admin.workspaceId)
    .execute();
  const since = Math.floor((testNow.getTime() - 48 * hourMs) / hourMs) * hourMs;
  const late = times.filter(({ published_at }) => published_at.getTime() >= since);
  expect(await analyseAgain(admin, { days: 2 }, jobs, analyst)).toEqual({ total: late.length });
  expect(late.length).toBe(17);
  const asked: string[] = [];
  const noting = {
    ...analyst,
    summarise: (given: readonly string[]) => {
      asked.push(...given);
      return analyst.summarise(given);
    },
  };
  await runAnalysis({ ...parts(), analyst: noting }, admin.workspaceId, forEver);
  expect(asked.length).toBe(late.length);
  expect(await engine()).toMatchObject({ run: { done: late.length, isDone: true } });
  await expectCountsHold();
});

describe("what was stored without the engine", () => {
  test("is read in the background, every workspace's", async () => {
    const other = await makeWorkspace(database.db);
    await store(120);
    await storeMentions(database.db, other, drafts(5), testNow);
    expect(await engine()).toMatchObject({ mentions: 120, analysed: 0 });
    expect(await readUnread(parts(), { last: null }, forEver)).toBe(125);
    expect(await engine()).toMatchObject({ mentions: 120, analysed: 120 });
    expect(await readUnread(parts(), { last: null }, forEver)).toBe(0);
    await expectCountsHold();
  });

  test("is read in turns, so that a large workspace does not keep a small one waiting", async () => {
    const other = await makeWorkspace(database.db);
    await store(450);
    await storeMentions(database.db, other, drafts(5), testNow);
    const turn: ReadingTurn = { last: null };
    let batches = 0;
    const stop = new AbortController();
    const twoBatches = parts(async () => {
      batches += 1;
      if (batches === 2) stop.abort();
    });
    expect(await readUnread(twoBatches, turn, stop.signal)).toBe(105);
    expect(await getEngine(contextFor(database.db, other), analyst)).toMatchObject({ analysed: 5 });
    expect(await readUnread(parts(), turn, forEver)).toBe(350);
  });

  test("keeps the language that its sender named", async () => {
    await storeMentions(
      database.db,
      admin.workspaceId,
      [aDraft(1, { language: "min" }), aDraft(2, { language: null })],
      testNow,
    );
    await readUnread(parts(), { last: null }, forEver);
    await withMentions(database.db)
      .updateTable("listen.mention")
      .set({ analysis_version: "former" })
      .where("workspace_id", "=", admin.workspaceId)
      .execute();
    await begin();
    const rows = withMentions(database.db)
      .selectFrom("listen.mention")
      .select("language")
      .where("workspace_id", "=", admin.workspaceId)
      .orderBy("published_at");
    await runAnalysis(parts(), admin.workspaceId, forEver);
    expect((await rows.execute()).map(({ language }) => language)).toEqual(["min", "id"]);
  });
});

test("the jobs run what was begun and take up what lies still", async () => {
  await store(40, former);
  const kinds = analysisJobs({ db: database.db, jobs, log, analyst, now: () => testNow, stopping: forEver });
  await begin();
  expect(await jobs.runDue(kinds)).toBeGreaterThanOrEqual(1);
  expect(await engine()).toMatchObject({ analysed: 40, run: { isDone: true } });
  await withMentions(database.db)
    .updateTable("listen.analysis_run")
    .set({ finished_at: null, read_until: null, read_until_id: null, worked_at: new Date(0) })
    .where("workspace_id", "=", admin.workspaceId)
    .execute();
  const [, sweep] = kinds;
  if (!sweep) throw new Error("no sweep");
  await jobs.send(sweep, {});
  await jobs.runDue(kinds);
  expect((await engine()).run).toMatchObject({ isDone: true });
});
