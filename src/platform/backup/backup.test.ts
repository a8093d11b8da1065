import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { migrationSets } from "#migration-sets.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { contentPath } from "#platform/files/content-store.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-backup-"));
const databases: TestDatabase[] = [];
const open = async (): Promise<TestDatabase> => {
  const database = await testDatabase();
  databases.push(database);
  return database;
};
afterAll(async () => {
  for (const database of databases) await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const sha256 = "ab".repeat(32);

async function usedDesk(): Promise<{ database: TestDatabase; dataDir: string; backup: string }> {
  const database = await open();
  const dataDir = await mkdtemp(path.join(folder, "desk-"));
  const workspaceId = await makeWorkspace(database.db, 'Humas "Tanjung\tSaga"\nbaris\\dua');
  for (let index = 0; index < 20; index += 1) {
    await database.db
      .transaction()
      .execute((tx) =>
        recordAudit(
          tx,
          workspaceId,
          systemActor,
          { action: "a.b", subjectKind: "x", subjectId: null, details: { index, text: "é \\N 漢" } },
          testNow,
        ),
      );
  }
  await (await import("node:fs/promises")).mkdir(path.dirname(contentPath(dataDir, sha256)), {
    recursive: true,
  });
  await writeFile(contentPath(dataDir, sha256), Buffer.from([0, 1, 2, 255]));
  await writeFile(path.join(dataDir, "secret.key"), "the key");
  return { database, dataDir, backup: path.join(dataDir, "backup.tar.gz") };
}

const parts = (database: TestDatabase, dataDir: string) => ({
  connectionString: database.connectionString,
  dataDir,
  keyFile: path.join(dataDir, "secret.key"),
  migrationSets,
  programVersion: "0.0.0",
  now: () => testNow,
});

/** Every row of every table, as text, so that two desks can be compared whole. */
async function wholeDesk(database: TestDatabase): Promise<Record<string, string[]>> {
  const { rows } = await database.pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'jobs') and not (schemaname = 'platform' and tablename = 'migration') order by 1",
  );
  const desk: Record<string, string[]> = {};
  for (const { name } of rows)
    desk[name] = (
      await database.pool.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    ).rows.map(({ row }) => row);
  return desk;
}

describe("a backup", () => {
  it("turns back into the same desk: rows, files and key", async () => {
    const { database, dataDir, backup } = await usedDesk();
    const totals = await writeBackup(parts(database, dataDir), backup);
    expect(totals.rows["platform.audit_entry"]).toBe(20);
    expect((await stat(backup)).mode & 0o777).toBe(0o600);

    const other = await open();
    const otherDir = await mkdtemp(path.join(folder, "restored-"));
    await restoreBackup(parts(other, otherDir), backup);
    expect(await wholeDesk(other)).toEqual(await wholeDesk(database));
    expect(await readFile(contentPath(otherDir, sha256))).toEqual(
      await readFile(contentPath(dataDir, sha256)),
    );
    expect(await readFile(path.join(otherDir, "secret.key"), "utf8")).toBe("the key");
  });

  it("leaves a desk that goes on working: constraints, triggers and counters are back", async () => {
    const { database, dataDir, backup } = await usedDesk();
    await database.pool.query(
      "insert into platform.event_outbox (workspace_id, name, payload) select id, 'x', '{}' from platform.workspace",
    );
    await writeBackup(parts(database, dataDir), backup);
    const other = await open();
    await restoreBackup(parts(other, await mkdtemp(path.join(folder, "restored-"))), backup);
    const { rows } = await other.pool.query(
      "insert into platform.event_outbox (workspace_id, name, payload) values (gen_random_uuid(), 'y', '{}') returning id",
    );
    expect(rows[0].id).toBe("2");
    await expect(other.pool.query("delete from platform.audit_entry")).rejects.toThrow("append-only");
    await expect(
      other.pool.query(
        "insert into platform.member (workspace_id, user_id, role) values (gen_random_uuid(), gen_random_uuid(), 'owner')",
      ),
    ).rejects.toThrow(/foreign key/);
  });

  it("refuses a desk that is in use", async () => {
    const { database, dataDir, backup } = await usedDesk();
    await writeBackup(parts(database, dataDir), backup);
    await expect(restoreBackup(parts(database, dataDir), backup)).rejects.toThrow(/already holds a desk/);
  });

  it("refuses a file that was cut off, and leaves the database empty", async () => {
    const { database, dataDir, backup } = await usedDesk();
    const { bytes } = await writeBackup(parts(database, dataDir), backup);
    await truncate(backup, Math.floor(bytes / 2));
    const other = await open();
    await expect(restoreBackup(parts(other, dataDir), backup)).rejects.toThrow(
      /could not be restored|cut off/,
    );
    expect((await other.pool.query("select count(*)::int as n from platform.workspace")).rows[0].n).toBe(0);
  });

  it("refuses a file that is no backup", async () => {
    const other = await open();
    const file = path.join(folder, "not-a-backup");
    await writeFile(file, "hello");
    await expect(restoreBackup(parts(other, folder), file)).rejects.toThrow(/could not be restored/);
  });
});
