import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { createLogger } from "#platform/log/logger.ts";
import { testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { eventJobs, onEvent, publishEvent } from "./event-outbox.ts";

const database = await testDatabase();
const jobs = await openJobs(database.connectionString, createLogger("silent"));
afterAll(async () => {
  await jobs.stop();
  await database[Symbol.asyncDispose]();
});

const rang = { name: "probe.rang", payload: z.object({ times: z.number() }) } as const;

describe("events", () => {
  it("reach every hearer once when the change commits, and nobody when it does not", async () => {
    const workspaceId = await makeWorkspace(database.db);
    const heard: string[] = [];
    const { deliverEvent, relayEvents } = eventJobs([
      onEvent(
        rang,
        "probe.first",
        async ({ payload, workspaceId: where }) =>
          void heard.push(`first ${payload.times} ${where === workspaceId}`),
      ),
      onEvent(rang, "probe.second", async ({ payload }) => void heard.push(`second ${payload.times}`)),
    ]);
    await database.db.transaction().execute((tx) => publishEvent(tx, workspaceId, rang, { times: 2 }));
    const lost = database.db.transaction().execute(async (tx) => {
      await publishEvent(tx, workspaceId, rang, { times: 99 });
      throw new Error("no");
    });
    await expect(lost).rejects.toThrow("no");

    expect(await relayEvents(database.db, jobs)).toBe(1);
    expect(await relayEvents(database.db, jobs)).toBe(0);
    await jobs.runDue([deliverEvent]);
    expect(heard.sort()).toEqual(["first 2 true", "second 2"]);
  });

  it("retry one hearer that failed without troubling the others", async () => {
    const workspaceId = await makeWorkspace(database.db);
    let tries = 0;
    let calm = 0;
    const { deliverEvent, relayEvents } = eventJobs([
      onEvent(rang, "probe.shaky", async () => {
        tries += 1;
        if (tries === 1) throw new Error("not yet");
      }),
      onEvent(rang, "probe.calm", async () => {
        calm += 1;
      }),
    ]);
    await database.db.transaction().execute((tx) => publishEvent(tx, workspaceId, rang, { times: 1 }));
    await relayEvents(database.db, jobs);
    await jobs.runDue([deliverEvent]);
    await database.pool.query("update jobs.job set start_after = now() where state = 'retry'");
    await jobs.runDue([deliverEvent]);
    expect([tries, calm]).toEqual([2, 1]);
  });
});
