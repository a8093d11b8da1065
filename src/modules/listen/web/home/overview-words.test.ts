import { describe, expect, it } from "vitest";
import { daysOfHours, isUnusualPeak, riseOf, standingOf } from "./overview-words.ts";

const usual = { low: 1500, high: 1950, basis: "weeks", samples: 3 } as const;

describe("standingOf", () => {
  it.each([
    [2402, "above"],
    [1950, "within"],
    [1500, "within"],
    [1499, "below"],
  ] as const)("%i is %s", (total, standing) => expect(standingOf(total, usual)).toBe(standing));
  it("says nothing without a past", () => expect(standingOf(5, null)).toBe("unknown"));
});

it("calls a peak unusual only against a known usual", () => {
  const at = "2019-09-11T11:00:00Z";
  expect(isUnusualPeak({ at, count: 194, usualHigh: 78 })).toBe(true);
  expect(isUnusualPeak({ at, count: 78, usualHigh: 78 })).toBe(false);
  expect(isUnusualPeak({ at, count: 194, usualHigh: null })).toBe(false);
  expect(isUnusualPeak(null)).toBe(false);
});

it("sums hours into days", () => {
  const hour = (at: string, count: number) => ({ at, count, usualHigh: 9 });
  const days = daysOfHours(
    [hour("2019-09-10T22:00", 1), hour("2019-09-10T23:00", 2), hour("2019-09-11T00:00", 4)],
    (at) => at.slice(0, 10),
  );
  expect(days.map((day) => [day.at, day.count, day.usualHigh])).toEqual([
    ["2019-09-10T22:00", 3, null],
    ["2019-09-11T00:00", 4, null],
  ]);
});

it("knows how much a word rose", () => {
  expect(riseOf({ count: 46, before: 2 })).toBe(23);
  expect(riseOf({ count: 46, before: 0 })).toBeNull();
});
