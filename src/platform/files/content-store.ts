import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm, unlink } from "node:fs/promises";
import path from "node:path";
import { AppError } from "#shared/app-error.ts";
import { onDisk, systemCode } from "./storage-error.ts";

/** A received file that is safe on disk but not kept yet. Ends with `keepDraft` or `discardDraft`. */
export interface Draft {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

const SHA_256 = /^[0-9a-f]{64}$/;

/** Where kept contents lie: `files/ab/cd/<sha256>` under the data folder. */
export function contentsFolder(dataDir: string): string {
  return path.join(dataDir, "files");
}

/** Where drafts lie: on the same file system, so that keeping one is a rename. */
export function draftsFolder(dataDir: string): string {
  return path.join(dataDir, "files", "incoming");
}

/** The place of a content. @throws Error for anything that is no SHA-256 in hexadecimal: it becomes part of a path. */
export function contentPath(dataDir: string, sha256: string): string {
  if (!SHA_256.test(sha256)) throw new Error("not a SHA-256");
  return path.join(contentsFolder(dataDir), sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/**
 * Writes a stream into a draft, hashing on the way, and makes sure it is on the disk before it returns.
 * @param maxBytes cap; the stream is left as soon as it is passed, and the draft removed
 * @throws AppError `too_large` (`file_too_large`), `unavailable` (disk). Errors of the source pass through.
 */
export async function receiveDraft(
  dataDir: string,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Draft> {
  const folder = draftsFolder(dataDir);
  const file = path.join(folder, randomBytes(16).toString("hex"));
  const handle = await onDisk(async () => {
    await mkdir(folder, { recursive: true });
    return open(file, "wx", 0o600);
  });
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        throw new AppError("too_large", "file_too_large", {
          maxMegabytes: Math.floor(maxBytes / 1024 / 1024),
        });
      }
      hash.update(chunk);
      await onDisk(() => writeAll(handle, chunk));
    }
    await onDisk(() => handle.sync());
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
  await handle.close();
  return { path: file, sha256: hash.digest("hex"), bytes };
}

/**
 * Moves a draft to its place. After a crash at any moment the content is there whole or not at all. A content that is
 * already there is replaced by its equal, which also renews its age for the sweep.
 */
export async function keepDraft(dataDir: string, draft: Draft): Promise<void> {
  const target = contentPath(dataDir, draft.sha256);
  const folder = path.dirname(target);
  await onDisk(async () => {
    await mkdir(folder, { recursive: true });
    await rename(draft.path, target);
    // A rename is durable only when the folders that name the file are: POSIX fsync(2).
    for (const changed of [folder, path.dirname(folder), contentsFolder(dataDir)]) await syncFolder(changed);
  });
}

/** Removes a draft that will not be kept; one that is gone already is fine. */
export async function discardDraft(draft: Draft): Promise<void> {
  await rm(draft.path, { force: true });
}

/** An open content and its size in bytes. The caller closes the handle. */
export interface OpenContent {
  readonly handle: FileHandle;
  readonly bytes: number;
}

/** Opens a kept content. @throws AppError `unavailable` (`file_content_missing`) when the disk does not have it. */
export async function openContent(dataDir: string, sha256: string): Promise<OpenContent> {
  try {
    const handle = await open(contentPath(dataDir, sha256), "r");
    return { handle, bytes: (await handle.stat()).size };
  } catch (error) {
    if (systemCode(error) === "ENOENT") throw new AppError("unavailable", "file_content_missing", {}, error);
    throw error;
  }
}

/** Removes a content that no row names any more. @returns false when it was not there. */
export async function deleteContent(dataDir: string, sha256: string): Promise<boolean> {
  try {
    await unlink(contentPath(dataDir, sha256));
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw error;
  }
}

/** One `write` may take only a part; on a nearly full disk it does, and only the next one fails. */
async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength; ) {
    const { bytesWritten } = await handle.write(chunk, at, chunk.byteLength - at);
    at += bytesWritten;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for this.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
