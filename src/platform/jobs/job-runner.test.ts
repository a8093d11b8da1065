import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createLogger } from "#platform/log/logger.ts";
import { testDatabase } from "#test/database.ts";
import { defineJob } from "./define-job.ts";
import { openJobs } from "./job-runner.ts";

const database = await testDatabase();
const log = createLogger("silent");
const jobs = await openJobs(database.connectionString, log);
afterAll(async () => {
  await jobs.stop();
  await database[Symbol.asyncDispose]();
});

const states = async (name: string) =>
  (
    await database.pool.query<{ state: string }>("select state from jobs.job where name = $1", [name])
  ).rows.map((row) => row.state);

describe("jobs", () => {
  it("run with the payload that was sent, checked on the way in", async () => {
    const heard: number[] = [];
    const kind = defineJob({
      name: "probe.add",
      payload: z.object({ n: z.coerce.number() }),
      run: async ({ payload }) => void heard.push(payload.n),
    });
    await jobs.send(kind, { n: "3" });
    await expect(jobs.send(kind, { n: "no" })).rejects.toThrow();
    expect(await jobs.runDue([kind])).toBe(1);
    expect(heard).toEqual([3]);
  });

  it("exist only if the transaction that sent them commits", async () => {
    const kind = defineJob({ name: "probe.transaction", payload: z.object({}), run: async () => undefined });
    await jobs.send(kind, {});
    await jobs.runDue([kind]);
    const send = database.db.transaction().execute(async (tx) => {
      await jobs.send(kind, {}, { tx });
      throw new Error("rolled back");
    });
    await expect(send).rejects.toThrow("rolled back");
    expect(await jobs.runDue([kind])).toBe(0);
    await database.db.transaction().execute((tx) => jobs.send(kind, {}, { tx }));
    expect(await jobs.runDue([kind])).toBe(1);
  });

  it("keep one waiting job per key, and as many as sent without one", async () => {
    let runs = 0;
    const kind = defineJob({
      name: "probe.once",
      payload: z.object({}),
      run: async () => {
        runs += 1;
      },
    });
    expect(await jobs.send(kind, {}, { singletonKey: "a" })).not.toBeNull();
    expect(await jobs.send(kind, {}, { singletonKey: "a" })).toBeNull();
    await jobs.send(kind, {});
    await jobs.send(kind, {});
    await jobs.runDue([kind]);
    expect(runs).toBe(3);
  });

  it("lie among the failed after their last try, and run again when a person says so", async () => {
    let isBroken = true;
    const kind = defineJob({
      name: "probe.failing",
      payload: z.object({}),
      retryLimit: 0,
      run: async () => {
        if (isBroken) throw new Error("the disk is full");
      },
    });
    const id = await jobs.send(kind, {});
    await jobs.runDue([kind]);
    expect(await states(kind.name)).toEqual(["failed"]);
    isBroken = false;
    await jobs.retry(kind.name, id ?? "");
    expect(await jobs.runDue([kind])).toBe(1);
    expect(await states(kind.name)).toEqual(["completed"]);
  });

  it("are worked in the background until the runner stops", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const kind = defineJob({
      name: "probe.background",
      payload: z.object({ word: z.string() }),
      run: async ({ payload }) => resolve(payload.word),
    });
    const worker = await openJobs(database.connectionString, log);
    await worker.work([kind]);
    await jobs.send(kind, { word: "gaung" });
    expect(await promise).toBe("gaung");
    await worker.stop();
  });

  it("that wait are worked off without a pause after each", async () => {
    const waiting = 60;
    let runs = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const kind = defineJob({
      name: "probe.backlog",
      payload: z.object({}),
      run: async () => {
        runs += 1;
        if (runs === waiting) resolve();
      },
    });
    for (let sent = 0; sent < waiting; sent += 1) await jobs.send(kind, {});
    const worker = await openJobs(database.connectionString, log);
    await worker.work([kind]);
    // With the library's pause of two to five seconds it would be minutes.
    await promise;
    expect(runs).toBe(waiting);
    await worker.stop();
  }, 30_000);
});
