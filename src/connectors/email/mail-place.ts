import { z } from "zod";

/** How far a folder was read. */
export interface FolderPlace {
  /** UIDs mean nothing under another UIDVALIDITY (RFC 9051 §2.3.1.1). */
  readonly validity: string;
  readonly uid: number;
  /** When the last mail that was read had arrived, in ms: from there on a renumbered folder is read again. */
  readonly at: number;
}

export type Places = ReadonlyMap<string, FolderPlace>;

const written = z.record(
  z.string().max(500),
  z.tuple([z.string().regex(/^\d{1,20}$/), z.int().min(0), z.number()]),
);

/** Nothing can be made of a place that is none: the last days are read again, and what is known already is known by its id. */
export function readPlaces(cursor: string | null): Places {
  if (cursor === null) return new Map();
  const read = written.safeParse(parsed(cursor));
  if (!read.success) return new Map();
  return new Map(
    Object.entries(read.data).map(([folder, [validity, uid, at]]) => [folder, { validity, uid, at }]),
  );
}

export const writePlaces = (places: Places): string =>
  JSON.stringify(
    Object.fromEntries([...places].map(([folder, { validity, uid, at }]) => [folder, [validity, uid, at]])),
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
