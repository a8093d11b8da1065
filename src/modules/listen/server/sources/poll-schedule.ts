const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** No source is asked more often than this, nor less often, whatever its rhythm. Seconds. */
const shortestIntervalSeconds = 5 * 60;
const longestIntervalSeconds = 24 * 60 * 60;

/** While a hub tells us of news by itself, polling is only the net below it. Seconds. */
const pushedIntervalSeconds = 60 * 60;

/** A source that has answered 404 for this long, and this often, is given up. */
const missingForMs = 21 * DAY_MS;
const missingTimes = 10;

export type Rhythm = {
  /** When the items that the source holds now were published; unknown times left out. */
  publishedAt: readonly Date[];
  fresh: number;
  previousSeconds: number;
  now: Date;
};

/**
 * How long to wait before the next look, in seconds, learned from when the source published.
 *
 * With n items in the last 14 days (the newest 50 at most), the oldest of them at t, the mean gap is
 * g = (now − t) / n, and the wait is g / 4: on average every fourth look finds something, and a new item is seen after
 * an eighth of the gap. Silence lengthens g by itself. With no item in 14 days the wait is a quarter of the newest
 * one's age, which soon is the longest. A source that dates nothing is watched by its finds: a look that found
 * something halves the wait, one that did not lengthens it by a quarter. Always between 5 minutes and 24 hours.
 *
 * A feed's own `ttl` is not followed: the most used publishing software states one hour for every site, and an
 * unchanged feed costs a 304 only. `Retry-After` and 429 are followed.
 */
export function adaptInterval({ publishedAt, fresh, previousSeconds, now }: Rhythm): number {
  const ages = publishedAt
    .map((at) => now.getTime() - at.getTime())
    .filter((age) => age >= 0)
    .sort((a, b) => a - b);
  const newest = ages[0];
  if (newest === undefined)
    return clampInterval(fresh > 0 ? previousSeconds / 2 : Math.max(previousSeconds, 60) * 1.25);
  const recent = ages.filter((age) => age <= 14 * DAY_MS).slice(0, 50);
  const oldest = recent.at(-1);
  const gapMs = oldest === undefined ? newest : oldest / recent.length;
  return clampInterval(gapMs / 4000);
}

function clampInterval(seconds: number): number {
  return Math.round(Math.min(Math.max(seconds, shortestIntervalSeconds), longestIntervalSeconds));
}

/**
 * Milliseconds until the next look after one that worked: the interval, lengthened where a hub pushes, spread by up
 * to 5 % either way so that sources added together do not stay in step.
 * @param random 0 to 1
 */
export function waitAfterSuccess(
  intervalSeconds: number,
  fixedMinutes: number | null,
  isPushed: boolean,
  random: () => number,
): number {
  if (fixedMinutes !== null) return fixedMinutes * MINUTE_MS;
  const seconds = isPushed ? Math.max(intervalSeconds, pushedIntervalSeconds) : intervalSeconds;
  return Math.round(seconds * 1000 * (0.95 + random() * 0.1));
}

/**
 * Milliseconds until the next try after `failures` in a row: 5 minutes, doubled each time up to 24 hours, spread
 * between three quarters and five quarters; never sooner than the other side asked for.
 * @param random 0 to 1
 */
export function waitAfterFailure(
  failures: number,
  retryAfterMs: number | undefined,
  random: () => number,
): number {
  const doubled = shortestIntervalSeconds * 1000 * 2 ** Math.min(Math.max(failures - 1, 0), 12);
  const waitMs = Math.round(Math.min(doubled, DAY_MS) * (0.75 + random() * 0.5));
  return Math.max(waitMs, retryAfterMs ?? 0);
}

/** Whether an address that answers 404 has done so long enough to stop asking. */
export function isMissingForGood(failingSince: Date | null, failures: number, now: Date): boolean {
  return (
    failingSince !== null &&
    failures >= missingTimes &&
    now.getTime() - failingSince.getTime() >= missingForMs
  );
}
