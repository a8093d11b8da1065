import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explainFileError, say } from "./say.mjs";

const HEARTBEAT_MS = 2_000;
/** A holder that has not been heard of for this long is gone, even if its number now belongs to another process. */
const SILENT_MS = 20_000;
const POLL_MS = 300;

/**
 * Runs `work` while no other process does the same in this checkout; a second one waits. The lock is a file with the
 * holder's process id, touched while it works, so that the lock of a killed process is taken over at once.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  await take(file);
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  }
}

/**
 * Waits for the lock and takes it.
 * @param {string} file
 */
async function take(file) {
  let isTold = false;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
  } catch (error) {
    throw explainFileError(error, path.dirname(file));
  }
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST"))
        throw explainFileError(error, path.dirname(file));
    }
    const holder = readHolder(file);
    if (holder !== undefined && isStale(holder, Date.now(), isAlive)) {
      remove(file);
      continue;
    }
    if (holder !== undefined && !isTold) {
      say(`process ${holder.pid} is already preparing this folder; waiting for it …`);
      isTold = true;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/**
 * True when the holder is gone.
 * @param {{ pid: number, touchedAt: number }} holder `touchedAt` in milliseconds since 1970
 * @param {number} now
 * @param {(pid: number) => boolean} alive
 */
export function isStale(holder, now, alive) {
  return now - holder.touchedAt > SILENT_MS || !alive(holder.pid);
}

/**
 * Undefined when the file has just gone.
 * @param {string} file
 */
function readHolder(file) {
  try {
    return { pid: Number(readFileSync(file, "utf8")), touchedAt: statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  // An empty file is a lock in the moment of being written: its holder is alive until it has been silent for long.
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Renaming first lets only one of several waiting processes clear a stale lock.
 * @param {string} file
 */
function remove(file) {
  const grave = `${file}.${process.pid}`;
  try {
    renameSync(file, grave);
    rmSync(grave, { force: true });
  } catch {
    // Another process was quicker.
  }
}

/** @param {string} file */
function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // The lock is removed at the end of the work; a last beat may come after it.
  }
}
