import { foldValue } from "#text/fold.ts";
import type { Source } from "../../contract/sources.ts";

export type SourceFilter = "all" | "failing" | "paused";

/** One failed look is the weather of the internet; this many in a row are worth a person's, as Beranda counts too. */
const worryingFailures = 3;

/**
 * A source that is followed but not heard: it keeps failing, it was never heard at all, or it was stopped because the
 * other side said so.
 */
export const isQuiet = (source: Source): boolean =>
  source.state === "stopped" ||
  (source.state === "active" &&
    source.failuresInARow >= (source.lastSuccessAt === null ? 1 : worryingFailures));

/** A source that is looked at now and then; a stream stands open, and an inbox brings what comes. */
export const isPolled = ({ kind }: Source): boolean =>
  kind !== "stream" && kind !== "inbox" && kind !== "file";

/** The sources that a filter, a folder and a typed word leave. */
export function filterSources(
  sources: readonly Source[],
  filter: SourceFilter,
  folder: string,
  wanted: string,
): Source[] {
  const sought = foldValue(wanted).trim();
  return sources.filter((one) => {
    if (filter === "failing" && !isQuiet(one)) return false;
    if (filter === "paused" && one.state !== "paused") return false;
    if (folder !== "" && one.folder !== folder) return false;
    return sought === "" || [one.title, one.outlet, one.url].some((text) => foldValue(text).includes(sought));
  });
}

/** The folders in use, in the reader's order. */
export const foldersOf = (sources: readonly Source[], language: string): string[] =>
  [...new Set(sources.map((one) => one.folder).filter((folder) => folder !== ""))].sort(
    new Intl.Collator(language, { numeric: true }).compare,
  );

/** New mentions a day, the mean of the days seen; null before there is a day. */
export function perDay(rhythm: readonly number[]): number | null {
  if (rhythm.length === 0) return null;
  return rhythm.reduce((sum, count) => sum + count, 0) / rhythm.length;
}
