import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cacheSettings, storedBytes, usableMemory } from "./cache-settings.ts";

const gigabyte = 1024 ** 3;

describe("the cache of the embedded server", () => {
  it("stays small for a new desk, whatever the machine", () => {
    expect(cacheSettings(0, 24 * gigabyte)).toEqual({ shared_buffers: "128MB" });
    expect(cacheSettings(0.2 * gigabyte, gigabyte)).toEqual({ shared_buffers: "128MB" });
  });

  it("grows with what is stored and is warm again after a restart", () => {
    expect(cacheSettings(7 * gigabyte, 24 * gigabyte)).toEqual({
      shared_buffers: "3584MB",
      shared_preload_libraries: "pg_prewarm",
    });
  });

  it("takes no more than a quarter of the machine", () => {
    expect(cacheSettings(70 * gigabyte, 8 * gigabyte)).toMatchObject({ shared_buffers: "2048MB" });
    expect(usableMemory()).toBeLessThanOrEqual(os.totalmem());
  });

  it("measures the database's files, and nothing where there is no database yet", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-cache-"));
    try {
      expect(await storedBytes(folder)).toBe(0);
      await mkdir(path.join(folder, "base", "5"), { recursive: true });
      await writeFile(path.join(folder, "base", "5", "1259"), Buffer.alloc(5_000));
      await writeFile(path.join(folder, "base", "5", "1260"), Buffer.alloc(700));
      expect(await storedBytes(folder)).toBe(5_700);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
