/** Comments may be stored a little after the instant that they carry, and several carry the same. */
const overlapMs = 10 * 60 * 1_000;

/** How far comments were read: all since `at` are asked for, and those in `had` (by id, with their instant) were had. */
export interface CommentCursor {
  readonly at: Date;
  readonly had: ReadonlyMap<number, number>;
}

interface Dated {
  readonly id: number;
  readonly date_gmt: Date;
}

/** @returns null for none, and for what is no cursor */
export function readCursor(from: string | null): CommentCursor | null {
  const [begun = "", list = ""] = (from ?? "").split("|");
  const at = new Date(begun);
  if (Number.isNaN(at.getTime())) return null;
  const had = new Map<number, number>();
  for (const entry of list.split(",")) {
    const [, id, seconds] = /^(\d{1,15})@(\d{1,12})$/.exec(entry) ?? [];
    if (id !== undefined && seconds !== undefined) had.set(Number(id), Number(seconds) * 1_000);
  }
  return { at, had };
}

/**
 * The cursor behind `fresh`: it begins a little before the newest of them, and remembers which after that were had. What a
 * clock that is ahead puts into the future moves nothing on.
 */
export function commentCursor(before: CommentCursor, fresh: readonly Dated[], now: Date): string {
  const newest = Math.max(...fresh.map(({ date_gmt }) => date_gmt.getTime()), 0);
  const reached = Math.min(newest, now.getTime()) - overlapMs;
  const at = new Date(Math.max(before.at.getTime(), reached));
  const had = new Map(before.had);
  for (const { id, date_gmt } of fresh) had.set(id, date_gmt.getTime());
  const kept = [...had].filter(([, instant]) => instant >= at.getTime());
  return `${at.toISOString()}|${kept.map(([id, instant]) => `${id}@${Math.floor(instant / 1_000)}`).join(",")}`;
}
