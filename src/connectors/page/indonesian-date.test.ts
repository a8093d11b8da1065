import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type IndonesianZone, parseIndonesianDate, zoneOffsetMin } from "./indonesian-date.ts";

const zone = "Asia/Jakarta";

describe("absolute forms", () => {
  test.each([
    ["Rabu, 18 Jun 2025 09:12 WIB", "2025-06-18T02:12Z", "minute"],
    ["18 Juni 2025 | 07.15 WIB", "2025-06-18T00:15Z", "minute"],
    ["Kompas.com- 18/06/2025, 07:00 WIB", "2025-06-18T00:00Z", "minute"],
    ["KOMPAS.com - 18/06/2025, 07:00 WITA", "2025-06-17T23:00Z", "minute"],
    ["Jum'at, 20 Juni 2025 13:00 WIB", "2025-06-20T06:00Z", "minute"],
    ["Jum’at, 20 Juni 2025 13:00 WIB", "2025-06-20T06:00Z", "minute"],
    ["Diperbarui 18 Juni 2025, 09.12 WIB", "2025-06-18T02:12Z", "minute"],
    ["Diperbarui: Rabu, 18 Juni 2025 pukul 09.12 WIB", "2025-06-18T02:12Z", "minute"],
    ["Sabtu 14 September 2019 - 10:05", "2019-09-14T03:05Z", "minute"],
    ["Sabtu, 14 September 2019 10:05:33 WIB", "2019-09-14T03:05:33Z", "second"],
    ["Selasa, 5 Agt 2025 08:00 WIB", "2025-08-05T01:00Z", "minute"],
    ["5 Agu 2025 08:00", "2025-08-05T01:00Z", "minute"],
    ["5 Ags 2025 08:00", "2025-08-05T01:00Z", "minute"],
    ["5 Agustus 2025", "2025-08-04T17:00Z", "day"],
    ["31 Des 2024 23:59 WIB", "2024-12-31T16:59Z", "minute"],
    ["1 Mei 2025 00:01 WIB", "2025-04-30T17:01Z", "minute"],
    ["10 Okt 2024 10:10 WIB", "2024-10-10T03:10Z", "minute"],
    ["10 Nop 2024 10:10 WIB", "2024-11-10T03:10Z", "minute"],
    ["10 Nopember 2024 10:10 WIB", "2024-11-10T03:10Z", "minute"],
    ["10 Nov 2024 10:10 WIB", "2024-11-10T03:10Z", "minute"],
    ["10 Peb 2024 10:10 WIB", "2024-02-10T03:10Z", "minute"],
    ["10 Pebruari 2024", "2024-02-09T17:00Z", "day"],
    ["29 Feb 2024 10:10 WIB", "2024-02-29T03:10Z", "minute"],
    ["03/04/2025 08:00 WIB", "2025-04-03T01:00Z", "minute"],
    ["03-04-2025 08.00", "2025-04-03T01:00Z", "minute"],
    ["03.04.2025", "2025-04-02T17:00Z", "day"],
    ["3/4/25 08:00 WIB", "2025-04-03T01:00Z", "minute"],
    ["18/06/25", "2025-06-17T17:00Z", "day"],
    ["14 Sept '19, 10:05 WIB", "2019-09-14T03:05Z", "minute"],
    ["06/18/2025", "2025-06-17T17:00Z", "day"],
    ["09:12 WIB, 18 Juni 2025", "2025-06-18T02:12Z", "minute"],
    ["09.12 WIB | Rabu, 18 Juni 2025", "2025-06-18T02:12Z", "minute"],
    ["Rabu 18 Juni 2025 jam 9.05 WIT", "2025-06-18T00:05Z", "minute"],
    ["18 Juni 2025 pukul 9 WIB", "2025-06-18T02:00Z", "minute"],
    ["18 Juni 2025, 09:12WIB", "2025-06-18T02:12Z", "minute"],
    ["18 Juni 2025 09:12 (WIB)", "2025-06-18T02:12Z", "minute"],
    ["18 Juni 2025 – 09:12 WIB", "2025-06-18T02:12Z", "minute"],
    ["18 Juni 2025 • 09:12", "2025-06-18T02:12Z", "minute"],
    ["Jakarta, CNN Indonesia -- Rabu, 18 Jun 2025 09:12 WIB", "2025-06-18T02:12Z", "minute"],
    ["Antara - Rabu, 18 Juni 2025 09:12 WIB - 1 jam lalu", "2025-06-18T02:12Z", "minute"],
    ["Tayang: 18 Juni 2025 09:12 WIB Diperbarui: 19 Juni 2025 10:00 WIB", "2025-06-18T02:12Z", "minute"],
    ["Rabu,18 Juni 2025|09:12 WIB", "2025-06-18T02:12Z", "minute"],
    ["2025-06-18 09:12:00", "2025-06-18T02:12Z", "second"],
    ["2025-06-18T09:12:00+07:00", "2025-06-18T02:12Z", "second"],
    ["2025-06-18T02:12:00Z", "2025-06-18T02:12Z", "second"],
    ["2025-06-18T02:12:00.123Z", "2025-06-18T02:12Z", "second"],
    ["2025-06-18T09:12+0700", "2025-06-18T02:12Z", "minute"],
    ["2025-06-18", "2025-06-17T17:00Z", "day"],
    ["2025/06/18 09:12 WIB", "2025-06-18T02:12Z", "minute"],
    ["Wed, 18 Jun 2025 09:12:00 +0700", "2025-06-18T02:12Z", "second"],
    ["Wed, 18 Jun 2025 02:12:00 GMT", "2025-06-18T02:12Z", "second"],
    ["Wed, 18 Jun 2025 09:12:00 WIB", "2025-06-18T02:12Z", "second"],
    ["Wed, 18 Jun 2025 09:12:00 GMT+7", "2025-06-18T02:12Z", "second"],
    ["Wed, 18 Jun 25 09:12 WITA", "2025-06-18T01:12Z", "minute"],
    ["Wed Jun 18 09:12:00 2025", "2025-06-18T02:12Z", "second"],
    ["Wed Jun 18 09:12:00 UTC 2025", "2025-06-18T09:12Z", "second"],
    ["June 18, 2025", "2025-06-17T17:00Z", "day"],
    ["June 18, 2025 9:12 pm", "2025-06-18T14:12Z", "minute"],
    ["Jun 18th, 2025 12:05 a.m.", "2025-06-17T17:05Z", "minute"],
    ["18th June 2025 09:12 SGT", "2025-06-18T01:12Z", "minute"],
    ["18 Juni 2025 24:00 WIB", "2025-06-18T17:00Z", "minute"],
    ["18  Juni\n2025\t09 : 12 WIB", "2025-06-18T02:12Z", "minute"],
    ["MINGGU, 15 JUNI 2025", "2025-06-14T17:00Z", "day"],
    ["Senin Kliwon, 16 Juni 2025", "2025-06-15T17:00Z", "day"],
    ["18-Jun-2025 09:12", "2025-06-18T02:12Z", "minute"],
  ])("%s", (text, at, precision) => {
    const parsed = parseIndonesianDate(text, { zone });
    expect(parsed?.at.toISOString()).toBe(new Date(at).toISOString());
    expect(parsed?.precision).toBe(precision);
  });

  test("the zone is the one written, else the one assumed", () => {
    expect(parseIndonesianDate("18 Juni 2025 09:12 WITA", { zone })?.zone).toBe("Asia/Makassar");
    expect(parseIndonesianDate("18 Juni 2025 09:12", { zone: "Asia/Jayapura" })).toEqual({
      at: new Date("2025-06-18T00:12Z"),
      precision: "minute",
      zone: "Asia/Jayapura",
    });
    expect(parseIndonesianDate("18 Jun 2025 09:12 -0500", { zone })?.zone).toBe("-05:00");
  });

  test.each([
    "",
    "tanpa tanggal",
    "30 Februari 2025",
    "31/02/2025",
    "45 Juni 2025",
    "pukul 09:12 WIB",
    "versi 1.2.3",
    "0812-3456-7890",
    "kemarin",
    "99/99/9999",
  ])("%j is no date", (text) => expect(parseIndonesianDate(text, { zone })).toBeUndefined());
});

describe("relative forms, only with now", () => {
  const now = new Date("2025-06-18T03:30:00Z"); // 10:30 WIB
  test.each([
    ["2 jam yang lalu", "2025-06-18T01:30Z", "minute"],
    ["15 menit lalu", "2025-06-18T03:15Z", "minute"],
    ["sejam lalu", "2025-06-18T02:30Z", "minute"],
    ["setengah jam yang lalu", "2025-06-18T03:00Z", "minute"],
    ["baru saja", "2025-06-18T03:30Z", "minute"],
    ["3 hari lalu", "2025-06-14T17:00Z", "day"],
    ["seminggu yang lalu", "2025-06-10T17:00Z", "day"],
    ["1 bulan yang lalu", "2025-05-17T17:00Z", "day"],
    ["2 tahun lalu", "2023-06-17T17:00Z", "day"],
    ["kemarin", "2025-06-16T17:00Z", "day"],
    ["Kemarin, 14.30 WIB", "2025-06-17T07:30Z", "minute"],
    ["hari ini 08:00", "2025-06-18T01:00Z", "minute"],
    ["3 hours ago", "2025-06-18T00:30Z", "minute"],
    ["17 Juni, 09:12 WIB", "2025-06-17T02:12Z", "minute"],
    ["20 Desember, 09:12 WIB", "2024-12-20T02:12Z", "minute"],
  ])("%s", (text, at, precision) => {
    const parsed = parseIndonesianDate(text, { zone, now });
    expect([parsed?.at.toISOString(), parsed?.precision]).toEqual([new Date(at).toISOString(), precision]);
    expect(parseIndonesianDate(text, { zone })).toBeUndefined();
  });
});

test("what is written in any outlet's form is read back", () => {
  const long = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(
    " ",
  );
  const short = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split(" ");
  const days = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu"];
  const zones: Array<[string, IndonesianZone]> = [
    ["WIB", "Asia/Jakarta"],
    ["WITA", "Asia/Makassar"],
    ["WIT", "Asia/Jayapura"],
  ];
  const two = (value: number) => String(value).padStart(2, "0");
  const forms: Array<(d: Date, z: string) => string> = [
    (d, z) =>
      `${days[d.getUTCDay()]}, ${d.getUTCDate()} ${short[d.getUTCMonth()]} ${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())} ${z}`,
    (d, z) =>
      `${d.getUTCDate()} ${long[d.getUTCMonth()]} ${d.getUTCFullYear()} | ${two(d.getUTCHours())}.${two(d.getUTCMinutes())} ${z}`,
    (d, z) =>
      `Kompas.com- ${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}, ${two(d.getUTCHours())}:${two(d.getUTCMinutes())} ${z}`,
    (d, z) =>
      `Diperbarui ${days[d.getUTCDay()]} ${d.getUTCDate()} ${long[d.getUTCMonth()]?.toUpperCase()} ${d.getUTCFullYear()} pukul ${two(d.getUTCHours())}.${two(d.getUTCMinutes())} ${z}`,
    (d, z) => `${d.toISOString().slice(0, 16).replace("T", " ")} ${z}`,
  ];
  const minutes = fc.integer({ min: Date.UTC(1995, 0, 1) / 60_000, max: Date.UTC(2065, 0, 1) / 60_000 });
  fc.assert(
    fc.property(
      minutes,
      fc.constantFrom(...forms),
      fc.constantFrom(...zones),
      (minute, form, [word, named]) => {
        const at = new Date(minute * 60_000);
        const local = new Date(at.getTime() + zoneOffsetMin(named) * 60_000);
        expect(parseIndonesianDate(form(local, word), { zone: "UTC" })).toEqual({
          at,
          precision: "minute",
          zone: named,
        });
      },
    ),
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const parsed = parseIndonesianDate(text, { zone, now: new Date(0) });
      if (parsed !== undefined) expect(Number.isFinite(parsed.at.getTime())).toBe(true);
    }),
  );
});
