import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedVolume, upperTail } from "./expected-volume.ts";

/** Mentions at night are a tenth of those by day, and weekends half of weekdays. */
const rate = (hourOfWeek: number): number => {
  const isNight = hourOfWeek % 24 < 6;
  return 20 * (isNight ? 0.1 : 1) * (hourOfWeek >= 120 ? 0.5 : 1);
};

/** Draws from a Poisson distribution, from a seed. */
function poisson(mean: number, random: () => number): number {
  let [count, product] = [0, random()];
  for (const limit = Math.exp(-mean); product > limit; product *= random()) count += 1;
  return count;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 0.5) / 2 ** 32;
  };
}

const week = (weeks: number, seed = 5): number[] => {
  const random = seeded(seed);
  return Array.from({ length: weeks * 168 }, (_, n) => poisson(rate(n % 168), random));
};
const hour = (hourOfWeek: number) => [{ hourOfWeek, part: 1 }];

describe("expectedVolume", () => {
  it("learns the hours and days of a week", () => {
    const usual = expectedVolume({ counts: week(8), firstHourOfWeek: 0, prior: null });
    expect(usual.mean(hour(34))).toBeCloseTo(20, -0.7);
    expect(usual.mean(hour(26))).toBeLessThan(4);
    expect(usual.mean(hour(130))).toBeGreaterThan(7);
    expect(usual.mean(hour(130))).toBeLessThan(13);
    expect(usual.mean([{ hourOfWeek: 34, part: 0.25 }])).toBeCloseTo(usual.mean(hour(34)) / 4, 6);
  });

  it("does not take an earlier spike for usual", () => {
    const past = week(8);
    for (let n = 500; n < 512; n += 1) past[n] = 900;
    const usual = expectedVolume({ counts: past, firstHourOfWeek: 0, prior: null });
    expect(usual.mean(hour(34))).toBeLessThan(28);
    expect(usual.chanceOf(120, hour(34))).toBeLessThan(1e-3);
  });

  it("is the more careful the shorter the past", () => {
    const chance = (weeks: number): number =>
      expectedVolume({ counts: week(weeks), firstHourOfWeek: 0, prior: null }).chanceOf(80, hour(34));
    const day = expectedVolume({ counts: week(1).slice(0, 12), firstHourOfWeek: 0, prior: null });
    expect(chance(8)).toBeLessThan(chance(1));
    expect(chance(1)).toBeLessThan(day.chanceOf(80, hour(34)));
  });

  it("is surprised by nothing without a past, and by little after silence", () => {
    const without = expectedVolume({ counts: [], firstHourOfWeek: 0, prior: null });
    expect(without.chanceOf(1_000, hour(3))).toBe(1);
    const silent = expectedVolume({ counts: new Array(336).fill(0), firstHourOfWeek: 0, prior: null });
    expect(silent.chanceOf(1, hour(3))).toBeGreaterThan(1e-4);
    expect(silent.chanceOf(8, [{ hourOfWeek: 3, part: 0.25 }])).toBeLessThan(1e-6);
  });

  it("gives the lowest count that is rarer than asked", () => {
    const usual = expectedVolume({ counts: week(4), firstHourOfWeek: 0, prior: null });
    const limit = usual.limit(1e-4, hour(34));
    expect(usual.chanceOf(limit, hour(34))).toBeLessThanOrEqual(1e-4);
    expect(usual.chanceOf(limit - 1, hour(34))).toBeGreaterThan(1e-4);
  });

  it("passes a limit by chance about as often as it says", () => {
    const [past, later] = [week(8, 5), week(12, 77)];
    const usual = expectedVolume({ counts: past, firstHourOfWeek: 0, prior: null });
    const passed = later.filter((count, n) => usual.chanceOf(count, hour(n % 168)) < 0.01).length;
    expect(passed / later.length).toBeLessThan(0.015);
  });

  it("has a tail that falls from one and adds up", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.double({ min: 0.3, max: 200, noNaN: true }),
        fc.integer({ min: 1, max: 800 }),
        (mean, size, count) => {
          const [here, next] = [upperTail(count, mean, size), upperTail(count + 1, mean, size)];
          expect(here).toBeGreaterThanOrEqual(next - 1e-9);
          expect(here).toBeGreaterThanOrEqual(0);
          expect(here).toBeLessThanOrEqual(1);
        },
      ),
    );
    // A geometric distribution (size 1) has the tail q^count.
    expect(upperTail(7, 3, 1)).toBeCloseTo(0.75 ** 7, 10);
    expect(upperTail(2, 3, 1)).toBeCloseTo(0.75 ** 2, 10);
  });
});
