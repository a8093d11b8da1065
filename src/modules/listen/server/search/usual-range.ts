import { dayMs, hourMs } from "../mentions/mention-counts.ts";

export type Usual = {
  low: number;
  high: number;
  basis: "weeks" | "days";
  samples: number;
  /** The most that each hour of the span had in the samples, by the hour's beginning. */
  highByHour: ReadonlyMap<number, number>;
};

const mostWeeks = 4;
const mostDays = 7;
const fewestSamples = 2;

/**
 * What is usual for a span: the same hours of the same weekdays in up to four weeks before, or, while the desk is
 * younger, of up to seven days before. Null with less than two such samples: then nothing can be called usual.
 *
 * @param hours counts by hour (UTC), hours without mentions left out
 * @param oldest beginning of the first hour the desk knows
 * @param span whole hours; `lastShare` is how much of the last hour has passed, 0 to 1
 */
export function usualRange(
  hours: ReadonlyMap<number, number>,
  oldest: number,
  span: { from: number; until: number; lastShare: number },
): Usual | null {
  const weeks = shiftsFor(span, 7 * dayMs, mostWeeks, oldest);
  if (weeks.length >= fewestSamples) return rangeOf(hours, span, weeks, "weeks");
  const length = Math.ceil((span.until - span.from) / dayMs) * dayMs;
  const days = shiftsFor(span, length, mostDays, oldest);
  return days.length >= fewestSamples ? rangeOf(hours, span, days, "days") : null;
}

function shiftsFor(span: { from: number }, unit: number, most: number, oldest: number): number[] {
  return Array.from({ length: most }, (_, n) => (n + 1) * unit).filter(
    (shift) => span.from - shift >= oldest,
  );
}

function rangeOf(
  hours: ReadonlyMap<number, number>,
  span: { from: number; until: number; lastShare: number },
  shifts: readonly number[],
  basis: "weeks" | "days",
): Usual {
  const highByHour = new Map<number, number>();
  const totals = shifts.map((shift) => {
    let total = 0;
    for (let at = span.from; at < span.until; at += hourMs) {
      const count = hours.get(at - shift) ?? 0;
      highByHour.set(at, Math.max(highByHour.get(at) ?? 0, count));
      total += at + hourMs >= span.until ? count * span.lastShare : count;
    }
    return Math.round(total);
  });
  return { low: Math.min(...totals), high: Math.max(...totals), basis, samples: shifts.length, highByHour };
}
