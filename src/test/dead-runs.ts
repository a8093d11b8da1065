import { execFile } from "node:child_process";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

/** What every run's folder is called, before six random letters. */
export const runFolderPrefix = "gaung-test-";

/** A folder without an owner this young belongs to a run that has just begun. Milliseconds. */
const newbornMs = 60_000;
/** How long a server may take to end; it has nothing to save. Milliseconds. */
const endMs = 10_000;

/** Notes which process a run's folder belongs to, so that a later run knows whether its owner still lives. */
export const claimRunFolder = async (folder: string): Promise<void> =>
  writeFile(path.join(folder, "owner"), `${process.pid}\n${await birthOf(process.pid)}\n`);

/**
 * Clears up after runs that were killed: ends the PostgreSQL that each left running, and removes its folder. Touches
 * only folders of this user whose owner is dead, and only processes that run on such a folder.
 * @returns the folders that were removed
 */
export async function endDeadRuns(parent: string): Promise<string[]> {
  const removed: string[] = [];
  for (const name of await readdir(parent)) {
    const folder = path.join(parent, name);
    if (!name.startsWith(runFolderPrefix) || !(await isOurs(folder)) || (await isOwned(folder))) continue;
    if (!(await endServer(path.join(folder, "postgres", "cluster")))) continue;
    await rm(folder, { recursive: true, force: true });
    removed.push(folder);
  }
  return removed;
}

/** Somebody else may have put a folder of this name here, to have us end a process of their choice. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  return found?.isDirectory() === true && (process.getuid === undefined || found.uid === process.getuid());
}

async function isOwned(folder: string): Promise<boolean> {
  const owner = await readFile(path.join(folder, "owner"), "utf8").catch(() => undefined);
  if (owner === undefined) {
    const found = await stat(folder).catch(() => undefined);
    return found !== undefined && Date.now() - found.mtimeMs < newbornMs;
  }
  const [pid, birth] = owner.split("\n");
  return isAlive(Number(pid)) && (await birthOf(Number(pid))) === birth;
}

/** @returns whether no server runs on this cluster any more */
async function endServer(cluster: string): Promise<boolean> {
  const pid = Number.parseInt(
    await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => ""),
    10,
  );
  // The number may have been given to another program since.
  if (!isAlive(pid) || !(await commandOf(pid)).includes(cluster)) return true;
  // Immediate shutdown: the rows are thrown away.
  process.kill(pid, "SIGQUIT");
  for (let waitedMs = 0; waitedMs < endMs; waitedMs += 50) {
    if (!isAlive(pid)) return true;
    await pause(50);
  }
  return false;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** When a process began, in whatever unit its system counts: tells it from a later one with the same number. */
async function birthOf(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // proc_pid_stat(5): the 22nd field, counted from behind the name, which may hold anything.
  if (status !== undefined) return status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  return askPs("lstart=", pid);
}

async function commandOf(pid: number): Promise<string> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  return command?.replaceAll("\0", " ") ?? askPs("command=", pid);
}

const askPs = (column: string, pid: number): Promise<string> =>
  promisify(execFile)("ps", ["-o", column, "-p", String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );
