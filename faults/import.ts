import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import {
  findOrphanedImports,
  insertImport,
  updateImport,
} from "#modules/listen/server/transfers/import-store.ts";
import { runImport } from "#modules/listen/server/transfers/run-import.ts";
import { type Db, openDatabase } from "#platform/db/database.ts";
import { keepFile } from "#platform/files/keep-file.ts";
import { acceptedTypes } from "#platform/files/media-type.ts";
import { createLogger } from "#platform/log/logger.ts";
import type { FaultOptions, FaultResult } from "./fault.ts";
import { makeSyntheticFile, type SyntheticFile } from "./import-file.ts";
import { killAtRandom } from "./kill-at-random.ts";
import { seededRandom } from "./seeded-random.ts";

const rowsPerFile = 40_000;
const formats = ["csv", "jsonl", "xlsx"] as const;
const mapping = {
  columns: { title: "judul", publishedAt: "tanggal", outlet: "media", url: "tautan", text: "isi" },
  defaults: {},
};

type Running = SyntheticFile & { workspaceId: string; importId: string };

/**
 * Kills the process that imports files, again and again at random moments, two such processes at a time, and compares
 * what the desk holds in the end with what stood in the files. What a dead process held is given free at once instead of
 * after half a minute, also when the holder still lives: a second worker taking over too early must do no harm either.
 */
export async function run(options: FaultOptions): Promise<FaultResult> {
  const random = seededRandom(options.seed);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "gaung-import-fault-"));
  const { db, close } = openDatabase(options.connectionString, 4);
  const files: Running[] = [];
  try {
    let bringing: Promise<void> = Promise.resolve();
    const bringNext = async (): Promise<void> => {
      if ((await findOrphanedImports(db)).length > 0) return;
      const format = formats[files.length % formats.length] ?? "csv";
      files.push(await bring(db, dataDir, makeSyntheticFile(format, rowsPerFile, random), files.length));
    };
    await bringNext();
    let midImport = 0;
    const kills = await killAtRandom(
      {
        file: fileURLToPath(new URL("./import-worker.ts", import.meta.url)),
        arguments: [options.connectionString, dataDir],
      },
      {
        kills: options.kills,
        atOnce: 2,
        random,
        longestMs: 3_000,
        async onKill(count) {
          if (await freeLeases(db)) midImport += 1;
          // Two may be killed at once; only one file is wanted then.
          bringing = bringing.then(bringNext);
          await bringing;
          if (count % 20 === 0) options.say(`${count} kills, ${files.length} files of ${rowsPerFile} rows`);
        },
      },
    );
    await freeLeases(db);
    const parts = { db, dataDir, now: () => new Date(), log: createLogger("error") };
    for (const target of await findOrphanedImports(db))
      await runImport(parts, target, new AbortController().signal);
    return { fault: "import", kills, midImport, ...(await compare(db, files)) };
  } finally {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function bring(db: Db, dataDir: string, file: SyntheticFile, number: number): Promise<Running> {
  const workspaceId = randomUUID();
  await db
    .insertInto("platform.workspace")
    .values({ id: workspaceId, slug: `berkas-${number}`, name: "Percobaan", zone: "Asia/Jakarta" })
    .execute();
  const now = new Date();
  const fileName = `berkas-${number}.${file.format}`;
  const kept = await keepFile(db, dataDir, workspaceId, {
    source: file.bytes,
    originalName: fileName,
    accept: acceptedTypes.tables,
    maxBytes: 1e9,
    createdBy: null,
    now,
  });
  const importId = randomUUID();
  await db.transaction().execute(async (tx) => {
    const { sha256, bytes } = kept;
    const { format } = file;
    await insertImport(tx, workspaceId, {
      id: importId,
      fileId: kept.id,
      fileName,
      format,
      sha256,
      bytes,
      createdAt: now,
      createdBy: null,
    });
    await updateImport(tx, workspaceId, importId, { state: "waiting", mapping: JSON.stringify(mapping) });
  });
  return { ...file, workspaceId, importId };
}

/** @returns whether something was held */
async function freeLeases(db: Db): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update listen.import set leased_until = '-infinity' where state = 'running' and leased_until > '-infinity'`.execute(
    db,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** Every readable row's mention once, every unreadable row refused once, counted rightly and told of once. */
async function compare(db: Db, files: readonly Running[]): Promise<Record<string, number>> {
  const sums = {
    items: 0,
    rows: 0,
    lost: 0,
    doubled: 0,
    miscounted: 0,
    unfinished: 0,
    untold: 0,
    toldTwice: 0,
  };
  for (const file of files) {
    const { rows } = await sql<{ title: string }>`
      select title from listen.mention where workspace_id = ${file.workspaceId}::uuid`.execute(db);
    const stored = new Set(rows.map(({ title }) => title));
    const counts = await sql<{
      state: string;
      read: string;
      stored: string;
      known: string;
      refused: string;
      kept: string;
      sum: string;
      told: string;
      distinct: string;
    }>`
      select state, rows_read as read, rows_stored as stored, rows_known as known, rows_refused as refused,
        (select count(*) from listen.import_refusal where import_id = import.id) as kept,
        (select coalesce(sum(mention_count), 0) from listen.source where workspace_id = import.workspace_id) as sum,
        (select count(*) from platform.event_outbox, jsonb_array_elements_text(payload -> 'ids')
          where workspace_id = import.workspace_id) as told,
        (select count(distinct mention_id) from platform.event_outbox,
          jsonb_array_elements_text(payload -> 'ids') as told (mention_id)
          where workspace_id = import.workspace_id) as distinct
      from listen.import as import where id = ${file.importId}::uuid`.execute(db);
    const [count] = counts.rows;
    const expected = [
      file.rows,
      file.titles.size,
      file.rows - file.refused - file.titles.size,
      file.refused,
      file.refused,
      file.titles.size,
    ];
    const found = [count?.read, count?.stored, count?.known, count?.refused, count?.kept, count?.sum].map(
      Number,
    );
    sums.items += file.titles.size;
    sums.rows += file.rows;
    sums.lost += [...file.titles].filter((title) => !stored.has(title)).length;
    sums.doubled += rows.length - stored.size + [...stored].filter((title) => !file.titles.has(title)).length;
    sums.miscounted += expected.filter((value, at) => value !== found[at]).length;
    sums.unfinished += count?.state === "done" ? 0 : 1;
    sums.untold += file.titles.size - Number(count?.distinct ?? 0);
    sums.toldTwice += Number(count?.told ?? 0) - Number(count?.distinct ?? 0);
  }
  return { files: files.length, ...sums };
}
