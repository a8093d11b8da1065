import { describe, expect, it } from "vitest";
import { parseQuery } from "./parse-query.ts";
import { timeBound } from "./time-bound.ts";

const now = new Date("2019-09-11T18:30:00Z");

function bound(query: string, zone = "Asia/Jakarta"): string {
  const parsed = parseQuery(query);
  if (!parsed.ok || parsed.tree.kind !== "time") throw new Error(query);
  const { comparison, instant } = timeBound(parsed.tree, { now, zone });
  return `${comparison} ${instant.toISOString()}`;
}

describe("timeBound", () => {
  it("takes whole days, months and minutes of the office's zone, both ends included", () => {
    expect(bound("since:2019-09-10")).toBe(">= 2019-09-09T17:00:00.000Z");
    expect(bound("until:2019-09-10")).toBe("< 2019-09-10T17:00:00.000Z");
    expect(bound("until:2019-09-10", "Asia/Jayapura")).toBe("< 2019-09-10T15:00:00.000Z");
    expect(bound("since:2019-12")).toBe(">= 2019-11-30T17:00:00.000Z");
    expect(bound("until:2019-12")).toBe("< 2019-12-31T17:00:00.000Z");
    expect(bound("since:2019-09-10T14:00")).toBe(">= 2019-09-10T07:00:00.000Z");
    expect(bound("until:2019-09-10T14:00")).toBe("< 2019-09-10T07:01:00.000Z");
    expect(bound("until:2019-09-10T14:00+09:00")).toBe("< 2019-09-10T05:01:00.000Z");
  });

  it("counts hours exactly and days and weeks as whole local days", () => {
    // In Jakarta it is already 12 September, half past one in the morning.
    expect(bound("since:12h")).toBe(">= 2019-09-11T06:30:00.000Z");
    expect(bound("since:0d")).toBe(">= 2019-09-11T17:00:00.000Z");
    expect(bound("since:3d")).toBe(">= 2019-09-08T17:00:00.000Z");
    expect(bound("until:1d")).toBe("< 2019-09-11T17:00:00.000Z");
    expect(bound("since:2w", "UTC")).toBe(">= 2019-08-28T00:00:00.000Z");
  });

  it("stays right across a change of the clock", () => {
    expect(bound("since:2019-03-31", "Europe/Amsterdam")).toBe(">= 2019-03-30T23:00:00.000Z");
    expect(bound("until:2019-03-31", "Europe/Amsterdam")).toBe("< 2019-03-31T22:00:00.000Z");
    // Clocks sprang from 00:00 to 01:00: the day began at one.
    expect(bound("since:2018-11-04", "America/Sao_Paulo")).toBe(">= 2018-11-04T03:00:00.000Z");
  });
});
