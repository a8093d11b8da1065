import { describe, expect, it } from "vitest";
import { learnUsual } from "./learn-usual.ts";
import { type VolumeState, type WatchedVolume, watchVolume } from "./watch-volume.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const start = Date.parse("2026-01-05T00:00:00+07:00");
const now = start + 21 * 24 * hourMs + 14 * hourMs;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Mentions at random, so many an hour on average, three weeks and a day long; and so many more in some minutes. */
function times(perHour: number, burst: { at: number; count: number; minutes: number }[], seed = 3): number[] {
  const random = seeded(seed);
  const made: number[] = [];
  for (let at = start; at < now + 36 * hourMs; ) {
    at += (-Math.log(random()) / perHour) * hourMs;
    made.push(at);
  }
  for (const { at, count, minutes } of burst)
    for (let n = 0; n < count; n += 1) made.push(at + ((n + 0.5) / count) * minutes * minuteMs);
  return made.sort((a, b) => a - b);
}

function volume(made: readonly number[], from = start): WatchedVolume {
  const counts = new Array(24 * 24).fill(0);
  for (const at of made) if (at >= from) counts[Math.floor((at - from) / hourMs)] += 1;
  const known = made.filter((at) => at >= from);
  const zone = "Asia/Jakarta";
  return { times: known, known, usual: learnUsual({ from, counts, prior: null, zone }), zone };
}

describe("watchVolume", () => {
  const burst = volume(
    times(2, [
      { at: now, count: 60, minutes: 60 },
      { at: now + hourMs, count: 90, minutes: 30 },
    ]),
  );

  it("raises one alarm within a quarter of an hour, lets it grow, and ends it when half a day was quiet", () => {
    const changes = watchVolume(burst, null, { from: now - hourMs, until: now + 30 * hourMs });
    expect(changes.map(({ kind }) => kind)).toEqual(["started", "grown", "ended"]);
    const [first, , ended] = changes;
    expect(first?.at).toBeLessThanOrEqual(now + 15 * minuteMs);
    expect(first?.state.peak.weeks).toBeGreaterThan(4);
    expect(first?.state.peak.pastHours).toBeGreaterThan(20 * 24);
    expect(ended?.state.endedAt).toBeLessThan(now + 9 * hourMs);
  });

  it("finds the same in many looks as in one, and nothing twice", () => {
    let state: VolumeState | null = null;
    const kinds: string[] = [];
    for (let at = now - hourMs; at < now + 30 * hourMs; at += 47 * minuteMs) {
      const changes = watchVolume(burst, state, { from: at - 2 * hourMs, until: at });
      state = changes.at(-1)?.state ?? state;
      kinds.push(...changes.map(({ kind }) => kind).filter((kind) => kind !== "moved"));
    }
    expect(kinds).toEqual(["started", "grown", "ended"]);
  });

  it("says nothing while the past is shorter than a day, and less the shorter it is", () => {
    const made = times(2, [{ at: now, count: 60, minutes: 60 }]);
    const look = { from: now, until: now + 2 * hourMs };
    expect(watchVolume(volume(made, now - 12 * hourMs), null, look)).toEqual([]);
    const weeks = (days: number) =>
      watchVolume(volume(made, now - days * 24 * hourMs), null, look).at(-1)?.state.peak.weeks ?? 0;
    expect(weeks(2)).toBeLessThan(weeks(20));
  });

  it("hears what comes late as part of the day's level, and never as an alarm", () => {
    const late = { ...burst, times: [] };
    expect(watchVolume(late, null, { from: now - hourMs, until: now + 3 * hourMs })).toEqual([]);
  });

  it("is seldom wrong about a dozen quiet streams", () => {
    let alarms = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const quiet = volume(times([0.2, 1, 5, 20][seed % 4] ?? 1, [], seed));
      alarms += watchVolume(quiet, null, { from: now - 3 * 24 * hourMs, until: now }).filter(
        ({ kind }) => kind === "started",
      ).length;
    }
    expect(alarms).toBeLessThanOrEqual(2);
  });
});
