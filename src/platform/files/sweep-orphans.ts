import { readdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import type { Db } from "#platform/db/database.ts";
import { contentPath, contentsFolder, deleteContent, draftsFolder } from "./content-store.ts";
import { findKeptContents, listContentsAfter } from "./file-store.ts";
import { systemCode } from "./storage-error.ts";

export interface SweepOptions {
  readonly now: Date;
  /** What is younger is left alone: its row may still be in an open transaction. */
  readonly graceMs?: number;
}

export interface SweepResult {
  /** Contents without a row, removed. */
  readonly removedContents: number;
  /** Drafts of uploads that never ended, removed. */
  readonly removedDrafts: number;
  /** SHA-256 of contents that rows name and the disk does not have: restore them from a backup. */
  readonly missingContents: readonly string[];
}

const ONE_DAY_MS = 86_400_000;
const BATCH = 500;

/** Tidies the content store: removes what no row names and reports what rows name in vain. Safe to run at any time. */
export async function sweepOrphans(
  db: Db,
  dataDir: string,
  { now, graceMs = ONE_DAY_MS }: SweepOptions,
): Promise<SweepResult> {
  const oldestKeptMs = now.getTime() - graceMs;
  let removedContents = 0;
  for await (const batch of batches(oldContents(dataDir, oldestKeptMs))) {
    const kept = await findKeptContents(db, batch);
    for (const sha256 of batch.filter((candidate) => !kept.has(candidate))) {
      // The same content may have come in again since it was listed; that renewed its age.
      if (!(await isOlder(contentPath(dataDir, sha256), oldestKeptMs))) continue;
      if (await deleteContent(dataDir, sha256)) removedContents += 1;
    }
  }
  return {
    removedContents,
    removedDrafts: await removeDrafts(dataDir, oldestKeptMs),
    missingContents: await findMissing(db, dataDir),
  };
}

async function* oldContents(dataDir: string, oldestKeptMs: number): AsyncGenerator<string> {
  const root = contentsFolder(dataDir);
  for (const first of (await namesIn(root)).filter(isHexPair)) {
    for (const second of (await namesIn(path.join(root, first))).filter(isHexPair)) {
      for (const name of await namesIn(path.join(root, first, second))) {
        const isContent = /^[0-9a-f]{64}$/.test(name) && name.startsWith(first + second);
        if (isContent && (await isOlder(contentPath(dataDir, name), oldestKeptMs))) yield name;
      }
    }
  }
}

async function* batches(names: AsyncGenerator<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const name of names) {
    batch.push(name);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function removeDrafts(dataDir: string, oldestKeptMs: number): Promise<number> {
  let removed = 0;
  for (const name of await namesIn(draftsFolder(dataDir))) {
    const file = path.join(draftsFolder(dataDir), name);
    if (!(await isOlder(file, oldestKeptMs))) continue;
    await unlink(file);
    removed += 1;
  }
  return removed;
}

async function findMissing(db: Db, dataDir: string): Promise<string[]> {
  const missing: string[] = [];
  let after = "";
  for (;;) {
    const named = await listContentsAfter(db, after, BATCH);
    for (const sha256 of named) {
      if ((await modifiedMs(contentPath(dataDir, sha256))) === undefined) missing.push(sha256);
    }
    const last = named.at(-1);
    if (last === undefined || named.length < BATCH) return missing;
    after = last;
  }
}

async function isOlder(file: string, thanMs: number): Promise<boolean> {
  const ms = await modifiedMs(file);
  return ms !== undefined && ms < thanMs;
}

async function modifiedMs(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}

const isHexPair = (name: string): boolean => /^[0-9a-f]{2}$/.test(name);
