import type { Zone } from "#shared/ids.ts";
import type { ClippingSettings } from "../../contract/clipping.ts";

/** Minutes that the zones of Indonesia are ahead of UTC; none of them changes with the season. */
const aheadMinutes: Record<Zone, number> = {
  "Asia/Jakarta": 420,
  "Asia/Makassar": 480,
  "Asia/Jayapura": 540,
};

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

type Rhythm = Pick<ClippingSettings, "minute" | "days">;

/** The first instant after `after` at which the day and the minute in the office's zone are those of the plan. */
export function nextDue({ minute, days }: Rhythm, zone: Zone, after: Date): Date {
  const ahead = aheadMinutes[zone] * minuteMs;
  const today = Math.floor((after.getTime() + ahead) / dayMs);
  for (let day = today; day <= today + 7; day += 1) {
    // 1 January 1970 was a Thursday; 1 is Monday.
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    const at = day * dayMs + minute * minuteMs - ahead;
    if (at > after.getTime() && days.includes(weekday)) return new Date(at);
  }
  throw new RangeError("a plan has at least one day of the week");
}

/** The latest due instant that is not after `now`: whoever starts late makes one, not one for each day that was missed. */
export function latestDue(rhythm: Rhythm, zone: Zone, due: Date, now: Date): Date {
  let latest = due;
  // A desk that stood still for months goes at once to the last week.
  if (now.getTime() - due.getTime() > 14 * dayMs) latest = new Date(now.getTime() - 8 * dayMs);
  for (;;) {
    const next = nextDue(rhythm, zone, latest);
    if (next > now) return latest;
    latest = next;
  }
}

/** When a clipping that was made goes by itself: the next time that it is that minute of the day. */
export const whenToSend = (sendAt: number | null, zone: Zone, madeAt: Date): Date | null =>
  sendAt === null ? null : nextDue({ minute: sendAt, days: [1, 2, 3, 4, 5, 6, 7] }, zone, madeAt);

/** Since when a clipping tells: where the last one ended, at most seven days ago; a day for the first. */
export function beginningOf(madeUntil: Date | null, until: Date): Date {
  const earliest = until.getTime() - (madeUntil === null ? 1 : 7) * dayMs;
  return new Date(Math.max(earliest, Math.min(madeUntil?.getTime() ?? earliest, until.getTime())));
}

/** Pauses before the second, third … attempt to send a mail. Minutes; after the last it has failed. */
const retryMinutes = [1, 5, 15, 30, 60, 120, 240];

/** When a mail that failed `tries` times is tried again; null when it is given up. */
export function whenToTryAgain(tries: number, now: Date): Date | null {
  const minutes = retryMinutes[tries - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * minuteMs);
}
