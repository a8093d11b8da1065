import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLogger } from "#platform/log/logger.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { announceAccessChange, announceLive, type LiveHub, openLiveHub, type Screen } from "./live-hub.ts";

const office = "0195f3a0-0000-7000-8000-000000000001";

describe("live news", () => {
  let database: TestDatabase;
  let hub: LiveHub;
  const heard: string[] = [];
  let doubts = 0;
  const screenOf = (messages: string[]): Screen => ({
    hear: (message) => messages.push(message),
    doubt: () => {
      doubts += 1;
    },
  });

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
    hub.subscribe(office, screenOf(heard));
  });
  afterAll(async () => {
    await hub.stop();
    await database[Symbol.asyncDispose]();
  });

  it("reach the screens of their workspace only", async () => {
    const elsewhere: string[] = [];
    const leave = hub.subscribe("0195f3a0-0000-7000-8000-000000000002", screenOf(elsewhere));
    await reaches("first").toBe(true);
    expect(elsewhere).toEqual([]);
    leave();
  });

  it("carry the doubt about somebody's access to the screens of that workspace, and no word of it", async () => {
    doubts = 0;
    await announceAccessChange(database.db, ["0195f3a0-0000-7000-8000-000000000002"]);
    await announceAccessChange(database.db, [office]);
    await expect.poll(() => doubts).toBe(1);
    expect(heard.some((message) => message.includes("doubt"))).toBe(false);
    doubts = 0;
  });

  it("come again after the database cut the connection, and the process lives on", async () => {
    const { rowCount } = await database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gaung live' and datname = current_database()",
    );
    expect(rowCount).toBe(1);
    await reaches("second").toBe(true);
    // What was said while nobody listened may have been that somebody's access ended.
    expect(doubts).toBe(1);
  });
});
