import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type DatabaseHandle, openDatabase } from "#platform/db/database.ts";

export type TestDatabase = DatabaseHandle & AsyncDisposable;

/** A private copy of the migrated template database, dropped on dispose. One per test file is enough. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(inject("templateDatabase"));
  const admin = new URL(template);
  admin.pathname = "/postgres";
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  const control = new pg.Client({ connectionString: admin.href });
  await control.connect();
  // Cloning needs the template to be idle for a moment; several test files may ask at once.
  await control.query("select pg_advisory_lock(99)");
  await control.query(`create database ${name} template gaung strategy file_copy`);
  await control.query("select pg_advisory_unlock(99)");
  const own = new URL(template);
  own.pathname = `/${name}`;
  const handle = openDatabase(own.href, 8);
  return {
    ...handle,
    async [Symbol.asyncDispose]() {
      await handle.close();
      await control.query(`drop database ${name} with (force)`);
      await control.end();
    },
  };
}
