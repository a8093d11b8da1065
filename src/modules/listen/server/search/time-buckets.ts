import type { Zone } from "#shared/ids.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";

export type Bucket = "hour" | "day" | "month";

/** Hours ahead of UTC. Indonesia keeps no summer time (Keppres 41/1987), so that days are always 24 hours. */
const hoursAhead: Record<Zone, number> = { "Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9 };

/** The finest bucket that still draws as a picture: hours for up to three days, days for up to four months. */
export function bucketFor(fromMs: number, untilMs: number): Bucket {
  const span = untilMs - fromMs;
  return span <= 3 * dayMs + hourMs ? "hour" : span <= 124 * dayMs ? "day" : "month";
}

/** Beginning of the hour, or of the office's day or month, in which an instant lies. */
export function bucketStart(ms: number, bucket: Bucket, zone: Zone): number {
  const shift = hoursAhead[zone] * hourMs;
  if (bucket === "hour") return Math.floor(ms / hourMs) * hourMs;
  if (bucket === "day") return Math.floor((ms + shift) / dayMs) * dayMs - shift;
  const local = new Date(ms + shift);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - shift;
}

/** Beginning of the bucket after the one that begins at `start`. */
export function nextBucket(start: number, bucket: Bucket, zone: Zone): number {
  if (bucket === "hour") return start + hourMs;
  if (bucket === "day") return start + dayMs;
  const shift = hoursAhead[zone] * hourMs;
  const local = new Date(start + shift);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - shift;
}
