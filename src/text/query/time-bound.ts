import type { TimeNode, TimePoint } from "./tree.ts";

/** What relative times and days are counted from. */
export interface QueryClock {
  readonly now: Date;
  /** IANA name of the office's time zone, for example "Asia/Jakarta": days begin and end there. */
  readonly zone: string;
}

/** A time condition as a comparison with one instant. */
export interface TimeBound {
  /** `>=` for since, `<` for until. */
  readonly comparison: ">=" | "<";
  readonly instant: Date;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** The wall clock of a zone at an instant, as the milliseconds that UTC would need to show the same. */
function wallClock(instantMs: number, zone: string): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterFor(zone).formatToParts(instantMs)) parts[type] = value;
  const year = Number(parts["year"]) * (parts["era"] === "BC" ? -1 : 1);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(parts["month"]) - 1, Number(parts["day"]));
  wall.setUTCHours(Number(parts["hour"]), Number(parts["minute"]), Number(parts["second"]));
  return wall.getTime();
}

/** The first instant at which the zone's wall clock shows `wallMs` or later. */
function instantOfWallClock(wallMs: number, zone: string): number {
  const before = wallMs - (wallClock(wallMs - DAY_MS, zone) - (wallMs - DAY_MS));
  const after = wallMs - (wallClock(wallMs + DAY_MS, zone) - (wallMs + DAY_MS));
  const candidates = [before, after].sort((a, b) => a - b);
  return candidates.find((candidate) => wallClock(candidate, zone) === wallMs) ?? Math.max(before, after);
}

function dayStart(date: string, addDays: number, zone: string): number {
  return instantOfWallClock(Date.parse(`${date}T00:00:00Z`) + addDays * DAY_MS, zone);
}

/** The first instant of a point in time and the first one after it. */
function extent(at: TimePoint, { now, zone }: QueryClock): readonly [number, number] {
  if (at.unit === "day") return [dayStart(at.date, 0, zone), dayStart(at.date, 1, zone)];
  if (at.unit === "month") {
    const first = new Date(`${at.month}-01T00:00:00Z`);
    const next = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
    return [dayStart(`${at.month}-01`, 0, zone), instantOfWallClock(next, zone)];
  }
  if (at.unit === "minute") {
    const wall = Date.parse(`${at.local}:00Z`);
    const start =
      at.offsetMinutes === null ? instantOfWallClock(wall, zone) : wall - at.offsetMinutes * MINUTE_MS;
    return [start, start + MINUTE_MS];
  }
  if (at.of === "hour") {
    const instant = now.getTime() - at.amount * HOUR_MS;
    return [instant, instant];
  }
  const days = at.amount * (at.of === "week" ? 7 : 1);
  const today = Math.floor(wallClock(now.getTime(), zone) / DAY_MS) * DAY_MS;
  const start = today - days * DAY_MS;
  return [instantOfWallClock(start, zone), instantOfWallClock(start + DAY_MS, zone)];
}

/**
 * The instant a time condition compares with. `since:` includes the whole day, month or minute named, and so does
 * `until:`. Hours ago are exact; days and weeks ago mean the whole local day so many days back, so that `since:0d` is
 * today. Throws a RangeError for a zone that does not exist.
 */
export function timeBound(node: TimeNode, clock: QueryClock): TimeBound {
  const [start, end] = extent(node.at, clock);
  return node.bound === "since"
    ? { comparison: ">=", instant: new Date(start) }
    : { comparison: "<", instant: new Date(end) };
}
