import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const now = new Date("1994-11-06T08:49:07Z");

describe("Retry-After", () => {
  it.each([
    ["120", 120_000],
    [" 0 ", 0],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 30_000],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 30_000],
    ["Sun Nov  6 08:49:37 1994", 30_000],
    ["Sun, 06 Nov 1994 08:00:00 GMT", 0],
    ["99999999999999999999", 30 * 86_400_000],
    ["Sun, 06 Nov 2094 08:49:37 GMT", 30 * 86_400_000],
  ])("%j", (value, ms) => {
    expect(parseRetryAfter(value, now)).toBe(ms);
  });

  it.each([undefined, "", "soon", "-5", "1.5", "1994-11-06", "Sun, 06 Foo 1994 08:49:37 GMT"])(
    "%j says nothing",
    (value) => {
      expect(parseRetryAfter(value, now)).toBeUndefined();
    },
  );

  it("takes a two-digit year far ahead for one of the past century", () => {
    expect(parseRetryAfter("Sunday, 06-Nov-94 08:49:37 GMT", new Date("2025-01-01T00:00:00Z"))).toBe(0);
  });

  it("agrees with the date it was written from", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 * 86_400 }), (seconds) => {
        const date = new Date(now.getTime() + seconds * 1_000).toUTCString();
        expect(parseRetryAfter(date, now)).toBe(seconds * 1_000);
      }),
    );
  });
});
