import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIntake } from "#modules/listen/server/mentions/intake.ts";
import { withMentions } from "#modules/listen/server/mentions/tables.ts";
import { makeSource, samplePollParts } from "#modules/listen/server/sources/poll-samples.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { createDemoClock } from "./demo-clock.ts";
import { loadDemoTime, resumeTime, saveDemoTime } from "./demo-time-store.ts";
import { type DemoFeeds, startFeedServer } from "./feed-server.ts";
import type { Headline } from "./headline.ts";
import { startDemo } from "./run-demo.ts";

let database: TestDatabase;
let headlines: Headline[];
let wallMs = 0;
const startsAt = new Date("2019-09-11T17:00:00+07:00");
const clock = createDemoClock(60, () => wallMs, startsAt);
let feeds: DemoFeeds;

beforeAll(async () => {
  database = await testDatabase();
  headlines = await createIntake(samplePollParts(database.db, [], clock.now)).readSample();
  feeds = await startFeedServer(headlines, clock.now);
});
afterAll(async () => {
  await feeds?.stop();
  await database?.[Symbol.asyncDispose]();
});

describe("the demo's feeds", () => {
  it("hold what was published up to the clock's now, and answer 304 until something is", async () => {
    const url = feeds.feeds.find(({ outlet }) => outlet === "tempo.co")?.url ?? "";
    const first = await fetch(url);
    const body = await first.text();
    expect(first.headers.get("content-type")).toContain("atom");
    expect(body.match(/<entry>/g)).toHaveLength(60);
    expect(body).not.toContain("Presiden RI ke-3 BJ Habibie Wafat");
    const validators = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await fetch(url, { headers: validators })).status).toBe(304);
    const since = { "if-modified-since": first.headers.get("last-modified") ?? "" };
    expect((await fetch(url, { headers: since })).status).toBe(304);
    expect((await fetch(`http://${feeds.host}/lain.test/rss.xml`)).status).toBe(404);
  });
});

describe("the demo started again", () => {
  it("finds its sources whatever port its feeds have now, and joins those that were doubled before", async () => {
    const workspaceId = await makeWorkspace(database.db);
    const elsewhere = await startFeedServer(headlines, clock.now);
    const run = async (served: DemoFeeds): Promise<void> => {
      const stop = await startDemo({
        intake: createIntake(samplePollParts(database.db, [served.host], clock.now)),
        clock: createDemoClock(60, () => 0, startsAt),
        feeds: served,
        headlines: [],
        workspaceId,
        newestClipping: async () => null,
        url: "",
        loadTime: async () => startsAt,
        saveTime: async () => undefined,
        print: () => undefined,
        warn: (error) => {
          throw error;
        },
        // One round is enough: it ends before the next.
        rest: (signal) =>
          new Promise<void>((resolve) => {
            if (signal.aborted) resolve();
            else signal.addEventListener("abort", () => resolve(), { once: true });
          }),
      });
      await stop();
    };
    const sources = async () =>
      (
        await database.pool.query<{ id: string; url: string }>(
          "select id, url from listen.source where workspace_id = $1 order by title",
          [workspaceId],
        )
      ).rows;
    await run(feeds);
    const first = await sources();
    expect(first.map(({ url }) => url).toSorted()).toEqual(feeds.feeds.map(({ url }) => url).toSorted());
    // As an earlier version left it: the same outlet at two ports.
    const [doubled] = feeds.feeds;
    await makeSource(database.db, workspaceId, doubled?.url.replace(feeds.host, "127.0.0.1:1") ?? "");
    await makeSource(database.db, workspaceId, "http://127.0.0.1:1/milik-sendiri/rss.xml", { title: "zz" });
    await run(elsewhere);
    const second = await sources();
    expect(second.map(({ id }) => id).slice(0, -1)).toEqual(first.map(({ id }) => id));
    expect(second.map(({ url }) => url).toSorted()).toEqual(
      [...elsewhere.feeds.map(({ url }) => url), "http://127.0.0.1:1/milik-sendiri/rss.xml"].toSorted(),
    );
    await run(elsewhere);
    expect(await sources()).toEqual(second);
    await elsewhere.stop();
  });
});

describe("the demo", () => {
  it("loads the past at once and lets the Habibie story come in as it broke", async () => {
    const workspaceId = await makeWorkspace(database.db);
    const parts = samplePollParts(database.db, [feeds.host], clock.now);
    const lines: string[] = [];
    const clippedAt = new Date("2019-09-11T18:30:00+07:00");
    const clipping = {
      id: "c1",
      name: "Kliping Sore",
      until: clippedAt,
      mentions: 40,
      stories: 9,
      lead: "Habibie Wafat",
    };
    // Two and a half hours of 2019, five minutes a round.
    const lastMs = 2.5 * 60_000;
    let finished: () => void = () => undefined;
    const untilThen = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const stop = await startDemo({
      intake: createIntake(parts),
      clock,
      feeds,
      headlines,
      workspaceId,
      newestClipping: async () => (clock.now().getTime() < clippedAt.getTime() ? null : clipping),
      url: "http://desk.test",
      loadTime: () => loadDemoTime(database.db),
      saveTime: (at) => saveDemoTime(database.db, at),
      print: (line) => void lines.push(line),
      warn: (error) => {
        throw error;
      },
      rest: async (signal) => {
        wallMs += 5_000;
        if (wallMs < lastMs) return;
        finished();
        await new Promise<void>((resolve) =>
          signal.addEventListener("abort", () => resolve(), { once: true }),
        );
      },
    });
    const stored = async (): Promise<{ title: string; published_at: Date }[]> =>
      withMentions(database.db)
        .selectFrom("listen.mention")
        .select(["title", "published_at"])
        .where("workspace_id", "=", workspaceId)
        .execute();
    await untilThen;
    await stop();
    expect(lines.join("\n")).toContain("At 06.30 it makes the morning clipping");
    const told = lines.filter((line) => line.includes("http://desk.test/kliping/c1"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      "Kliping Sore, 11 Sep 18.30 WIB: 9 stories from 40 mentions, led by\n    Habibie Wafat",
    );
    const now = clock.now().getTime();
    const expected = new Set(
      headlines
        .filter(({ at }) => Date.parse(at) <= now - 15 * 60_000)
        .map(({ title, at }) => `${Date.parse(at)} ${title}`),
    );
    const found = new Set(
      (await stored()).map(({ title, published_at }) => `${published_at.getTime()} ${title}`),
    );
    expect([...expected].filter((key) => !found.has(key))).toEqual([]);
    expect((await stored()).every(({ published_at }) => published_at.getTime() <= now)).toBe(true);
    expect((await stored()).some(({ title }) => title === "Presiden RI ke-3 BJ Habibie Wafat")).toBe(true);
    expect(await loadDemoTime(database.db)).toEqual(clock.now());
    expect(parts.faults).toEqual([]);
    const picture = lines.join("\n");
    expect(picture).toContain("11 Sep 18.00 WIB");
    expect(picture).toMatch(/okezone\.com .*[▁▂▃▄▅▆▇█]/);
    expect(startsAt.getTime()).toBeLessThan(now);
  }, 60_000);
});

describe("the demo after it was cut off", () => {
  it("goes on no earlier than its last poll", async () => {
    const saved = new Date("2019-09-12T00:00:00+07:00");
    const polled = new Date("2019-09-12T00:40:00+07:00");
    await saveDemoTime(database.db, saved);
    expect(await resumeTime(database.db, async () => polled)).toEqual(polled);
    expect(await resumeTime(database.db, async () => null)).toEqual(saved);
  });
});
