import type { Zone } from "#shared/ids.ts";
import type { ExpectedVolume } from "./expected-volume.ts";
import type { Usual } from "./learn-usual.ts";
import { type SpikeWindow, spikeWindows, weeksOfChance, windowHours } from "./spike-windows.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** An alarm that chance brings more often than this is none. Weeks. */
export const rarestWeeks = 4;
/** Times as many as expected. */
export const leastRatio = 2;
/** Nothing is called unusual before so much was heard. Hours. */
export const leastPastHours = 24;
/** A spike goes on while one of its windows has so many times what is expected … */
const restRatio = 1.5;
/** … and as many as happen by chance in fewer than one of so many windows. */
const restChance = 0.05;
/** … and is over when it has not done so for this long: the night is no end of a story. */
export const restMs = 12 * hourMs;
/** People are told again when what is above the usual has grown by this since they were told. */
export const tellAgain = 2;
/** How far apart the ends of the windows lie that are looked at. */
export const stepMs = 5 * minuteMs;
/** Feeds are read some time after they were written: so far back windows are looked at again. */
export const lookBackMs = 2 * hourMs;
/** After a pause, what happened in it is looked at, so far back at most. */
export const longestGapMs = 24 * hourMs;

/** What was found in a window. */
export type VolumeFinding = {
  /** When the window ends, and how long it is. */
  at: number;
  minutes: SpikeWindow["minutes"];
  count: number;
  expected: number;
  /** In how many weeks chance brings as many once. */
  weeks: number;
  pastHours: number;
};

/** A spike that goes on, or the last one that was. */
export type VolumeState = {
  minutes: SpikeWindow["minutes"];
  /** When the window that raised the alarm began, and the alarm. */
  startedAt: number;
  /** The largest count of a window of that length, and when it ended. */
  peak: VolumeFinding;
  /** The largest count that people know of, and what was expected then. */
  toldCount: number;
  toldExpected: number;
  /** When it was last above what is usual. */
  lastUpAt: number;
  endedAt: number | null;
};

/** `moved`: a later time above the usual, or a peak that nobody needs to be told of. */
export type VolumeChange = { kind: "started" | "grown" | "ended" | "moved"; at: number; state: VolumeState };

export type WatchedVolume = {
  /** When each mention was published that may raise an alarm: milliseconds, the oldest first, two days back at least. */
  times: ArrayLike<number>;
  /** The same with what came too late for one: it tells how busy the hours were. */
  known: ArrayLike<number>;
  /** What is usual by what was known before an instant. */
  usual: Usual;
  zone: Zone;
  /** How many volumes are looked at beside this one for the same question; chance has as many tries. */
  tries?: number;
};

/**
 * Looks at a volume at every five minutes between two instants, and tells what changed: one alarm runs until it is over,
 * and none begins with what an earlier one was about. A look repeated over the same time with the state that it left
 * behind finds nothing new.
 *
 * @param state how it stood before
 */
export function watchVolume(
  volume: WatchedVolume,
  state: VolumeState | null,
  { from, until }: { from: number; until: number },
): VolumeChange[] {
  const changes: VolumeChange[] = [];
  let known = state;
  for (const at of looksBetween(from, until)) {
    const change =
      known !== null && known.endedAt === null
        ? follow(volume, known, at)
        : begin(volume, known?.endedAt ?? Number.NEGATIVE_INFINITY, at);
    if (change === null) continue;
    known = change.state;
    if (change.kind !== null) changes.push({ kind: change.kind, at, state: change.state });
  }
  const last = changes.at(-1)?.state ?? state;
  if (known !== null && known !== last) changes.push({ kind: "moved", at: until, state: known });
  return changes;
}

function* looksBetween(from: number, until: number): Generator<number> {
  for (let at = Math.ceil(from / stepMs) * stepMs; at < until; at += stepMs) yield at;
  yield until;
}

type Step = { kind: Exclude<VolumeChange["kind"], "moved"> | null; state: VolumeState };

function begin(volume: WatchedVolume, endedAt: number, at: number): Step | null {
  let found: VolumeFinding | null = null;
  for (const window of spikeWindows) {
    const start = at - window.minutes * minuteMs;
    if (start < endedAt) continue;
    const count = countBetween(volume.times, start, at);
    if (count < window.fewest) continue;
    const finding = judge(volume, volume.usual(start), { at, minutes: window.minutes, count });
    const isSpike =
      finding.pastHours >= leastPastHours &&
      finding.weeks >= rarestWeeks &&
      count >= leastRatio * finding.expected;
    if (isSpike && (found === null || finding.weeks > found.weeks)) found = finding;
  }
  if (found === null) return null;
  const startedAt = at - found.minutes * minuteMs;
  return {
    kind: "started",
    state: {
      minutes: found.minutes,
      startedAt,
      peak: found,
      toldCount: found.count,
      toldExpected: found.expected,
      lastUpAt: at,
      endedAt: null,
    },
  };
}

function follow(volume: WatchedVolume, state: VolumeState, at: number): Step | null {
  if (at <= state.lastUpAt) return null;
  const before = volume.usual(state.startedAt);
  const isUp = spikeWindows.some(({ minutes }) => {
    // Shorter windows than the one that raised it, and longer ones than six hours, say little about whether it is over.
    if (minutes < Math.max(60, state.minutes) || minutes > Math.max(360, state.minutes)) return false;
    const window = windowHours(at, minutes, volume.zone);
    const count = countBetween(volume.times, at - minutes * minuteMs, at);
    return (
      count > 0 && count >= restRatio * before.mean(window) && before.chanceOf(count, window) < restChance
    );
  });
  if (!isUp)
    return at - state.lastUpAt < restMs
      ? null
      : { kind: "ended", state: { ...state, endedAt: state.lastUpAt } };
  const count = countBetween(volume.times, at - state.minutes * minuteMs, at);
  if (count <= state.peak.count) return { kind: null, state: { ...state, lastUpAt: at } };
  const peak = judge(volume, before, { at, minutes: state.minutes, count });
  const isTold = count - peak.expected >= tellAgain * (state.toldCount - state.toldExpected);
  const told = isTold ? { toldCount: count, toldExpected: peak.expected } : {};
  return { kind: isTold ? "grown" : null, state: { ...state, peak, lastUpAt: at, ...told } };
}

function judge(
  volume: WatchedVolume,
  usual: ExpectedVolume,
  { at, minutes, count }: Pick<VolumeFinding, "at" | "minutes" | "count">,
): VolumeFinding {
  const window = windowHours(at, minutes, volume.zone);
  const start = at - minutes * minuteMs;
  const back = latelyMinutes(minutes);
  const lately = {
    count: countBetween(volume.known, start - back * minuteMs, start),
    window: windowHours(start, back, volume.zone),
  };
  const chance = usual.chanceOf(count, window, back === 0 ? undefined : lately);
  const weeks = weeksOfChance(chance, minutes) / (volume.tries ?? 1);
  return { at, minutes, count, expected: usual.mean(window), weeks, pastHours: usual.pastHours };
}

/** How much time before a window tells of its level: six hours before an hour, a day before a quarter of one. */
const latelyMinutes = (minutes: number): number => (minutes <= 60 ? 360 : minutes <= 360 ? 1_440 : 0);

/** How many lie after `from` and up to `until`. */
function countBetween(times: ArrayLike<number>, from: number, until: number): number {
  return firstAfter(times, until) - firstAfter(times, from);
}

function firstAfter(times: ArrayLike<number>, instant: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
