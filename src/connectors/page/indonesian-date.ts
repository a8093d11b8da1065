import {
  MONTHS,
  RELATIVE_DAYS,
  RELATIVE_UNITS_MONTHS,
  RELATIVE_UNITS_S,
  ZONE_NAMES,
  ZONE_OFFSETS_MIN,
} from "./date-words.ts";

/** The office zones of Indonesia; their offsets have not changed since 1988. */
export type IndonesianZone = "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";

/** How exactly a time was given. "2 jam lalu" counts as minute: the day is sure, the minute is the best guess. */
export type DatePrecision = "second" | "minute" | "day";

export interface ParsedDate {
  /** The instant; for day precision the start of that day in `zone`. */
  at: Date;
  precision: DatePrecision;
  /** `Asia/Jakarta`, `Asia/Makassar`, `Asia/Jayapura`, `UTC`, or an offset such as `-05:00`. */
  zone: string;
}

export interface DateOptions {
  /** Assumed where the text names no zone. */
  zone: IndonesianZone | "UTC";
  /** Needed for relative forms ("2 jam yang lalu", "kemarin") and for dates without a year. */
  now?: Date;
}

interface Day {
  year: number;
  month: number;
  day: number;
}

interface Found {
  day: Day;
  start: number;
  end: number;
}

/** A date line is short; what follows the first few hundred characters is article text. */
const MAX_TEXT_LENGTH = 400;

const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join("|");
const ZONE = [...ZONE_OFFSETS_MIN.keys()].sort((a, b) => b.length - a.length).join("|");

const YEAR_FIRST = /(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const DAY_MONTH_YEAR = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[\\s.,/-]*(${MONTH})(?![a-z])[\\s.,/'-]*((?:19|20)\\d\\d|\\d\\d(?![\\d:.]))(?!\\d)`,
);
const MONTH_DAY_YEAR = new RegExp(
  `(?<![a-z])(${MONTH})\\.?[\\s-]+(\\d{1,2})(?:st|nd|rd|th)?[\\s,-]+((?:19|20)\\d\\d)(?!\\d)`,
);
/** `Wed Jun 18 09:12:00 2025`, the form of C's asctime, with or without a zone before the year. */
const ASCTIME = new RegExp(
  `(?<![a-z])(${MONTH})\\s+(\\d{1,2})\\s+(\\d{1,2}:\\d{2}(?::\\d{2})?)\\s*([a-z]{1,4}|[+-]\\d{4})?\\s+((?:19|20)\\d\\d)(?!\\d)`,
);
const NUMERIC = /(?<![\d.:])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d|\d\d)(?![\d:])/;
const DAY_MONTH = new RegExp(`(?<!\\d)(\\d{1,2})\\s+(${MONTH})(?![a-z])`);

const OFFSET = "(?:(?:gmt|utc)\\s?)?[+-]\\d{1,2}(?::?\\d{2})?";
const CLOCK = new RegExp(
  `(?<![\\d/])(\\d{1,2})\\s?[:.]\\s?(\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,9})?)?(?!\\d)\\s*([ap]\\.?m\\b\\.?)?\\s*\\(?(${OFFSET}|(?:${ZONE})(?![a-z]))?`,
);
const HOUR_ONLY = new RegExp(
  `(?:pukul|pkl\\.?|jam)\\s*(\\d{1,2})\\s*\\(?((?:${ZONE})(?![a-z]))?(?!\\s*[\\d:.])`,
);

/**
 * Reads the date and time out of a line as Indonesian outlets print it ("Rabu, 18 Jun 2025 09:12 WIB",
 * "Kompas.com- 18/06/2025, 07:00 WIB", "Sabtu 14 September 2019 - 10:05", "2 jam yang lalu"), ISO 8601, RFC 5322
 * and English forms too. Words around it do not matter; the first date counts. Numbers are day/month/year, never
 * month/day, unless only the latter is possible.
 *
 * @returns `undefined` when no plausible date is there, or only a relative one and no `now`
 */
export function parseIndonesianDate(text: string, options: DateOptions): ParsedDate | undefined {
  const line = simplify(text);
  const found = findDay(line, options);
  if (found === undefined)
    return options.now === undefined ? undefined : relative(line, options.now, options.zone);
  const after = line.slice(found.end);
  const clock = findClock(after) ?? findClock(line.slice(0, found.start));
  return assemble(found.day, clock, options.zone);
}

/**
 * A date of parts that are known to be its year, month (a number or a word), day, hour, minute, second and zone (a word
 * or an offset), for callers that have told them apart at less cost.
 * @returns `undefined` when they are no date
 */
export function dateOfParts(
  parts: Readonly<Record<"year" | "month" | "day" | "hour" | "minute" | "second" | "zone", string>>,
): ParsedDate | undefined {
  const month = /^\d/.test(parts.month) ? parts.month : monthOf(parts.month.toLowerCase());
  const day = validDay(parts.year, month, parts.day);
  const [hour, minute, second] = [Number(parts.hour), Number(parts.minute), Number(parts.second)];
  const offsetMin = offsetOf(parts.zone.toLowerCase());
  if (day === undefined || offsetMin === undefined || hour > 23 || minute > 59 || second > 59)
    return undefined;
  return assemble(day, { hour, minute, second, offsetMin }, "UTC");
}

/** Minutes east of UTC of an office zone. */
export function zoneOffsetMin(zone: IndonesianZone | "UTC"): number {
  return zone === "UTC" ? 0 : zone === "Asia/Jakarta" ? 420 : zone === "Asia/Makassar" ? 480 : 540;
}

function simplify(text: string): string {
  return text
    .slice(0, MAX_TEXT_LENGTH)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‐-―−]/g, "-")
    .replace(/[|•·–—]/g, " | ")
    .replace(/(\d{4}-\d{2}-\d{2})t(?=\d)/g, "$1 ")
    .replace(/\s+/g, " ")
    .trim();
}

function findDay(line: string, options: DateOptions): Found | undefined {
  const readings: Array<[RegExp, (match: RegExpExecArray) => Day | undefined]> = [
    [YEAR_FIRST, (m) => validDay(m[1], m[3], m[4])],
    [DAY_MONTH_YEAR, (m) => validDay(m[3], monthOf(m[2]), m[1])],
    [ASCTIME, (m) => validDay(m[5], monthOf(m[1]), m[2])],
    [MONTH_DAY_YEAR, (m) => validDay(m[3], monthOf(m[1]), m[2])],
    [NUMERIC, (m) => validDay(m[4], m[3], m[1]) ?? validDay(m[4], m[1], m[3])],
  ];
  let best: Found | undefined;
  for (const [pattern, read] of readings) {
    const match = pattern.exec(line);
    const day = match === null ? undefined : read(match);
    if (match === null || day === undefined || (best !== undefined && best.start <= match.index)) continue;
    // asctime has its clock inside the date: leave it in what is searched for a clock.
    const end = pattern === ASCTIME ? match.index + (match[1]?.length ?? 0) : match.index + match[0].length;
    best = { day, start: match.index, end };
  }
  return best ?? withoutYear(line, options);
}

/** "18 Juni, 09:12 WIB": the latest such day that is not later than tomorrow. */
function withoutYear(line: string, options: DateOptions): Found | undefined {
  const match = DAY_MONTH.exec(line);
  if (match === null || options.now === undefined) return undefined;
  const limitMs = options.now.getTime() + 86_400_000;
  for (const back of [0, 1, 2, 3, 4]) {
    const day = validDay(String(options.now.getUTCFullYear() + 1 - back), monthOf(match[2]), match[1]);
    if (day !== undefined && Date.UTC(day.year, day.month - 1, day.day) <= limitMs) {
      return { day, start: match.index, end: match.index + match[0].length };
    }
  }
  return undefined;
}

interface Clock {
  hour: number;
  minute: number;
  second: number | undefined;
  offsetMin: number | undefined;
}

function findClock(part: string): Clock | undefined {
  const match = CLOCK.exec(part);
  if (match !== null) {
    const half = match[4]?.[0];
    let hour = Number(match[1]);
    if (half !== undefined && hour >= 1 && hour <= 12) hour = (hour % 12) + (half === "p" ? 12 : 0);
    const minute = Number(match[2]);
    const second = match[3] === undefined ? undefined : Math.min(Number(match[3]), 59);
    if ((hour < 24 && minute < 60) || (hour === 24 && minute === 0)) {
      return { hour, minute, second, offsetMin: offsetOf(match[5]) };
    }
  }
  const hourOnly = HOUR_ONLY.exec(part);
  if (hourOnly === null || Number(hourOnly[1]) > 24) return undefined;
  return { hour: Number(hourOnly[1]), minute: 0, second: undefined, offsetMin: offsetOf(hourOnly[2]) };
}

function offsetOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const named = ZONE_OFFSETS_MIN.get(word);
  if (named !== undefined) return named;
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(word);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 14 * 60 ? undefined : match[1] === "-" ? -minutes : minutes;
}

function assemble(day: Day, clock: Clock | undefined, zone: IndonesianZone | "UTC"): ParsedDate {
  const offsetMin = clock?.offsetMin ?? zoneOffsetMin(zone);
  const midnight = Date.UTC(day.year, day.month - 1, day.day) - offsetMin * 60_000;
  if (clock === undefined) return { at: new Date(midnight), precision: "day", zone };
  const { hour, minute, second } = clock;
  return {
    at: new Date(midnight + ((hour * 60 + minute) * 60 + (second ?? 0)) * 1000),
    precision: second === undefined ? "minute" : "second",
    zone: clock.offsetMin === undefined ? zone : nameOffset(offsetMin),
  };
}

function nameOffset(offsetMin: number): string {
  const size = Math.abs(offsetMin);
  const two = (value: number) => String(value).padStart(2, "0");
  const written = `${offsetMin < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return ZONE_NAMES.get(offsetMin) ?? written;
}

const UNIT = [...RELATIVE_UNITS_S.keys(), ...RELATIVE_UNITS_MONTHS.keys()].join("|");
const AGO = new RegExp(
  `(\\d{1,3}|se|an?|satu|setengah)[\\s-]*(${UNIT})s?\\s*(?:yang\\s+|yg\\s+)?(?:lalu|ago)(?![a-z])`,
);
const JUST_NOW = /baru saja|baru-baru ini|just now|beberapa (?:saat|detik) (?:yang )?lalu/;

function relative(line: string, now: Date, zone: IndonesianZone | "UTC"): ParsedDate | undefined {
  if (JUST_NOW.test(line)) return { at: now, precision: "minute", zone };
  const ago = AGO.exec(line);
  if (ago !== null) return relativeAgo(ago[1] ?? "", ago[2] ?? "", now, zone);
  for (const [words, days] of RELATIVE_DAYS) {
    const index = line.indexOf(words);
    if (index < 0) continue;
    return assemble(localDay(now, zone, days), findClock(line.slice(index)), zone);
  }
  return undefined;
}

function relativeAgo(count: string, unit: string, now: Date, zone: IndonesianZone | "UTC"): ParsedDate {
  const amount = /^\d/.test(count) ? Number(count) : count === "setengah" ? 0.5 : 1;
  const months = RELATIVE_UNITS_MONTHS.get(unit);
  if (months !== undefined) {
    const today = localDay(now, zone, 0);
    const first = new Date(Date.UTC(today.year, today.month - 1 - Math.round(amount * months), 1));
    const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    const day = {
      year: first.getUTCFullYear(),
      month: first.getUTCMonth() + 1,
      day: Math.min(today.day, last),
    };
    return assemble(day, undefined, zone);
  }
  const seconds = (RELATIVE_UNITS_S.get(unit) ?? 0) * amount;
  if (seconds >= 86_400) return assemble(localDay(now, zone, -Math.round(seconds / 86_400)), undefined, zone);
  return { at: new Date(now.getTime() - seconds * 1000), precision: "minute", zone };
}

function localDay(now: Date, zone: IndonesianZone | "UTC", addDays: number): Day {
  const local = new Date(now.getTime() + zoneOffsetMin(zone) * 60_000 + addDays * 86_400_000);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

function monthOf(word: string | undefined): string {
  return String(MONTHS.get(word ?? "") ?? 0);
}

/** Two-digit years are 1970-2069, as POSIX reads them with one year's difference. */
function validDay(yearText = "", monthText = "", dayText = ""): Day | undefined {
  const short = Number(yearText);
  const year = yearText.length === 2 ? short + (short < 70 ? 2000 : 1900) : short;
  const month = Number(monthText);
  const day = Number(dayText);
  if (month < 1 || month > 12 || day < 1 || year < 1900) return undefined;
  const isInMonth = day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return isInMonth ? { year, month, day } : undefined;
}
