import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createLogger } from "#platform/log/logger.ts";
import { testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { defineJob } from "./define-job.ts";
import { openJobs } from "./job-runner.ts";
import { listJobKinds } from "./list-job-kinds.ts";
import { listJobs } from "./list-jobs.ts";
import { retryJob } from "./retry-job.ts";

const database = await testDatabase();
const jobs = await openJobs(database.connectionString, createLogger("silent"));
afterAll(async () => {
  await jobs.stop();
  await database[Symbol.asyncDispose]();
});

let isBroken = true;
const greet = defineJob({
  name: "test.greet",
  payload: z.object({ workspaceId: z.string().optional(), note: z.string().optional() }),
  retryLimit: 0,
  run: async () => {
    if (isBroken) throw new Error("server sumber tidak menjawab");
  },
});
const deliver = defineJob({
  name: "test.deliver",
  payload: z.object({ event: z.object({ workspaceId: z.string() }) }),
  run: async () => undefined,
});

const home = await makeWorkspace(database.db);
const other = await makeWorkspace(database.db);
const at = (workspaceId: string) => contextFor(database.db, workspaceId);

describe("the jobs of a desk", () => {
  it("are shown to the workspace they work for; those of the installation to the home workspace", async () => {
    await jobs.send(greet, { workspaceId: home, note: "rahasia warga" });
    await jobs.send(greet, { workspaceId: other });
    await jobs.send(deliver, { event: { workspaceId: other } });
    await jobs.send(greet, {});
    const mine = await listJobs(at(home), { limit: 50 });
    const theirs = await listJobs(at(other), { limit: 50 });
    expect(mine.items.map(({ name }) => name)).toEqual(["test.greet", "test.greet"]);
    expect(theirs.items.map(({ name }) => name).sort()).toEqual(["test.deliver", "test.greet"]);
    expect(mine.counts).toMatchObject({ waiting: 2, failed: 0 });
    expect(mine.oldestDueSeconds).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(mine)).not.toContain("rahasia warga");
  });

  it("that failed say why, and are tried again once, which the log tells", async () => {
    await jobs.runDue([greet, deliver]);
    const failed = await listJobs(at(home), { limit: 50, state: "failed" });
    expect(failed.items).toMatchObject([
      { state: "failed", attempts: 1, error: "server sumber tidak menjawab" },
      { state: "failed" },
    ]);
    expect(failed.oldestDueSeconds).toBeNull();
    const id = failed.items[0]?.id ?? "";
    await expect(retryJob(at(other), { id }, jobs)).rejects.toMatchObject({ code: "not_found" });
    expect(await retryJob(at(home), { id }, jobs)).toMatchObject({ id, state: "retrying" });
    await expect(retryJob(at(home), { id }, jobs)).rejects.toMatchObject({ key: "job_not_failed" });
    isBroken = false;
    await jobs.runDue([greet, deliver]);
    const done = await listJobs(at(home), { limit: 50, state: "completed" });
    expect(done.items).toMatchObject([{ id, error: null }]);
    const log = await database.db.selectFrom("platform.audit_entry").selectAll().execute();
    expect(log).toMatchObject([{ action: "job.retried", subject_id: id, workspace_id: home }]);
  });

  it("are paged without a gap or a repeat", async () => {
    for (let index = 0; index < 7; index += 1) await jobs.send(greet, { workspaceId: other });
    const all = await listJobs(at(other), { limit: 50 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listJobs(at(other), { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(all.items.map(({ id }) => id));
    expect(seen.length).toBeGreaterThanOrEqual(9);
    await expect(listJobs(at(other), { limit: 2, cursor: "bukan" })).rejects.toMatchObject({
      key: "bad_cursor",
    });
  });

  it("are summed up by kind, what failed first, and opened by kind", async () => {
    isBroken = true;
    await jobs.send(deliver, { event: { workspaceId: other } });
    await jobs.runDue([deliver]);
    await jobs.runDue([greet]);
    await jobs.send(greet, { workspaceId: other });
    const { items } = await listJobKinds(at(other));
    expect(items).toMatchObject([
      { name: "test.greet", waiting: 1, active: 0, lastState: "failed" },
      { name: "test.deliver", waiting: 0, active: 0, failed: 0, lastState: "completed" },
    ]);
    expect(items[0]?.failed).toBeGreaterThan(0);
    expect(items.every(({ lastFinishedAt }) => lastFinishedAt !== null)).toBe(true);
    const { items: delivered } = await listJobs(at(other), { limit: 50, name: "test.deliver" });
    expect(new Set(delivered.map(({ name }) => name))).toEqual(new Set(["test.deliver"]));
  });
});
