import type { Zone } from "#shared/ids.ts";

/** Indonesia has no summer time, so each zone keeps one distance to UTC all year (Keppres 41/1987). */
const offsets: Record<Zone, string> = {
  "Asia/Jakarta": "+07:00",
  "Asia/Makassar": "+08:00",
  "Asia/Jayapura": "+09:00",
};

/** The first instant of a day (`2026-03-17`) in the office's zone. */
export const dayStart = (day: string, zone: Zone): string => `${day}T00:00:00.000${offsets[zone]}`;

/** The last millisecond of a day in the office's zone. */
export const dayEnd = (day: string, zone: Zone): string => `${day}T23:59:59.999${offsets[zone]}`;
