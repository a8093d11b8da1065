import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEmbeddedPostgres } from "#platform/db/embedded-postgres.ts";
import { claimRunFolder, endDeadRuns, runFolderPrefix } from "./dead-runs.ts";

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), "gaung-runs-"));
  await chmod(parent, 0o755);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function runFolder(name: string): Promise<string> {
  const folder = path.join(parent, `${runFolderPrefix}${name}`);
  await mkdir(folder, { mode: 0o755 });
  return folder;
}

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  return child.pid ?? 0;
}

it("a killed run's PostgreSQL is ended and its folder removed; a living run's stays", async () => {
  const [dead, living, newborn] = [
    await runFolder("dead"),
    await runFolder("living"),
    await runFolder("new"),
  ];
  await writeFile(path.join(dead, "owner"), `${await deadPid()}\n1\n`);
  await claimRunFolder(living);
  const [left, kept] = [await startEmbeddedPostgres(dead), await startEmbeddedPostgres(living)];
  try {
    expect(await endDeadRuns(parent)).toEqual([dead]);
    expect([dead, living, newborn].map((folder) => existsSync(folder))).toEqual([false, true, true]);
    await expect(new pg.Client({ connectionString: left.connectionString }).connect()).rejects.toThrow();
    const client = new pg.Client({ connectionString: kept.connectionString });
    await client.connect();
    await client.end();
    expect(await endDeadRuns(parent)).toEqual([]);
  } finally {
    await kept.stop();
  }
}, 60_000);

it("an owner whose number another process has now is dead, and a process that is no server of ours is let be", async () => {
  const folder = await runFolder("reused");
  // This very process is alive under the number, but began at another time; nor does it run on the folder.
  await writeFile(path.join(folder, "owner"), `${process.pid}\n1\n`);
  await mkdir(path.join(folder, "postgres", "cluster"), { recursive: true });
  const bystander = spawn(process.execPath, ["--eval", "setInterval(() => 0, 1000)"], { stdio: "ignore" });
  await writeFile(path.join(folder, "postgres", "cluster", "postmaster.pid"), `${bystander.pid}\n`);
  expect(await endDeadRuns(parent)).toEqual([folder]);
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  bystander.kill();
});

it("a run notes who owns its folder", async () => {
  const folder = await runFolder("claimed");
  await claimRunFolder(folder);
  expect(await readFile(path.join(folder, "owner"), "utf8")).toMatch(new RegExp(`^${process.pid}\n.+\n$`));
});
