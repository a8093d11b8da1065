import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLogger } from "#platform/log/logger.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { announceLive, type LiveHub, openLiveHub } from "./live-hub.ts";

const office = "0195f3a0-0000-7000-8000-000000000001";

describe("live news", () => {
  let database: TestDatabase;
  let hub: LiveHub;
  const heard: string[] = [];

  /** Says it until it is heard: what is said while nobody listens is lost, by design. */
  const reaches = (word: string) =>
    expect.poll(
      async () => {
        await announceLive(database.db, office, { word });
        return heard.some((message) => message.includes(word));
      },
      { timeout: 15_000 },
    );

  beforeAll(async () => {
    database = await testDatabase();
    hub = openLiveHub(database.connectionString, createLogger("silent"));
    hub.subscribe(office, (message) => heard.push(message));
  });
  afterAll(async () => {
    await hub.stop();
    await database[Symbol.asyncDispose]();
  });

  it("reach the screens of their workspace only", async () => {
    const elsewhere: string[] = [];
    const leave = hub.subscribe("0195f3a0-0000-7000-8000-000000000002", (message) => elsewhere.push(message));
    await reaches("first").toBe(true);
    expect(elsewhere).toEqual([]);
    leave();
  });

  it("come again after the database cut the connection, and the process lives on", async () => {
    const { rowCount } = await database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gaung live' and datname = current_database()",
    );
    expect(rowCount).toBe(1);
    await reaches("second").toBe(true);
  });
});
