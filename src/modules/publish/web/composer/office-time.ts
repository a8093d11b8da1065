import type { Zone } from "#shared/ids.ts";

/** Indonesia's zones know no summer time. */
const offsets: Readonly<Record<Zone, string>> = {
  "Asia/Jakarta": "+07:00",
  "Asia/Makassar": "+08:00",
  "Asia/Jayapura": "+09:00",
};

/** The instant that a `datetime-local` field names in the office's zone, ISO 8601 in UTC; undefined for an empty one. */
export const instantOf = (wall: string, zone: Zone): string | undefined =>
  wall === "" ? undefined : new Date(`${wall}${offsets[zone]}`).toISOString();
