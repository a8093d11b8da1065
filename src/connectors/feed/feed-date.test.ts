import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIndonesianDate } from "#connectors/page/indonesian-date.ts";
import { parseFeedDate } from "./feed-date.ts";

const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const MONTHS = "Jan Feb Mar Apr Mei Jun July Agustus Sep Oct Nov Des".split(" ");
const two = (value: number) => String(value).padStart(2, "0");

describe("dates of feeds", () => {
  test.each([
    ["Wed, 18 Jun 2025 09:12:30 +0700", "2025-06-18T02:12:30.000Z", "second", "Asia/Jakarta"],
    ["Rabu, 18 Juni 2025 09:12:30 WIB", "2025-06-18T02:12:30.000Z", "second", "Asia/Jakarta"],
    ["2025-06-18T09:12:30.123Z", "2025-06-18T09:12:30.000Z", "second", "UTC"],
    ["2025-06-18T09:12:30-05:00", "2025-06-18T14:12:30.000Z", "second", "-05:00"],
    ["20250618T091230Z", "2025-06-18T09:12:30.000Z", "second", "UTC"],
    ["2025-06", "2025-06-01T00:00:00.000Z", "day", "UTC"],
    ["2025-169", "2025-06-18T00:00:00.000Z", "day", "UTC"],
  ])("%s", (text, at, precision, zone) => {
    expect(parseFeedDate(text, { zone: "UTC" })).toEqual({ at: new Date(at), precision, zone });
  });

  test.each(["", "besok lusa", "32 Jun 2025 09:12:30 GMT", "2025-13-18T09:12:30Z"])("no date: %s", (text) => {
    expect(parseFeedDate(text, { zone: "UTC" })).toBeUndefined();
  });

  test("the short way to the common forms leads where the long one does", () => {
    const zone = fc.constantFrom(
      "GMT",
      "Z",
      "UTC",
      "WIB",
      "+0700",
      "+07:00",
      "-0330",
      "+1300",
      "+1530",
      "+1460",
    );
    const small = fc.integer({ min: 0, max: 99 });
    fc.assert(
      fc.property(
        fc.record({ year: fc.integer({ min: 1900, max: 2099 }), month: small, day: small, weekday: small }),
        fc.record({ hour: small, minute: small, second: small, zone }),
        fc.constantFrom("iso", "words"),
        ({ year, month, day, weekday }, { hour, minute, second, zone }, form) => {
          const clock = `${two(hour % 26)}:${two(minute % 62)}:${two(second % 62)}`;
          const text =
            form === "iso"
              ? `${year}-${two(month % 14)}-${two(day % 33)}T${clock}${zone}`
              : `${DAYS[weekday % 7]}, ${day % 33} ${MONTHS[month % 12]} ${year} ${clock} ${zone}`;
          expect(parseFeedDate(text, { zone: "UTC" })).toEqual(parseIndonesianDate(text, { zone: "UTC" }));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
