import type { Overview } from "../../contract/overview.ts";

export type Span = "24" | "168" | "720";
export const spans: readonly Span[] = ["24", "168", "720"];

/** How a figure stands to what is usual. `unknown` while there is no past to compare with. */
export type Standing = "above" | "within" | "below" | "unknown";

/** Where a total stands against the range of earlier totals. */
export function standingOf(total: number, usual: Overview["usual"]): Standing {
  if (usual === null) return "unknown";
  if (total > usual.high) return "above";
  return total < usual.low ? "below" : "within";
}

/** Whether the busiest hour was more than is usual for that hour. False while nothing is known about the usual. */
export const isUnusualPeak = (peak: Overview["peak"]): boolean =>
  peak !== null && peak.usualHigh !== null && peak.count > peak.usualHigh;

/** Points of the chart: hours, or whole days of the office when hours would be too narrow to see. */
export type ChartStretch = { at: string; count: number; usualHigh: number | null };

/**
 * Sums hours into the office's days; `dayOf` names the day of an instant. A day has no upper edge of the usual:
 * the edges of its hours do not add up to one.
 */
export function daysOfHours(hourly: Overview["hourly"], dayOf: (at: string) => string): ChartStretch[] {
  const days = new Map<string, ChartStretch>();
  for (const { at, count } of hourly) {
    const day = dayOf(at);
    const known = days.get(day);
    if (known === undefined) days.set(day, { at, count, usualHigh: null });
    else known.count += count;
  }
  return [...days.values()];
}

/** How many times more often a word is said than before, per equal stretch; null for a word not said before. */
export const riseOf = (word: { count: number; before: number }): number | null =>
  word.before === 0 ? null : word.count / word.before;
