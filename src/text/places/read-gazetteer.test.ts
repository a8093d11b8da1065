import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CAPITALS, LARGE_PLACES, PLACE_ALIASES } from "./place-aliases.ts";
import { readGazetteer } from "./read-gazetteer.ts";

const source = readFileSync(new URL("../../../data/gazetteer/places.tsv", import.meta.url), "utf8");
const gazetteer = readGazetteer(source);
const codesOf = (name: string): string[] => (gazetteer.names.get(name)?.places ?? []).map(({ code }) => code);

test("it holds every province, regency, city and district", () => {
  const counts = Map.groupBy(gazetteer.byCode.values(), ({ level }) => level);
  expect(counts.get("province")).toHaveLength(38);
  expect((counts.get("city")?.length ?? 0) + (counts.get("regency")?.length ?? 0)).toBe(514);
  expect(counts.get("district")).toHaveLength(7285);
});

test("every place but a district has coordinates within Indonesia, and every parent is there", () => {
  for (const { code, level, latitude, longitude, parentCode } of gazetteer.byCode.values()) {
    if (level !== "district") {
      expect(latitude, code).toBeGreaterThan(-11.1);
      expect(latitude, code).toBeLessThan(6.1);
      expect(longitude, code).toBeGreaterThan(95);
      expect(longitude, code).toBeLessThan(141.1);
    }
    if (parentCode !== undefined) expect(gazetteer.byCode.has(parentCode), code).toBe(true);
  }
});

test("every alias and every code of the lists belongs to a place", () => {
  const codes = [
    ...PLACE_ALIASES.trim()
      .split("\n")
      .map((line) => line.split(" ")[0] ?? ""),
    ...CAPITALS.split(" "),
    ...LARGE_PLACES.split(" "),
  ];
  expect(codes.filter((code) => !gazetteer.byCode.has(code))).toEqual([]);
});

test.each([
  ["Jatim", "35"],
  ["sulsel", "73"],
  ["NTB", "52"],
  ["DKI Jakarta", "31"],
  ["Kota Surabaya", "35.78"],
  ["Sby", "35.78"],
  ["Solo", "33.72"],
  ["Ujung Pandang", "73.71"],
  ["pare-pare", "73.72"],
  ["Tangsel", "36.74"],
  ["Kabupaten Kepulauan Siau Tagulandang Biaro", "71.09"],
])("%s leads to %s", (name, code) => {
  expect(codesOf(name)).toContain(code);
});

test("a name of several places leads to all of them", () => {
  expect(codesOf("Banjar")).toEqual(expect.arrayContaining(["32.79", "63.03"]));
  expect(codesOf("Jogja")).toEqual(expect.arrayContaining(["34", "34.71"]));
});

test("a line that is none is refused", () => {
  expect(() => readGazetteer("35\n")).toThrow();
  expect(() => readGazetteer("Jawa Timur\t35\n")).toThrow();
});
