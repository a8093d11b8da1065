import { describe, expect, it } from "vitest";
import { fillBuckets, localMinute, rangeOfBuckets } from "./time-buckets.ts";

const zone = "Asia/Jakarta";

it("reads the office's wall clock", () => {
  const at = Date.parse("2019-09-11T17:30:00Z");
  expect(localMinute(at, "Asia/Jakarta")).toBe("2019-09-12T00:30");
  expect(localMinute(at, "Asia/Jayapura")).toBe("2019-09-12T02:30");
});

describe("fillBuckets", () => {
  it("puts zeros where nothing was", () => {
    const filled = fillBuckets(
      [
        { at: "2019-09-11T03:00:00.000Z", count: 4 },
        { at: "2019-09-11T06:00:00.000Z", count: 2 },
      ],
      "hour",
      zone,
    );
    expect(filled.map((one) => one.count)).toEqual([4, 0, 0, 2]);
  });

  it("steps over months of different lengths", () => {
    const at = (month: string) => `2019-${month}-01T00:00:00+07:00`;
    const filled = fillBuckets(
      [
        { at: at("01"), count: 1 },
        { at: at("04"), count: 1 },
      ],
      "month",
      zone,
    );
    expect(filled.map((one) => localMinute(Date.parse(one.at), zone))).toEqual([
      "2019-01-01T00:00",
      "2019-02-01T00:00",
      "2019-03-01T00:00",
      "2019-04-01T00:00",
    ]);
  });

  it("keeps the server's bars when they stand on no grid or are too far apart", () => {
    const odd = [
      { at: "2019-09-11T03:00:00.000Z", count: 4 },
      { at: "2019-09-11T04:20:00.000Z", count: 2 },
    ];
    expect(fillBuckets(odd, "hour", zone)).toEqual(odd);
    const far = [
      { at: "1970-01-01T00:00:00.000Z", count: 1 },
      { at: "2019-09-11T04:00:00.000Z", count: 2 },
    ];
    expect(fillBuckets(far, "hour", zone)).toEqual(far);
    expect(fillBuckets([], "hour", zone)).toEqual([]);
  });
});

describe("rangeOfBuckets", () => {
  it("writes hours as minutes, with the last minute included", () => {
    expect(rangeOfBuckets("2019-09-10T23:00:00Z", "2019-09-11T02:00:00Z", "hour", zone)).toEqual({
      since: "2019-09-11T06:00",
      until: "2019-09-11T09:59",
    });
  });

  it("writes days and months whole", () => {
    expect(rangeOfBuckets("2019-09-10T00:00:00+07:00", "2019-09-12T00:00:00+07:00", "day", zone)).toEqual({
      since: "2019-09-10",
      until: "2019-09-12",
    });
    expect(rangeOfBuckets("2019-02-01T00:00:00+07:00", "2019-02-01T00:00:00+07:00", "month", zone)).toEqual({
      since: "2019-02",
      until: "2019-02",
    });
  });
});
