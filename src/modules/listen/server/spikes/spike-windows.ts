import type { Zone } from "#shared/ids.ts";
import type { WindowHour } from "./expected-volume.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const weekMs = 168 * hourMs;

/** How long the windows are that are looked at, and how few mentions never make a spike of one. */
export const spikeWindows = [
  { minutes: 15, fewest: 6 },
  { minutes: 60, fewest: 8 },
  { minutes: 360, fewest: 15 },
  { minutes: 1_440, fewest: 25 },
] as const;
export type SpikeWindow = (typeof spikeWindows)[number];
export type WindowMinutes = SpikeWindow["minutes"];

/** Hours ahead of UTC; Indonesia keeps no summer time (Keppres 41/1987). */
const hoursAhead: Record<Zone, number> = { "Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9 };
/** 1 January 1970 was a Thursday; the week begins on Monday at 00. */
const firstMonday = 4 * 24;

/** The hour of the office's week, 0 to 167 from Monday at 00, in which an instant lies. */
export function hourOfWeek(ms: number, zone: Zone): number {
  const hour = Math.floor(ms / hourMs) + hoursAhead[zone] - firstMonday;
  return ((hour % 168) + 168) % 168;
}

/** The hours of the week that a window of so many minutes up to an instant is made of. */
export function windowHours(end: number, minutes: number, zone: Zone): WindowHour[] {
  const hours: WindowHour[] = [];
  for (let at = end - minutes * minuteMs; at < end; ) {
    const next = Math.min(end, Math.floor(at / hourMs) * hourMs + hourMs);
    hours.push({ hourOfWeek: hourOfWeek(at, zone), part: (next - at) / hourMs });
    at = next;
  }
  return hours;
}

/**
 * In how many weeks chance alone brings a count as unlikely as this once, when every window is looked at one after the
 * other, without gaps: the four kinds of window share what may happen by chance.
 */
export const weeksOfChance = (chance: number, minutes: number): number =>
  chance === 0
    ? Number.POSITIVE_INFINITY
    : 1 / (chance * (weekMs / (minutes * minuteMs)) * spikeWindows.length);
