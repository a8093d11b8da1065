import { sql } from "kysely";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { runBackfill } from "../monitors/run-backfill.ts";
import { refreshStories } from "../stories/refresh-stories.ts";
import { withStories } from "../stories/story-tables.ts";
import { writeMembers } from "../stories/write-members.ts";
import { forgetSpikes } from "./forget-spikes.ts";
import { getSpike } from "./get-spike.ts";
import { listSpikes } from "./list-spikes.ts";
import { lookForSpikes } from "./look-for-spikes.ts";
import { withSpikes } from "./spike-tables.ts";

const analyst = openAnalyst(1);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
let database: TestDatabase;
let workspaceId: string;
let monitorId: string;
let serial = 0;
let clock = testNow;
const now = () => clock;
const officer = () => contextFor(database.db, workspaceId, "officer", clock);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});

const draft = (at: number, changes: Partial<MentionDraft> = {}): MentionDraft => {
  serial += 1;
  return aDraft(serial, {
    title: `Antrean bansos di kantor kelurahan ${serial}`,
    text: "",
    publishedAt: new Date(at),
    outlet: `media${serial % 5}.test`,
    url: `https://media${serial % 5}.test/${serial}`,
    ...changes,
  });
};
const hear = (drafts: readonly MentionDraft[]) =>
  storeMentions(database.db, workspaceId, drafts, clock, analyst);
/** So many, spread over the minutes before now. */
const burst = (count: number, minutes: number, changes: Partial<MentionDraft> = {}) =>
  hear(
    Array.from({ length: count }, (_, n) =>
      draft(clock.getTime() - ((n + 0.5) / count) * minutes * minuteMs, changes),
    ),
  );
const look = () => lookForSpikes({ db: database.db, memory: new Map(), now }, workspaceId);
const told = async (): Promise<string[]> => {
  const rows = await database.db
    .selectFrom("platform.event_outbox")
    .select(["name", "payload"])
    .where("workspace_id", "=", workspaceId)
    .where("name", "like", "listen.spike_%")
    .orderBy("id")
    .execute();
  return rows.map(({ name, payload }) => `${name} ${(payload as { kind: string }).kind}`);
};
const ofMonitor = async () => (await listSpikes(officer(), { kind: "monitor", limit: 30, skip: 0 })).items;

beforeEach(async () => {
  clock = testNow;
  workspaceId = await makeWorkspace(database.db);
  const past: MentionDraft[] = [];
  // Ten days with a mention every two hours.
  for (let at = testNow.getTime() - 10 * dayMs; at < testNow.getTime() - hourMs; at += 2 * hourMs)
    past.push(draft(at));
  await hear(past);
  const jobs = { send: async () => null };
  const settings = MonitorSettings.parse({ name: "Bansos", q: "bansos" });
  ({ id: monitorId } = await createMonitor(officer(), settings, jobs));
  const parts = { db: database.db, now, pause: async () => {} };
  await runBackfill(parts, monitorId, new AbortController().signal);
});

describe("spikes", () => {
  test("begin once, grow, end, and begin anew only after that", async () => {
    await look();
    expect(await told()).toEqual([]);
    await burst(12, 12);
    await look();
    await look();
    expect((await told()).filter((name) => name.endsWith("monitor"))).toEqual([
      "listen.spike_started monitor",
    ]);
    clock = new Date(testNow.getTime() + 15 * minuteMs);
    await burst(40, 14);
    await look();
    clock = new Date(testNow.getTime() + 40 * hourMs);
    await look();
    await look();
    expect((await told()).filter((name) => name.endsWith("monitor"))).toEqual([
      "listen.spike_started monitor",
      "listen.spike_grown monitor",
      "listen.spike_ended monitor",
    ]);
    const [spike, ...others] = await ofMonitor();
    expect(others).toEqual([]);
    expect(spike).toMatchObject({ subject: monitorId, name: "Bansos", verdict: "spike", minutes: 15 });
    expect(spike?.endedAt).not.toBeNull();
    expect(spike?.peak.count).toBeGreaterThan(35);
    expect(spike?.pastHours).toBeGreaterThan(9 * 24);
    expect(spike?.query).toContain('monitor:"Bansos"');
  });

  test("what comes late, what is known by its day only and what one outlet gives out alone alarms nobody", async () => {
    const at = testNow.getTime();
    await hear(Array.from({ length: 40 }, (_, n) => draft(at - 20 * hourMs + n * minuteMs)));
    await hear(
      Array.from({ length: 40 }, () =>
        draft(Date.parse("2026-03-17T00:00:00+07:00"), { timePrecision: "day" }),
      ),
    );
    await look();
    expect(await ofMonitor()).toEqual([]);
    await burst(20, 12, { outlet: "arsip.test" });
    await look();
    expect(await ofMonitor()).toMatchObject([{ verdict: "one_voice" }]);
    expect(await told()).toEqual([]);
    await burst(20, 10);
    clock = new Date(at + 5 * minuteMs);
    await look();
    expect(await ofMonitor()).toMatchObject([{ verdict: "spike" }]);
    expect(await told()).toContain("listen.spike_started monitor");
  });

  test("a clock that jumps and comes back alarms nobody, and no spike twice", async () => {
    await burst(12, 12);
    await look();
    clock = new Date(testNow.getTime() + 400 * dayMs);
    await look();
    clock = new Date(testNow.getTime() + minuteMs);
    await look();
    clock = new Date(testNow.getTime() - dayMs);
    await look();
    const started = (await told()).filter((name) => name === "listen.spike_started monitor");
    expect(started).toHaveLength(1);
    expect(await ofMonitor()).toHaveLength(1);
  });

  test("a worker that is killed leaves nothing, and of two that come after it one tells", async () => {
    await look();
    await burst(12, 12);
    const holder = await database.pool.connect();
    await holder.query("begin");
    await holder.query("select from listen.spike_watch where workspace_id = $1 for update", [workspaceId]);
    // Whoever holds a connection hears that it ended.
    const bear = (client: PoolClient) => client.on("error", () => undefined);
    database.pool.on("acquire", bear);
    const killed = look();
    const outcome = expect(killed).rejects.toThrow();
    const blocked = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    let pid: number | undefined;
    while (pid === undefined) pid = (await database.pool.query<{ pid: number }>(blocked)).rows[0]?.pid;
    database.pool.off("acquire", bear);
    await holder.query("select pg_terminate_backend($1)", [pid]);
    await outcome;
    await holder.query("rollback");
    holder.release();
    expect(await told()).toEqual([]);
    // Whoever is second either finds somebody at it or nothing new.
    await Promise.all([look(), look()]);
    expect((await told()).filter((name) => name.endsWith("monitor"))).toEqual([
      "listen.spike_started monitor",
    ]);
    expect(await ofMonitor()).toHaveLength(1);
  });

  test("a spike explains itself, and covers what is personal", async () => {
    await burst(9, 12, {
      title: "Bansos ditunda, hubungi 0812-3456-7890",
      channel: "x",
      outlet: "X",
      author: "budi",
    });
    await burst(9, 12);
    await look();
    const [spike] = await ofMonitor();
    const detail = await getSpike(officer(), { id: spike?.id ?? "" });
    expect(detail.total).toBe(18);
    expect(detail.voices.length).toBeGreaterThan(3);
    expect(detail.voices.find(({ isAccount }) => isAccount)).toMatchObject({ count: 9, shareBefore: 0 });
    expect(detail.words.map(({ word }) => word.toLowerCase())).toContain("bansos ditunda");
    expect(detail.first).toHaveLength(3);
    expect(JSON.stringify(detail)).not.toContain("3456-7890");
    expect(detail.histogram.some(({ count, high }) => count > high)).toBe(true);
    const stranger = contextFor(database.db, await makeWorkspace(database.db));
    await expect(getSpike(stranger, { id: spike?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("names that no monitor looks for are noticed by themselves", async () => {
    await sql`update listen.monitor set state = 'paused' where id = ${monitorId}::uuid`.execute(database.db);
    const title = "Menteri Perhubungan Budi Karya Sumadi mundur, kata Budi Karya Sumadi";
    await hear(
      Array.from({ length: 14 }, (_, n) =>
        draft(testNow.getTime() - n * minuteMs, { title: `${title} ${n}` }),
      ),
    );
    await look();
    const { items } = await listSpikes(officer(), { kind: "newsmaker", limit: 30, skip: 0 });
    expect(items.map(({ subject }) => subject)).toContain("person:budi karya sumadi");
    const rows = await withSpikes(database.db)
      .selectFrom("listen.spike")
      .select("kind")
      .where("workspace_id", "=", workspaceId)
      .where("kind", "=", "monitor")
      .execute();
    expect(rows).toEqual([]);
  });

  test("a story that no monitor looks for is watched as such, and spikes that are over are forgotten with their mentions", async () => {
    const title = "Jembatan Kenanga ambruk diterjang banjir";
    const bridge = async () => {
      const { ids } = await hear(
        Array.from({ length: 14 }, (_, n) =>
          draft(clock.getTime() - n * minuteMs, { title: `${title} ${n}` }),
        ),
      );
      await database.db.transaction().execute(async (tx) => {
        const placed = ids.map((mentionId) => ({ mentionId, storyId: ids[0] ?? "", score: null }));
        await writeMembers(withStories(tx), workspaceId, placed, 1, clock);
        await refreshStories(withStories(tx), workspaceId, [ids[0] ?? ""], openStoryReader());
      });
      return ids[0] ?? "";
    };
    const storyId = await bridge();
    await look();
    const list = () => listSpikes(officer(), { kind: "story", limit: 30, skip: 0 });
    const [spike] = (await list()).items;
    expect(spike).toMatchObject({ subject: storyId, verdict: "spike" });
    expect(spike?.name).toContain("Jembatan Kenanga");
    expect(spike?.query).toContain(`story:${storyId}`);
    expect((await getSpike(officer(), { id: spike?.id ?? "" })).total).toBeGreaterThan(8);
    expect(await told()).toContain("listen.spike_started story");
    await forgetSpikes(withMentions(database.db), workspaceId, new Date(clock.getTime() + dayMs));
    expect((await list()).items).toHaveLength(1);
    await sql`update listen.spike set ended_at = ${clock.toISOString()}::timestamptz`.execute(database.db);
    await forgetSpikes(withMentions(database.db), workspaceId, new Date(clock.getTime() + dayMs));
    expect((await list()).items).toEqual([]);
  });
});
