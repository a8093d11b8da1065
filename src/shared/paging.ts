import { z } from "zod";

/** Query parameters of every listing: an opaque cursor from the previous page and how many items to return. */
export const pageInput = {
  cursor: z.string().max(500).optional().meta({ description: "The `nextCursor` of the page before." }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** One page of a listing. `nextCursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export type Page<T> = { items: T[]; nextCursor: string | null };

/** Packs the sort position of the last item into an opaque, URL-safe cursor. */
export function writeCursor(parts: readonly (string | number)[]): string {
  return btoa(encodeURIComponent(JSON.stringify(parts)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** Reads a cursor back, or returns undefined when it is not one of ours. */
export function readCursor(cursor: string): (string | number)[] | undefined {
  try {
    const parts: unknown = JSON.parse(
      decodeURIComponent(atob(cursor.replaceAll("-", "+").replaceAll("_", "/"))),
    );
    return Array.isArray(parts) && parts.every((part) => typeof part === "string" || typeof part === "number")
      ? parts
      : undefined;
  } catch {
    return undefined;
  }
}
