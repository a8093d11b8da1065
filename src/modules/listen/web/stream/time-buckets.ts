import type { Zone } from "#shared/ids.ts";
import type { ToneCounts } from "../../contract/analysis.ts";
import type { TimeRange } from "./edit-query.ts";

/** A bar of the histogram: the instant its stretch of time begins (ISO 8601) how many mentions are in it, and their tones. */
export type Bucket = { at: string; count: number; tones: ToneCounts };
export type BucketSize = "hour" | "day" | "month";

const noTones: ToneCounts = { negative: 0, neutral: 0, positive: 0, unsure: 0 };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** More bars than this cannot be told apart on any screen; gaps are then left as they are. */
const filledMax = 1500;

const clocks = new Map<Zone, Intl.DateTimeFormat>();

/** The wall clock of the office at an instant: 2019-09-11T06:00. Indonesian zones know no summer time. */
export function localMinute(instantMs: number, zone: Zone): string {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    clocks.set(zone, clock);
  }
  return clock.format(instantMs).replace(" ", "T");
}

function next(at: number, size: BucketSize, zone: Zone): number {
  if (size !== "month") return at + (size === "hour" ? hourMs : dayMs);
  const [year = 0, month = 1] = localMinute(at, zone).slice(0, 7).split("-").map(Number);
  const monthMs = Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1);
  return at + monthMs;
}

/** The histogram with its empty stretches as zeros, so that equal widths are equal times. */
export function fillBuckets(buckets: readonly Bucket[], size: BucketSize, zone: Zone): Bucket[] {
  const sorted = [...buckets].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const known = new Map(sorted.map((one) => [Date.parse(one.at), one]));
  const end = Date.parse(last.at);
  const filled: Bucket[] = [];
  for (let at = Date.parse(first.at); at <= end; at = next(at, size, zone)) {
    if (filled.length >= filledMax) return sorted;
    const { count, tones } = known.get(at) ?? { count: 0, tones: noTones };
    filled.push({ at: new Date(at).toISOString(), count, tones });
    known.delete(at);
  }
  // A bar that does not begin on our grid would vanish: then the server's own bars are the truth.
  return known.size > 0 ? sorted : filled;
}

/** The limits in time, as a query writes them, from the beginning of one bar to the end of another. */
export function rangeOfBuckets(from: string, to: string, size: BucketSize, zone: Zone): TimeRange {
  const since = localMinute(Date.parse(from), zone);
  const until = localMinute(next(Date.parse(to), size, zone) - 60_000, zone);
  const length = size === "month" ? 7 : size === "day" ? 10 : 16;
  return { since: since.slice(0, length), until: until.slice(0, length) };
}
