import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#platform/http/request-context.ts";
import { openTransferBench, type TransferBench } from "#test/transfer-bench.ts";
import { type BringFileOptions, bringFile } from "./bring-file.ts";
import { takeOut } from "./take-out.ts";

let bench: TransferBench;
beforeAll(async () => {
  bench = await openTransferBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const actor: Actor = { kind: "system", id: null, name: "CLI" };
const never = new AbortController().signal;
const table = "judul;tanggal;media\nBanjir;18/06/2025 09.12;Kompas\nJalan;kapan;detik\n";

async function bring(workspaceId: string, name: string, more: Partial<BringFileOptions> = {}) {
  const file = path.join(bench.parts.dataDir, name);
  await writeFile(file, table);
  const onMapping = () => undefined;
  return bringFile(bench.parts, {
    ...{ file, workspaceId, actor, pairs: [], isDryRun: false, signal: never, onMapping },
    ...more,
  });
}

test("a file of the server's own disk is brought in at once and taken out again", async () => {
  const { workspaceId } = await bench.newOffice();
  expect(await bring(workspaceId, "a.csv")).toMatchObject({ state: "done", rowsStored: 1, rowsRefused: 1 });
  const file = path.join(bench.parts.dataDir, "keluar.jsonl");
  const wish = {
    file,
    workspace: { id: workspaceId, zone: "Asia/Jakarta" },
    q: "banjir",
    isPlain: false,
    actor,
  } as const;
  const rows: number[] = [];
  expect(await takeOut(bench.parts, { ...wish, onProgress: (n) => rows.push(n), signal: never })).toEqual({
    rows: 1,
    isCut: false,
  });
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
    title: "Banjir",
    publishedAt: "2025-06-18T09:12:00+07:00",
  });
  const audit = await bench.database.db
    .selectFrom("platform.audit_entry")
    .select(["action", "actor_name"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("seq")
    .execute();
  expect(audit.map(({ action, actor_name }) => `${actor_name} ${action}`)).toEqual([
    "CLI import.started",
    "Gaung import.finished",
    "CLI export.created",
  ]);
});

test("columns can be named, and what cannot be used stores nothing", async () => {
  const { workspaceId } = await bench.newOffice();
  const pairs = ["title=media", "publishedAt=tanggal", "outlet=judul"];
  expect(await bring(workspaceId, "b.csv", { pairs, isDryRun: true })).toMatchObject({ rowsStored: 1 });
  await expect(bring(workspaceId, "c.csv", { pairs: ["judul"] })).rejects.toMatchObject({
    key: "import.bad_pair",
  });
  await expect(bring(workspaceId, "d.csv", { pairs: ["title=x"] })).rejects.toMatchObject({
    code: "invalid",
  });
  const imports = await bench.database.db
    .$extendTables<{ "listen.import": { id: string; workspace_id: string } }>()
    .selectFrom("listen.import")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .execute();
  expect(imports).toHaveLength(1);
});

test("a query with a mistake leaves no file", async () => {
  const { workspaceId } = await bench.newOffice();
  const file = path.join(bench.parts.dataDir, "rusak.csv");
  const wish = {
    file,
    workspace: { id: workspaceId, zone: "Asia/Jakarta" },
    q: "a AND",
    isPlain: false,
    actor,
  } as const;
  const attempt = takeOut(bench.parts, { ...wish, onProgress: () => undefined, signal: never });
  await expect(attempt).rejects.toMatchObject({ code: "invalid" });
  expect((await readdir(bench.parts.dataDir)).filter((name) => name.startsWith("rusak"))).toEqual([]);
});
