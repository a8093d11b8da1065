import { describe, expect, test } from "vitest";
import { testNow } from "#test/factories.ts";
import {
  isEmptyCell,
  Refused,
  readChannel,
  readCount,
  readDate,
  readId,
  readLanguage,
  readUrl,
  readZone,
} from "./import-values.ts";

const jakarta = { zone: "Asia/Jakarta", order: "dmy", now: testNow } as const;
const shown = (value: unknown): unknown => (value instanceof Refused ? value.key : value);

describe("dates", () => {
  test.each([
    ["2025-06-18T02:12:00Z", "2025-06-18T02:12:00Z", "minute"],
    ["2025-06-18T09:12:00.123+07:00", "2025-06-18T02:12:00Z", "minute"],
    ["2025-06-18 09:12", "2025-06-18T02:12:00Z", "minute"],
    ["2025-06-18 09:12:33", "2025-06-18T02:12:33Z", "minute"],
    ["2025-06-18", "2025-06-17T17:00:00Z", "day"],
    ["18/06/2025 09:12", "2025-06-18T02:12:00Z", "minute"],
    ["18/06/2025 09.12", "2025-06-18T02:12:00Z", "minute"],
    ["5/6/25", "2025-06-04T17:00:00Z", "day"],
    ["18-06-2025", "2025-06-17T17:00:00Z", "day"],
    ["18.06.2025 09:12 WITA", "2025-06-18T01:12:00Z", "minute"],
    ["Rabu, 18 Jun 2025 09:12 WIB", "2025-06-18T02:12:00Z", "minute"],
    ["18 Juni 2025 | 07.15", "2025-06-18T00:15:00Z", "minute"],
    ["June 18, 2025", "2025-06-17T17:00:00Z", "day"],
    ["Wed Jun 18 02:12:00 +0000 2025", "2025-06-18T02:12:00Z", "minute"],
    ["45826", "2025-06-17T17:00:00Z", "day"],
    ["45826.383333", "2025-06-18T02:12:00Z", "minute"],
    ["45826,383333", "2025-06-18T02:12:00Z", "minute"],
    ["20250618", "2025-06-17T17:00:00Z", "day"],
    ["1750212720", "2025-06-18T02:12:00Z", "minute"],
    ["1750212720000", "2025-06-18T02:12:00Z", "minute"],
  ])("%s", (cell, at, precision) => {
    expect(readDate(cell, jakarta)).toEqual({ at: new Date(at), precision });
  });

  test.each([
    ["", "date_unreadable"],
    ["kemarin", "date_unreadable"],
    ["2 jam yang lalu", "date_unreadable"],
    ["18 Juni", "date_unreadable"],
    ["31/02/2025", "date_unreadable"],
    ["05/25/2025", "date_unreadable"],
    ["2025-13-01", "date_unreadable"],
    ["2025-06-18T25:00:00Z", "date_unreadable"],
    ["123", "date_unreadable"],
    ["Harga naik sejak 12 Mei 2025 dan belum turun sampai sekarang di semua pasar", "date_unreadable"],
    ["2027-01-01", "date_future"],
    ["0", "date_implausible"],
    ["1970-01-01T00:00:00Z", "date_implausible"],
    ["01/01/1800", "date_unreadable"],
  ])("%s is refused", (cell, key) => {
    expect(shown(readDate(cell, jakarta))).toBe(key);
  });

  test("month first only where the mapping says so", () => {
    const american = { ...jakarta, order: "mdy" } as const;
    expect(readDate("05/25/2025 9:12 PM", american)).toEqual({
      at: new Date("2025-05-25T14:12:00Z"),
      precision: "minute",
    });
    expect(readDate("05/06/2025", american)).toEqual({
      at: new Date("2025-05-05T17:00:00Z"),
      precision: "day",
    });
    expect(shown(readDate("25/05/2025", american))).toBe("date_unreadable");
  });
});

test.each([
  ["1234", 1234],
  ["1.234", 1234],
  ["1,234,567", 1_234_567],
  ["1,2 rb", 1200],
  ["3.4K", 3400],
  ["2 juta", 2_000_000],
  ["1,5jt", 1_500_000],
  ["12.0", 12],
  ["-3", "number_unreadable"],
  ["banyak", "number_unreadable"],
])("the count %s", (cell, count) => {
  expect(shown(readCount(cell))).toBe(count);
});

test.each([
  ["https://www.kompas.com/read/1?utm_source=x", "https://www.kompas.com/read/1"],
  ["kompas.com/read/1", "https://kompas.com/read/1"],
  ["javascript:alert(1)", "url_unreadable"],
  ["ftp://a.test/x", "url_unreadable"],
  ["lihat di sini", "url_unreadable"],
  ["http://localhost/", "url_unreadable"],
])("the address %s", (cell, url) => {
  expect(shown(readUrl(cell))).toBe(url);
});

test("words for channels, languages, zones, ids and nothing", () => {
  expect(["Twitter", "Media Online", "koran", "TV", "ikan"].map((cell) => shown(readChannel(cell)))).toEqual([
    "x",
    "news",
    "print",
    "tv",
    "channel_unknown",
  ]);
  expect(["in", "Bahasa Indonesia", "en-US", "jv", "??"].map((cell) => shown(readLanguage(cell)))).toEqual([
    "id",
    "id",
    "en",
    "jv",
    "language_unknown",
  ]);
  expect(["WITA", "Asia/Jayapura", "utc", "Mars"].map(readZone)).toEqual([
    "Asia/Makassar",
    "Asia/Jayapura",
    "UTC",
    undefined,
  ]);
  expect(["1867540000000000123", "1.86754E+18", "1,86754E+18"].map((cell) => shown(readId(cell)))).toEqual([
    "1867540000000000123",
    "id_rounded",
    "id_rounded",
  ]);
  expect(["", " - ", "N/A", "NULL", "0", "Nana"].map(isEmptyCell)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});
