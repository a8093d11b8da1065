import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const megabyte = 1024 * 1024;
/** Small enough to stay under 300 MB with the desk, large enough for a few hundred thousand mentions. */
const leastMegabytes = 128;
/** Steps in which the cache grows, so that the setting does not change with every start. */
const stepMegabytes = 64;

/**
 * How much memory the embedded server keeps pages in: half of what it holds, so that what people search stays at hand,
 * but never more than a quarter of the machine. A small store takes what it needs and no more. A large cache is filled
 * again after a restart by pg_prewarm, which comes with PostgreSQL; else a store of millions is slow for its first hour.
 * @param storedBytes size of the database's files
 * @param memoryBytes memory that this process may use
 * @returns `name=value` server settings
 */
export function cacheSettings(storedBytes: number, memoryBytes: number): Record<string, string> {
  const wanted = Math.min(storedBytes / 2, memoryBytes / 4) / megabyte;
  const megabytes = Math.max(leastMegabytes, Math.floor(wanted / stepMegabytes) * stepMegabytes);
  return {
    shared_buffers: `${megabytes}MB`,
    ...(megabytes > leastMegabytes && { shared_preload_libraries: "pg_prewarm" }),
  };
}

/** The memory that this process may use, also where a container limits it. Bytes. */
export function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

/** The size of all files of a database folder; those that vanish meanwhile count nothing. Bytes. */
export async function storedBytes(clusterDir: string): Promise<number> {
  const base = path.join(clusterDir, "base");
  const entries = await readdir(base, { recursive: true, withFileTypes: true }).catch((): Dirent[] => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = await stat(path.join(entry.parentPath, entry.name)).catch(() => null);
        return file?.size ?? 0;
      }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
