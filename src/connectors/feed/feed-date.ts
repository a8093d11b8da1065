import {
  type DateOptions,
  dateOfParts,
  type ParsedDate,
  parseIndonesianDate,
  zoneOffsetMin,
} from "#connectors/page/indonesian-date.ts";
import type { FeedReading, FeedTime } from "./feed-shape.ts";
import { note, type SourceNote } from "./source-note.ts";

const DAY_MS = 86_400_000;

/** Feeds are younger than this; an earlier date is a zero or a slip. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);

/**
 * Reads a date out of a feed: RFC 822 and 5322 with any zone, W3C-DTF and ISO 8601 in the forms that occur, asctime,
 * and all that `parseIndonesianDate` reads.
 */
export function parseFeedDate(text: string, options: DateOptions): ParsedDate | undefined {
  const trimmed = text.trim();
  return wholeDate(trimmed) ?? shortIso(trimmed, options) ?? parseIndonesianDate(trimmed, options);
}

/** `Wed, 18 Jun 2025 09:12:00 +0700` (RFC 5322 §3.3) and `2025-06-18T09:12:00Z` (RFC 3339): nearly every feed's dates. */
const WHOLE =
  /^(?:(?:[a-z]{3,9}, ?)?(?<day>\d{1,2}) (?<word>[a-z]{3,9}) (?<year>(?:19|20)\d\d) |(?<isoYear>(?:19|20)\d\d)-(?<isoMonth>\d\d)-(?<isoDay>\d\d)[t ])(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.\d{1,9})? ?(?<zone>z|gmt|utc|wib|[+-]\d\d:?\d\d)$/i;

/** The commonest forms, read in a tenth of the time that all forms together take. */
function wholeDate(text: string): ParsedDate | undefined {
  const parts = WHOLE.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { hour = "", minute = "", second = "", zone = "" } = parts;
  const year = parts["year"] ?? parts["isoYear"] ?? "";
  const month = parts["word"] ?? parts["isoMonth"] ?? "";
  const day = parts["day"] ?? parts["isoDay"] ?? "";
  return dateOfParts({ year, month, day, hour, minute, second, zone });
}

/** ISO 8601 forms in which nothing stands between the numbers, or whole parts are missing. */
function shortIso(text: string, options: DateOptions): ParsedDate | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2}):?(\d{2})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text,
  );
  if (compact !== null) {
    const [, year, month, day, hour, minute, second, zone = ""] = compact;
    const clock =
      hour === undefined ? "" : ` ${hour}:${minute}${second === undefined ? "" : `:${second}`} ${zone}`;
    return parseIndonesianDate(`${year}-${month}-${day}${clock}`, options);
  }
  const partial = /^(\d{4})(?:-(\d{1,2}))?$/.exec(text);
  if (partial !== null) return startOf(Number(partial[1]), Number(partial[2] ?? 1), 1, options);
  const ordinal = /^(\d{4})-(\d{3})$/.exec(text);
  if (ordinal !== null) return startOf(Number(ordinal[1]), 1, Number(ordinal[2]), options);
  return undefined;
}

function startOf(year: number, month: number, day: number, { zone }: DateOptions): ParsedDate | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 366) return undefined;
  return {
    at: new Date(Date.UTC(year, month - 1, day) - zoneOffsetMin(zone) * 60_000),
    precision: "day",
    zone,
  };
}

/**
 * The first of several dates that can be read and believed. What is dropped, and that nothing was left, is noted.
 */
export function readFeedTime(
  texts: ReadonlyArray<string | undefined>,
  reading: FeedReading,
  notes: SourceNote[],
): FeedTime | undefined {
  for (const text of texts) {
    if (text === undefined || text.trim() === "") continue;
    const parsed = parseFeedDate(text, reading);
    if (parsed === undefined) {
      notes.push(note("date-unreadable", text.trim()));
    } else if (
      parsed.at.getTime() < EARLIEST_MS ||
      (reading.now !== undefined && parsed.at.getTime() > reading.now.getTime() + DAY_MS)
    ) {
      notes.push(note("date-implausible", parsed.at.toISOString()));
    } else {
      return { at: parsed.at, precision: parsed.precision };
    }
  }
  return undefined;
}
