import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { explainFolderError, isLockHeld, lockDataFolder, prepareDataFolder } from "./data-folder.ts";

const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-folder-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the data folder", () => {
  it("is made when it is not there", async () => {
    await expect(prepareDataFolder(path.join(folder, "a/b"))).resolves.toBeUndefined();
  });

  it("is refused in one sentence when it is a file", async () => {
    await writeFile(path.join(folder, "file"), "");
    await expect(prepareDataFolder(path.join(folder, "file"))).rejects.toThrow(/is a file\. Choose another/);
  });

  it.each([
    ["ENOSPC", /disk that holds .* is full/],
    ["EROFS", /cannot be written to/],
    ["EACCES", /cannot be written to/],
  ])("is refused in one sentence on %s", (code, sentence) => {
    expect(String(explainFolderError("/srv/gaung", Object.assign(new Error(code), { code })))).toMatch(
      sentence,
    );
  });

  it("serves one desk at a time", async () => {
    // A process whose command line names main.ts stands in for the other desk.
    const other = spawn(
      process.execPath,
      ["-e", "console.log('up'); setTimeout(() => {}, 60000)", "main.ts"],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    await once(other.stdout, "data");
    await writeFile(path.join(folder, "gaung.lock"), `${other.pid}\n`);
    await expect(lockDataFolder(folder)).rejects.toThrow(/Another Gaung \(process \d+\) already runs/);
    expect(await isLockHeld(folder)).toBe(true);
    other.kill("SIGKILL");
    await once(other, "exit");
  });

  it("is taken over from a desk that was killed", async () => {
    const lock = await lockDataFolder(folder);
    expect(await readFile(path.join(folder, "gaung.lock"), "utf8")).toBe(`${process.pid}\n`);
    await lock.release();
    expect(await isLockHeld(folder)).toBe(false);
  });
});
