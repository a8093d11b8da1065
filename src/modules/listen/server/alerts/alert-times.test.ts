import fc from "fast-check";
import { expect, it } from "vitest";
import { zone } from "#shared/ids.ts";
import { isQuiet, whenDue, whenToRetry } from "./alert-times.ts";

const habits = { quietFrom: 1320, quietUntil: 360, urgentBreaksThrough: true, digestAt: 390 };
const due = (level: "urgent" | "normal", pace: "instant" | "hourly" | "daily", at: string): string =>
  whenDue({ level, pace }, habits, "Asia/Jakarta", new Date(at)).toISOString();

it("says when somebody is told, by the office's clock", () => {
  // 14.20, 23.10 and 05.10 in Jakarta.
  expect(due("normal", "instant", "2026-03-17T07:20:00Z")).toBe("2026-03-17T07:20:00.000Z");
  expect(due("normal", "hourly", "2026-03-17T07:20:00Z")).toBe("2026-03-17T08:00:00.000Z");
  expect(due("normal", "daily", "2026-03-17T07:20:00Z")).toBe("2026-03-17T23:30:00.000Z");
  expect(due("normal", "instant", "2026-03-17T16:10:00Z")).toBe("2026-03-17T23:00:00.000Z");
  expect(due("normal", "hourly", "2026-03-17T22:10:00Z")).toBe("2026-03-17T23:00:00.000Z");
  expect(due("urgent", "instant", "2026-03-17T16:10:00Z")).toBe("2026-03-17T16:10:00.000Z");
});

it("never tells what is not urgent in quiet hours, nor later than a day after, in any zone", () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const instant = fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => new Date(seconds * 1000));
  const pace = fc.constantFrom("instant" as const, "hourly" as const, "daily" as const);
  fc.assert(
    fc.property(
      minute,
      minute,
      minute,
      instant,
      pace,
      fc.constantFrom(...zone.options),
      (from, until, digestAt, now, pace, where) => {
        const at = whenDue(
          { level: "normal", pace },
          { ...habits, quietFrom: from, quietUntil: until, digestAt },
          where,
          now,
        );
        const [hour = 0, min = 0] = new Intl.DateTimeFormat("en-GB", {
          timeZone: where,
          hour: "numeric",
          minute: "numeric",
        })
          .format(at)
          .split(":")
          .map(Number);
        if (from !== until) expect(isQuiet((hour % 24) * 60 + min, from, until)).toBe(false);
        expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(at.getTime() - now.getTime()).toBeLessThanOrEqual(2 * 24 * 3_600_000);
      },
    ),
  );
});

it("tries a message eight times within a day, then gives it up", () => {
  const start = new Date(0);
  const waits = Array.from({ length: 8 }, (_, tries) => whenToRetry(tries + 1, start));
  expect(waits.at(-1)).toBeNull();
  expect(waits.slice(0, -1).reduce((sum, at) => sum + (at?.getTime() ?? 0), 0)).toBeLessThanOrEqual(
    24 * 3_600_000,
  );
});
