import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adaptInterval, isMissingForGood, waitAfterFailure, waitAfterSuccess } from "./poll-schedule.ts";

const now = new Date("2026-03-17T07:20:00Z");
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const every = (minutes: number, count: number): Date[] =>
  Array.from({ length: count }, (_, index) => ago(minutes * (index + 1)));
const adapt = (publishedAt: readonly Date[], fresh = 0, previousSeconds = 900): number =>
  adaptInterval({ publishedAt, fresh, previousSeconds, now });

describe("the wait between looks", () => {
  it("is a quarter of the mean gap between items", () => {
    expect(adapt(every(60, 20))).toBe(15 * 60);
    expect(adapt(every(24 * 60, 10))).toBe(6 * 60 * 60);
  });
  it("is never under 5 minutes nor over 24 hours", () => {
    expect(adapt(every(1, 50))).toBe(300);
    expect(adapt([ago(400 * 24 * 60)])).toBe(86_400);
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })),
        fc.nat(),
        fc.nat(),
        (dates, fresh, previous) => {
          const seconds = adapt(dates, fresh, previous);
          expect(seconds).toBeGreaterThanOrEqual(300);
          expect(seconds).toBeLessThanOrEqual(86_400);
        },
      ),
    );
  });
  it("grows while a source is silent", () => {
    const last = adapt(every(60, 20).map((at) => new Date(at.getTime() - 5 * 86_400_000)));
    expect(last).toBeGreaterThan(60 * 60);
  });
  it("follows the finds where nothing is dated", () => {
    expect(adapt([], 3, 3600)).toBe(1800);
    expect(adapt([], 0, 3600)).toBe(4500);
  });
  it("takes no notice of dates in the future", () => {
    expect(adapt([ago(-600), ...every(60, 20)])).toBe(15 * 60);
  });
  it("is spread a little, except where a person has fixed it", () => {
    expect(waitAfterSuccess(600, null, false, () => 0)).toBe(570_000);
    expect(waitAfterSuccess(600, null, false, () => 1)).toBe(630_000);
    expect(waitAfterSuccess(600, 30, true, () => 1)).toBe(1_800_000);
    expect(waitAfterSuccess(600, null, true, () => 0.5)).toBe(3_600_000);
  });
});

describe("the wait after failures", () => {
  it("doubles from 5 minutes to a day and is spread", () => {
    const waits = [1, 2, 3, 4, 20].map(
      (failures) => waitAfterFailure(failures, undefined, () => 0.5) / 60_000,
    );
    expect(waits).toEqual([5, 10, 20, 40, 1440]);
    expect(waitAfterFailure(1, undefined, () => 0)).toBe(225_000);
    expect(waitAfterFailure(1, undefined, () => 1)).toBe(375_000);
  });
  it("is at least what the other side asked for", () => {
    expect(waitAfterFailure(1, 7_200_000, () => 0.5)).toBe(7_200_000);
    expect(waitAfterFailure(9, 1000, () => 0.5)).toBeGreaterThan(1000);
  });
  it("ends after weeks of 404, not after a bad day", () => {
    expect(isMissingForGood(ago(22 * 1440), 12, now)).toBe(true);
    expect(isMissingForGood(ago(22 * 1440), 3, now)).toBe(false);
    expect(isMissingForGood(ago(1440), 40, now)).toBe(false);
    expect(isMissingForGood(null, 40, now)).toBe(false);
  });
});
