import { AppError } from "#shared/app-error.ts";

const KEY_OF_CODE: Readonly<Record<string, string>> = {
  ENOSPC: "disk_full",
  EDQUOT: "disk_full",
  EROFS: "disk_read_only",
  EACCES: "disk_no_access",
  EPERM: "disk_no_access",
};

/** The `code` of a system error, or "" for anything else. */
export function systemCode(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

/**
 * What a person is told when the disk refuses: full, read-only or closed to us. Each has its own next step, so each has
 * its own sentence (`errors.disk_full`, `errors.disk_read_only`, `errors.disk_no_access`); other errors pass unchanged.
 */
export function toStorageError(error: unknown): unknown {
  const key = KEY_OF_CODE[systemCode(error)];
  return key === undefined ? error : new AppError("unavailable", key, {}, error);
}

/** Runs work on the disk with its errors turned by `toStorageError`. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
}
