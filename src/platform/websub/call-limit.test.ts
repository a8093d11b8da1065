import { expect, it } from "vitest";
import { createCallLimit } from "./call-limit.ts";

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 20) + seconds * 1_000);

it("lets so many calls of each caller through in a window", () => {
  const limit = createCallLimit(2, 60_000);
  expect([limit.take("a", at(0)), limit.take("a", at(1)), limit.take("a", at(2))]).toEqual([
    true,
    true,
    false,
  ]);
  expect(limit.take("b", at(2))).toBe(true);
  expect(limit.take("a", at(59))).toBe(false);
  expect(limit.take("a", at(60))).toBe(true);
});

it("does not stay shut when the clock is set back", () => {
  const limit = createCallLimit(1, 60_000);
  limit.take("a", at(3_600));
  expect(limit.take("a", at(0))).toBe(true);
});
