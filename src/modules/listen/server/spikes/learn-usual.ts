import type { Zone } from "#shared/ids.ts";
import { type ExpectedVolume, expectedVolume } from "./expected-volume.ts";
import { hourOfWeek } from "./spike-windows.ts";

const hourMs = 3_600_000;
/** What was usual is learned anew this often. */
export const learnEveryHours = 6;

/** What is usual by what was known before an instant. */
export type Usual = (before: number) => ExpectedVolume;

export type KnownHours = {
  /** Mentions of whole hours, the oldest first; `from` is where the first begins. */
  from: number;
  counts: ArrayLike<number>;
  /** The usual shape of the week, from the whole stream; null for an even one. */
  prior: readonly number[] | null;
  zone: Zone;
};

/** Learns what is usual when it is asked for, and then remembers it. */
export function learnUsual({ from, counts, prior, zone }: KnownHours): Usual {
  const learned = new Map<number, ExpectedVolume>();
  return (before) => {
    const end = Math.floor(before / hourMs / learnEveryHours) * learnEveryHours;
    const length = Math.max(0, Math.min(counts.length, end - Math.floor(from / hourMs)));
    const known = learned.get(length);
    if (known) return known;
    const usual = expectedVolume({
      counts: Array.from({ length }, (_, n) => counts[n] ?? 0),
      firstHourOfWeek: hourOfWeek(from, zone),
      prior,
    });
    learned.set(length, usual);
    return usual;
  };
}

/** The shape of the week that a volume shows, of mean 1: the prior for volumes that are parts of it. */
export function shapeOf(usual: ExpectedVolume): number[] | null {
  const hours = Array.from({ length: 168 }, (_, at) => usual.mean([{ hourOfWeek: at, part: 1 }]));
  const total = hours.reduce((sum, value) => sum + value, 0);
  return Number.isFinite(total) && total > 0 ? hours.map((value) => (value * 168) / total) : null;
}
