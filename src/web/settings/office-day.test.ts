import { expect, test } from "vitest";
import { dayEnd, dayStart } from "./office-day.ts";

test("a day of the office begins and ends in its zone", () => {
  expect(new Date(dayStart("2026-03-17", "Asia/Jakarta")).toISOString()).toBe("2026-03-16T17:00:00.000Z");
  expect(new Date(dayEnd("2026-03-17", "Asia/Jayapura")).toISOString()).toBe("2026-03-17T14:59:59.999Z");
});
