import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type JobRunner, openJobs } from "#platform/jobs/job-runner.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { rssOf, startWebSite, type WebSite } from "#test/web-site.ts";
import { NewSource } from "../../contract/sources.ts";
import { sourceJobs } from "../jobs/source-jobs.ts";
import { withMentions } from "../mentions/tables.ts";
import { createSource } from "./create-source.ts";
import { createSources } from "./create-sources.ts";
import { exportOpml } from "./export-opml.ts";
import { getSource } from "./get-source.ts";
import { importOpml } from "./import-opml.ts";
import { listSources } from "./list-sources.ts";
import { listStarterOutlets } from "./list-starter-outlets.ts";
import { samplePollParts } from "./poll-samples.ts";
import { queuePoll } from "./queue-poll.ts";
import { removeSource } from "./remove-source.ts";
import { withSources } from "./source-tables.ts";
import { updateSource } from "./update-source.ts";

let database: TestDatabase;
let jobs: JobRunner;
let site: WebSite;
let context: RequestContext;

beforeAll(async () => {
  database = await testDatabase();
  jobs = await openJobs(database.connectionString, createLogger("silent"));
  site = await startWebSite();
});
afterAll(async () => {
  await jobs?.stop();
  await site?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  // The background work takes the due sources of all workspaces.
  await withSources(database.db).deleteFrom("listen.source").execute();
  context = contextFor(database.db, await makeWorkspace(database.db));
  site.pages.clear();
  site.requests.length = 0;
  site.pages.set("/rss", {
    body: rssOf([{ title: "Banjir di Demak", link: "https://kabar.test/1", guid: "1" }]),
  });
});

const source = (url: string, more: object = {}): NewSource => NewSource.parse({ url, ...more });
const runJobs = () =>
  jobs.runDue(
    sourceJobs(
      samplePollParts(database.db, [site.host], () => testNow),
      jobs,
    ),
  );
const audit = async (): Promise<string[]> =>
  (
    await database.db
      .selectFrom("platform.audit_entry")
      .select("action")
      .where("workspace_id", "=", context.workspaceId)
      .orderBy("seq")
      .execute()
  ).map(({ action }) => action);

describe("a source", () => {
  it("is created, looked at at once, and shown with its health", async () => {
    const created = await createSource(context, source(`${site.url}/rss`, { folder: "Jateng" }), jobs);
    expect(created).toMatchObject({ state: "active", title: "127.0.0.1", health: [], folder: "Jateng" });
    await runJobs();
    const seen = await getSource(context, { id: created.id });
    expect(seen).toMatchObject({
      health: ["ok"],
      mentionCount: 1,
      lastOutcome: { key: "fresh", isOk: true },
    });
    expect(seen.title).toBe("Kabar Uji");
    expect(seen.rhythm, "the days before it was followed say nothing").toEqual([1]);
    expect(seen.polls).toHaveLength(1);
    expect((await listSources(context)).items.map(({ id }) => id)).toEqual([created.id]);
    expect(await audit()).toEqual(["source.created"]);
  });
  it("is refused where the desk listens already, by whatever spelling, naming it", async () => {
    const first = await createSource(
      context,
      source("https://www.kabar.test/rss/", { title: "Kabar" }),
      jobs,
    );
    await expect(
      createSource(context, source("http://kabar.test/rss?utm_source=x"), jobs),
    ).rejects.toMatchObject({
      code: "conflict",
      key: "listen.source_exists",
      values: { title: "Kabar", sourceId: first.id },
    });
  });
  it("is not seen, changed or removed by another workspace", async () => {
    const { id } = await createSource(context, source("https://kabar.test/rss"), jobs);
    const stranger = contextFor(database.db, await makeWorkspace(database.db));
    const missing = { code: "not_found" };
    await expect(getSource(stranger, { id })).rejects.toMatchObject(missing);
    await expect(updateSource(stranger, { id, title: "x" }, jobs)).rejects.toMatchObject(missing);
    await expect(removeSource(stranger, { id })).rejects.toMatchObject(missing);
    await expect(queuePoll(stranger, { id }, jobs)).rejects.toMatchObject(missing);
    expect((await listSources(stranger)).items).toEqual([]);
    await expect(createSource(stranger, source("https://kabar.test/rss"), jobs)).resolves.toBeDefined();
  });
  it("is paused, resumed, renamed and removed, each with its audit entry; what was heard stays", async () => {
    const { id } = await createSource(context, source(`${site.url}/rss`), jobs);
    await runJobs();
    const paused = await updateSource(context, { id, state: "paused", title: "Uji" }, jobs);
    expect(paused).toMatchObject({ state: "paused", title: "Uji", nextPollAt: null });
    expect(
      await updateSource(context, { id, state: "active", fixedIntervalMinutes: 30 }, jobs),
    ).toMatchObject({
      state: "active",
      nextPollAt: testNow.toISOString(),
      intervalMinutes: 30,
    });
    await updateSource(context, { id, title: "Uji" }, jobs);
    await removeSource(context, { id });
    expect(await audit()).toEqual(["source.created", "source.updated", "source.updated", "source.removed"]);
    const left = await withMentions(database.db)
      .selectFrom("listen.mention")
      .select("title")
      .where("workspace_id", "=", context.workspaceId)
      .execute();
    expect(left).toEqual([{ title: "Banjir di Demak" }]);
  });
  it("is polled by hand, also while it is paused", async () => {
    const { id } = await createSource(context, source(`${site.url}/rss`), jobs);
    await updateSource(context, { id, state: "paused" }, jobs);
    await runJobs();
    expect(site.requests).toEqual([]);
    expect(await queuePoll(context, { id }, jobs)).toEqual({ queued: true });
    expect(await queuePoll(context, { id }, jobs)).toEqual({ queued: false });
    await runJobs();
    expect(await getSource(context, { id })).toMatchObject({
      state: "paused",
      mentionCount: 1,
      nextPollAt: null,
    });
  });
});

describe("many sources", () => {
  it("are added at once, those known left as they are", async () => {
    await createSource(context, source("https://kabar.test/a", { title: "A" }), jobs);
    const list = ["a", "b", "c", "b"].map((name) => source(`https://kabar.test/${name}`));
    expect(await createSources(context, { sources: list }, jobs)).toEqual({ created: 2, known: 2 });
    expect((await listSources(context)).items.map(({ title }) => title)).toContain("A");
  });
  it("come from the shipped list", async () => {
    const { items } = await listStarterOutlets();
    expect(items.length).toBeGreaterThan(15);
    expect(items.every(({ feeds }) => feeds.length > 0)).toBe(true);
    const urls = items.flatMap(({ feeds }) => feeds.map(({ url }) => url));
    expect(new Set(urls).size).toBe(urls.length);
    expect(
      await createSources(context, { sources: urls.slice(0, 500).map((url) => source(url)) }, jobs),
    ).toEqual({
      created: urls.length,
      known: 0,
    });
  });
  it("go out as OPML with their folders and come back", async () => {
    const sources = [
      source("https://kabar.test/a", { title: "A & <b>", folder: "Jawa/Tengah" }),
      source("https://kabar.test/b", { title: "B" }),
    ];
    await createSources(context, { sources }, jobs);
    const { opml } = await exportOpml(context);
    const other = contextFor(database.db, await makeWorkspace(database.db));
    expect(await importOpml(other, { opml }, jobs)).toEqual({ created: 2, known: 0, refused: [] });
    expect(await importOpml(other, { opml }, jobs)).toEqual({ created: 0, known: 2, refused: [] });
    expect((await listSources(other)).items.map(({ title, folder, url }) => [title, folder, url])).toEqual([
      ["B", "", "https://kabar.test/b"],
      ["A & <b>", "Jawa/Tengah", "https://kabar.test/a"],
    ]);
  });
  it("of a bad file are refused one by one, of no OPML altogether", async () => {
    const opml =
      '<opml version="2.0"><body><outline text="x" type="rss" xmlUrl="javascript:alert(1)"/><outline text="y" type="rss" xmlUrl="https://kabar.test/y"/></body></opml>';
    expect(await importOpml(context, { opml }, jobs)).toEqual({
      created: 1,
      known: 0,
      refused: [{ title: "", reason: "no_address" }],
    });
    await expect(importOpml(context, { opml: "<html></html>" }, jobs)).rejects.toMatchObject({
      key: "listen.not_opml",
    });
  });
});

describe("the background work", () => {
  it("polls every due source, several of one site one after the other", async () => {
    const list = ["a", "b", "c"].map((name) => source(`${site.url}/rss-${name}`));
    for (const { url } of list)
      site.pages.set(new URL(url).pathname, { body: rssOf([{ title: url, guid: url }]) });
    await createSources(context, { sources: list }, jobs);
    await runJobs();
    expect(site.requests.toSorted()).toEqual(["GET /rss-a", "GET /rss-b", "GET /rss-c"]);
    await runJobs();
    expect(site.requests).toHaveLength(3);
  });
});
