import type { Zone } from "#shared/ids.ts";
import type { AlertHabits } from "../../contract/alert.ts";
import type { AlertLevel, AlertPace } from "../../contract/alert-rule.ts";

/** Minutes that the zones of Indonesia are ahead of UTC; none of them changes with the season. */
const aheadMinutes: Record<Zone, number> = {
  "Asia/Jakarta": 420,
  "Asia/Makassar": 480,
  "Asia/Jayapura": 540,
};

const dayMinutes = 1440;
const minuteMs = 60_000;

export type QuietHabits = Pick<AlertHabits, "quietFrom" | "quietUntil" | "urgentBreaksThrough" | "digestAt">;

/**
 * When somebody is told of what is ready now: at once, on the next full hour or at their digest's minute, and not within
 * their quiet hours, which only what is urgent breaks through, if they say so.
 */
export function whenDue(
  { level, pace }: { level: AlertLevel; pace: AlertPace },
  habits: QuietHabits,
  zone: Zone,
  now: Date,
): Date {
  const ahead = aheadMinutes[zone];
  const due =
    pace === "hourly"
      ? nextMinute(now, ahead, (minute) => minute % 60 === 0)
      : pace === "daily"
        ? nextMinute(now, ahead, (minute) => minute === habits.digestAt)
        : now;
  if (level === "urgent" && habits.urgentBreaksThrough) return due;
  const { quietFrom: from, quietUntil: until } = habits;
  if (from === null || until === null || from === until) return due;
  return isQuiet(minuteOfDay(due, ahead), from, until)
    ? nextMinute(due, ahead, (minute) => minute === until)
    : due;
}

const minuteOfDay = (at: Date, ahead: number): number =>
  (Math.floor(at.getTime() / minuteMs) + ahead) % dayMinutes;

/** Whether a minute of the day lies in quiet hours, which may go past midnight. The last minute is outside. */
export const isQuiet = (minute: number, from: number, until: number): boolean =>
  from < until ? minute >= from && minute < until : minute >= from || minute < until;

function nextMinute(after: Date, ahead: number, isWanted: (minute: number) => boolean): Date {
  const start = Math.floor(after.getTime() / minuteMs);
  for (let later = 1; later < dayMinutes; later += 1)
    if (isWanted((start + later + ahead) % dayMinutes)) return new Date((start + later) * minuteMs);
  return new Date((start + dayMinutes) * minuteMs);
}

/** Pauses before the second, third … attempt of a message. Minutes; after the last it has failed. */
const retryMinutes = [1, 5, 15, 60, 180, 360, 720];

/** When a message that failed `tries` times is tried again; null when it is given up. */
export function whenToRetry(tries: number, now: Date): Date | null {
  const minutes = retryMinutes[tries - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * minuteMs);
}
