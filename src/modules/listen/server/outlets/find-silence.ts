import type { Zone } from "#shared/ids.ts";
import { expectedVolume } from "../spikes/expected-volume.ts";
import { hourOfWeek } from "../spikes/spike-windows.ts";

const hourMs = 3_600_000;
const dayHours = 24;
/** Less than that is a night, whatever the rhythm. Hours. */
const shortest = 24;
/** So much of its own past is needed to speak of a rhythm. */
const leastPastHours = 7 * dayHours;
const leastMentions = 8;
/** Chance alone brings a silence that is told in one of so many outlets at most, each time it would be looked at anew. */
const rarestChance = 1 / 2_000;

export type HeardHours = {
  /** Where the first hour begins. Milliseconds. */
  from: number;
  /** What the outlet said in each whole hour, the oldest first, up to now. */
  counts: ArrayLike<number>;
  /** The same of all outlets together: hours in which nobody was heard are the desk's own silence. */
  allCounts: ArrayLike<number>;
  zone: Zone;
  /** The shape of a week as the whole stream has it; null for an even one. */
  week: readonly number[] | null;
};

export type Silence = {
  lastAt: number;
  /** Mentions that were to be expected since. */
  expected: number;
  chance: number;
  pastHours: number;
};

/**
 * Whether an outlet has been silent for longer than its own rhythm makes likely: a day at least, and so that chance alone brings it
 * once in two thousand times. The rhythm is that of `expectedVolume`, learned from what was before the silence; days of
 * silence are taken for independent of each other, hours of a day are not.
 */
export function findSilence({ from, counts, allCounts, zone, week }: HeardHours): Silence | null {
  let [first, last, total] = [-1, -1, 0];
  for (let hour = 0; hour < counts.length; hour += 1) {
    const count = counts[hour] ?? 0;
    if (count <= 0) continue;
    if (first < 0) first = hour;
    last = hour;
    total += count;
  }
  const pastHours = last - first + 1;
  const silent: number[] = [];
  for (let hour = last + 1; hour < counts.length; hour += 1)
    if ((allCounts[hour] ?? 0) > 0) silent.push(hour);
  if (last < 0 || total < leastMentions || pastHours < leastPastHours || silent.length < shortest)
    return null;
  const usual = expectedVolume({
    counts: Array.from({ length: pastHours }, (_, n) => counts[first + n] ?? 0),
    firstHourOfWeek: hourOfWeek(from + first * hourMs, zone),
    prior: week,
  });
  let [chance, expected] = [1, 0];
  for (let at = 0; at < silent.length; at += dayHours) {
    const window = silent
      .slice(at, at + dayHours)
      .map((hour) => ({ hourOfWeek: hourOfWeek(from + hour * hourMs, zone), part: 1 }));
    chance *= 1 - usual.chanceOf(1, window);
    expected += usual.mean(window);
  }
  return chance > rarestChance ? null : { lastAt: from + last * hourMs, expected, chance, pastHours };
}
