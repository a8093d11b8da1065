import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { platformDesk } from "#test/platform-desk.ts";
import { sweepExpiredRecords, sweepExpiredRecordsJob } from "./sweep-expired-records.ts";

const database = await testDatabase();
const desk = await platformDesk(database);
const workspaceId = await makeWorkspace(database.db);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

it("clears away what has run out and nothing else", async () => {
  const { pool, db } = database;
  const member = await desk.member("viewer", "Tetap");
  await desk.visitor().signIn(member.email, member.password);
  const [dead] = (
    await pool.query(`update auth.session set "expiresAt" = now() - interval '1 minute'
    where id = (select id from auth.session order by id limit 1) returning id`)
  ).rows;
  await pool.query(`insert into auth."rateLimit" values ($1, 'lama', 1, 0)`, [randomUUID()]);
  for (const [id, when] of [
    ["lama", "-1 minute"],
    ["baru", "1 minute"],
  ] as const)
    await pool.query(
      `insert into auth.verification (id, identifier, value, "expiresAt") values ($1, $2, '', now() + $3::interval)`,
      [randomUUID(), id, when],
    );
  for (const [key, age] of [
    ["lama", "25 hours"],
    ["baru", "23 hours"],
  ] as const)
    await pool.query(
      "insert into platform.idempotency values ($1, 'a', $2, '', 201, null, now() - $3::interval)",
      [workspaceId, key, age],
    );
  for (const [mark, days] of [
    ["lama", 31],
    ["baru", 29],
  ] as const)
    await db
      .insertInto("platform.invitation")
      .values({
        id: randomUUID(),
        workspace_id: workspaceId,
        email: mark,
        role: "viewer",
        token_hash: mark,
        invited_by: "Admin",
        expires_at: new Date(testNow.getTime() - days * 24 * 3600_000),
      })
      .execute();
  await sweepExpiredRecords(db, testNow);
  const left = async (sql: string) => (await pool.query(sql)).rows.map((row) => Object.values(row)[0]);
  expect(await left("select email from platform.invitation")).toEqual(["baru"]);
  expect(await left("select key from platform.idempotency")).toEqual(["baru"]);
  expect(await left("select identifier from auth.verification")).toEqual(["baru"]);
  expect(await left("select id from auth.session")).not.toContain(dead.id);
  expect(await left("select id from auth.session")).toHaveLength(1);
  expect(await left(`select key from auth."rateLimit"`)).not.toContain("lama");
  expect(sweepExpiredRecordsJob({ db, now: () => testNow }).cron).toBe("17 * * * *");
});
