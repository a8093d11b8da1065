import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listNotices } from "#platform/notices/list-notices.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { rssOf, startWebSite, type WebSite } from "#test/web-site.ts";
import { type HandClock, handClock, makeSource, samplePollParts } from "./poll-samples.ts";
import { pollSource } from "./poll-source.ts";
import { removeSource } from "./remove-source.ts";
import { noticeKindOf } from "./source-notice.ts";
import { updateSource } from "./update-source.ts";

let database: TestDatabase;
let site: WebSite;
let workspaceId: string;
let clock: HandClock;
let id: string;

beforeAll(async () => {
  database = await testDatabase();
  site = await startWebSite();
});
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.db);
  clock = handClock(testNow);
  id = await makeSource(database.db, workspaceId, `${site.url}/rss`, { title: "Kabar Demak" });
});

const answers = (status: number): void => {
  site.pages.set("/rss", status === 200 ? { body: rssOf([]) } : { status });
};

/** Polls by hand, a minute after the last time. */
async function poll(times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    clock.pass(1);
    const parts = samplePollParts(database.db, [site.host], clock.now);
    await pollSource(parts, { workspaceId, sourceId: id, isForced: true });
  }
}

const context = () => ({ ...contextFor(database.db, workspaceId, "officer"), now: clock.now });
const bell = async () => (await listNotices(context(), { limit: 50 })).items;

describe("the bell", () => {
  it("tells that a source has begun to fail once, and once that it works again", async () => {
    answers(500);
    await poll(2);
    expect(await bell()).toEqual([]);
    await poll();
    const began = await bell();
    expect(began).toMatchObject([
      {
        kind: "listen.source_failing",
        severity: "warning",
        values: { title: "Kabar Demak", outcome: "server_error", status: 500 },
        subject: { kind: "source", id },
        at: clock.now().toISOString(),
      },
    ]);
    await poll(4);
    expect(await bell()).toEqual(began);
    answers(200);
    await poll();
    const works = await bell();
    expect(works).toMatchObject([{ kind: "listen.source_recovered", severity: "info" }]);
    await poll(2);
    expect(await bell()).toEqual(works);
  });

  it("tells at once that a source was given up, urgently, and that it works again", async () => {
    answers(410);
    await poll();
    expect(await bell()).toMatchObject([
      { kind: "listen.source_stopped", severity: "urgent", values: { outcome: "gone" } },
    ]);
    await poll();
    expect((await bell()).map(({ kind }) => kind)).toEqual(["listen.source_stopped"]);
    answers(200);
    await poll();
    expect((await bell()).map(({ kind }) => kind)).toEqual(["listen.source_recovered"]);
  });

  it("says nothing of a source that somebody paused, nor of one that is no more", async () => {
    answers(500);
    await poll(3);
    await updateSource(context(), { id, state: "paused" }, { send: async () => null });
    expect(await bell()).toEqual([]);
    await poll(3);
    expect(await bell()).toEqual([]);
    answers(410);
    await poll();
    expect(await bell()).toHaveLength(1);
    await removeSource(context(), { id });
    expect(await bell()).toEqual([]);
  });
});

it("every step between two states of a source is told at most once, and only when it matters", () => {
  const state = (name: string, failures: number) => ({ state: name, failures_in_a_row: failures });
  expect(noticeKindOf(state("active", 2), state("active", 3))).toBe("listen.source_failing");
  expect(noticeKindOf(state("active", 3), state("active", 4))).toBeUndefined();
  expect(noticeKindOf(state("active", 9), state("stopped", 10))).toBe("listen.source_stopped");
  expect(noticeKindOf(state("stopped", 10), state("stopped", 11))).toBeUndefined();
  expect(noticeKindOf(state("active", 2), state("active", 0))).toBeUndefined();
  expect(noticeKindOf(state("active", 0), state("active", 0))).toBeUndefined();
});
