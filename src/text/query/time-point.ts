import type { TimePoint } from "./tree.ts";

const MONTH = /^(\d{4})-(\d{2})$/;
const DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const MINUTE = /^(\d{4}-\d{2}-\d{2})T(\d{2})[:.](\d{2})(Z|[+-]\d{2}:?\d{2})?$/i;
const AGO = /^(\d{1,5})([hdw])$/i;
const AGO_UNITS: Readonly<Record<string, "hour" | "day" | "week">> = { h: "hour", d: "day", w: "week" };

function isRealDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function offsetOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (written.toUpperCase() === "Z") return 0;
  const digits = written.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return written.startsWith("-") ? -minutes : minutes;
}

/**
 * Reads the value of `since:` or `until:`: a day (2019-09-10), a month (2019-09), a minute (2019-09-10T14:00, with
 * or without an offset), or a time ago (12h, 3d, 2w). Null for anything else and for days that do not exist.
 * `text` is the canonical way of writing it.
 */
export function readTimePoint(written: string): { at: TimePoint; text: string } | null {
  const ago = AGO.exec(written);
  const of = AGO_UNITS[ago?.[2]?.toLowerCase() ?? ""];
  if (ago?.[1] !== undefined && of !== undefined) {
    const amount = Number(ago[1]);
    return { at: { unit: "ago", amount, of }, text: `${amount}${of.charAt(0)}` };
  }
  const month = MONTH.exec(written);
  if (month !== null)
    return isRealDay(`${written}-01`) ? { at: { unit: "month", month: written }, text: written } : null;
  const day = DAY.exec(written);
  if (day !== null) {
    const date = `${day[1]}-${day[2]?.padStart(2, "0")}-${day[3]?.padStart(2, "0")}`;
    return isRealDay(date) ? { at: { unit: "day", date }, text: date } : null;
  }
  const minute = MINUTE.exec(written);
  if (minute?.[1] === undefined || !isRealDay(minute[1])) return null;
  if (Number(minute[2]) > 23 || Number(minute[3]) > 59) return null;
  const offsetMinutes = offsetOf(minute[4]);
  if (offsetMinutes !== null && Math.abs(offsetMinutes) > 14 * 60) return null;
  const local = `${minute[1]}T${minute[2]}:${minute[3]}`;
  return { at: { unit: "minute", local, offsetMinutes }, text: local + (minute[4]?.toUpperCase() ?? "") };
}
