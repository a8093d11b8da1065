import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFor } from "./format.ts";

const wib = formatFor("id", "Asia/Jakarta");
const wit = formatFor("id", "Asia/Jayapura");
const english = formatFor("en", "Asia/Jakarta");
const at = "2026-03-17T07:20:08Z";

describe("numbers", () => {
  test("take a dot for thousands and a comma for decimals in Indonesian", () => {
    expect(wib.whole(1204)).toBe("1.204");
    expect(wib.number(1.912)).toBe("1,91");
    expect(wib.percent(0.6)).toBe("60%");
    expect([0, 0.001, 0.005].map(wib.percent), "a little is not nothing").toEqual(["0%", "<1%", "1%"]);
    expect(english.whole(1204)).toBe("1,204");
  });
  test("take a true minus and an en dash for ranges", () => {
    expect(wib.whole(-3)).toBe("−3");
    expect(wib.range(1500, 1950)).toBe("1.500–1.950");
    expect(wib.range(3, 3)).toBe("3");
  });
  test("of bytes keep a readable size", () => {
    expect(wib.bytes(0)).toBe("0 B");
    expect(wib.bytes(999)).toBe("999 B");
    expect(wib.bytes(183_400_221)).toBe("183,4 MB");
  });
});

describe("times and dates", () => {
  test("are written with a dot and the office's zone", () => {
    expect(wib.timeZoned(at)).toBe("14.20 WIB");
    expect(wit.timeZoned(at)).toBe("16.20 WIT");
    expect(wib.timeSeconds(at)).toBe("14.20.08");
    expect(english.time(at)).toBe("14.20");
  });
  test("say the day in full and in short", () => {
    expect(wib.dateLong(at)).toBe("Selasa, 17 Maret 2026");
    expect(wib.dayShort(at)).toBe("17 Mar");
  });
  test("of midnight are 00, not 24", () => {
    expect(wib.time("2026-03-16T17:00:00Z")).toBe("00.00");
  });
  test("in a list depend on how far they are from now", () => {
    expect(wib.brief(at, "2026-03-17T16:00:00Z")).toBe("14.20");
    expect(wib.brief(at, "2026-03-17T17:00:00Z")).toBe("17 Mar");
    expect(wib.brief(at, "2027-01-01T00:00:00Z")).toBe("17 Mar 2026");
  });
  test("group by the day of the office, not of UTC", () => {
    expect(wib.isoDay("2026-03-16T17:00:00Z")).toBe("2026-03-17");
    expect(wit.isoDay("2026-03-16T15:00:00Z")).toBe("2026-03-17");
  });
  test("relative to now use words of the language", () => {
    expect(wib.ago("2026-03-17T07:17:08Z", at)).toBe("3 menit yang lalu");
    expect(english.ago("2026-03-17T09:20:08Z", at)).toBe("in 2 hours");
  });
});

describe("lengths of time", () => {
  test("show two units at most", () => {
    expect(wib.duration(0)).toBe("0 dtk");
    expect(wib.duration(47)).toBe("47 dtk");
    expect(wib.duration(3 * 3600 + 10 * 60)).toBe("3 j 10 m");
    expect(english.duration(2 * 86_400 + 61)).toBe("2 d");
  });
  test("never show a unit of zero or an empty text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (seconds) => {
        const text = wib.duration(seconds);
        expect(text).not.toBe("");
        expect(text).not.toMatch(/(^| )0 /);
        expect(text.split(" ").length).toBeLessThanOrEqual(4);
      }),
    );
  });
});
