import { mkdir, readFile, rm, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import { ClearError } from "#shared/clear-error.ts";

const isErrno = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));

/**
 * Makes sure that the data folder is there and can be written to.
 * @throws ClearError naming the folder and what stands in the way
 */
export async function prepareDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = path.join(folder, `.write-probe-${process.pid}`);
    await writeFile(probe, "x".repeat(4096));
    await rm(probe);
  } catch (error) {
    throw explainFolderError(folder, error);
  }
}

/** Says in one sentence why a folder cannot be used; other failures are handed back as they are. */
export function explainFolderError(folder: string, error: unknown): unknown {
  if (isErrno(error, "ENOSPC", "EDQUOT"))
    return new ClearError(`The disk that holds ${folder} is full. Make room and start again.`, error);
  if (isErrno(error, "EROFS", "EACCES", "EPERM"))
    return new ClearError(
      `The data folder ${folder} cannot be written to. Give this user the right to, or choose another with GAUNG_DATA_DIR.`,
      error,
    );
  if (isErrno(error, "ENOTDIR", "EEXIST"))
    return new ClearError(`The data folder ${folder} is a file. Choose another with GAUNG_DATA_DIR.`, error);
  return error;
}

/** Bytes free on the disk that holds a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export type FolderLock = { release(): Promise<void> };

/**
 * Takes the data folder for this process, so that no second desk runs on the same rows. A lock whose process is gone
 * (a crash, kill -9) is taken over.
 * @throws ClearError when another desk holds it
 */
export async function lockDataFolder(folder: string): Promise<FolderLock> {
  const file = path.join(folder, "gaung.lock");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeFile(file, `${process.pid}\n`, { flag: "wx" });
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if (!isErrno(error, "EEXIST")) throw error;
      const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
      if (pid && pid !== process.pid && (await isDesk(pid)))
        throw new ClearError(
          `Another Gaung (process ${pid}) already runs on ${folder}. Stop it first, or choose another folder with GAUNG_DATA_DIR.`,
        );
      await rm(file, { force: true });
    }
  }
  throw new ClearError(`The lock ${file} could not be taken. Start again.`);
}

/** Whether a living desk holds the folder now. */
export async function isLockHeld(folder: string): Promise<boolean> {
  const pid = Number.parseInt(await readFile(path.join(folder, "gaung.lock"), "utf8").catch(() => ""), 10);
  return Number.isInteger(pid) && pid !== process.pid && (await isDesk(pid));
}

/** Whether a process is alive and one of ours: its number may have been given to another program since. */
async function isDesk(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isErrno(error, "EPERM")) return false;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  return commandLine === undefined ? true : commandLine.includes("main.ts");
}
