import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { migrationSets } from "#migration-sets.ts";
import { testDatabase } from "#test/database.ts";
import { migrate, readMigrations } from "./migrate.ts";

const database = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-migrations-"));
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const sets = [...migrationSets, { owner: "probe", folder }];
const write = (name: string, sql: string) => writeFile(path.join(folder, name), sql);
const run = () => migrate(database.connectionString, sets);

describe("migrations", () => {
  beforeEach(async () => {
    await database.pool.query(
      "drop schema if exists probe cascade; delete from platform.migration where owner = 'probe'",
    );
    await rm(folder, { recursive: true, force: true });
    await (await import("node:fs/promises")).mkdir(folder);
    await write("001-first.sql", "create schema probe; create table probe.thing (id int);");
  });

  it("run once, however often they are asked for", async () => {
    expect(await run()).toEqual([{ owner: "probe", number: 1, name: "001-first.sql" }]);
    expect(await run()).toEqual([]);
  });

  it("let two processes start together", async () => {
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.flat()).toHaveLength(1);
  });

  it("leave nothing of one that fails in the middle", async () => {
    await write("002-broken.sql", "create table probe.half (id int); select nonsense;");
    await expect(run()).rejects.toThrow(/002-broken\.sql failed/);
    const { rows } = await database.pool.query("select to_regclass('probe.half') as half");
    expect(rows[0].half).toBeNull();
  });

  it("refuse a database that is newer than the program", async () => {
    await database.pool.query(
      "insert into platform.migration (owner, number, name, checksum) values ('probe', 9, '009-future.sql', 'x')",
    );
    await expect(run()).rejects.toThrow(/newer than this program.*009-future\.sql/);
  });

  it("refuse one that was edited after it ran", async () => {
    await run();
    await write("001-first.sql", "create schema probe;");
    await expect(run()).rejects.toThrow(/was changed after it ran/);
  });

  it("refuse a gap in the numbers", async () => {
    await write("003-gap.sql", "select 1;");
    await expect(readMigrations(sets)).rejects.toThrow(/expected number 2/);
  });
});
