import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { nextTile, provinceTiles, shadeOf, shadeRanges, tileColumns, tileRows } from "./province-tiles.ts";

const gazetteer = new URL("../../../../../data/gazetteer/places.tsv", import.meta.url);

it("has one tile for each province of the gazetteer, each in a place of its own", () => {
  const provinces = readFileSync(gazetteer, "utf8")
    .split("\n")
    .map((line) => line.split("\t")[0] ?? "")
    .filter((code) => /^\d\d$/.test(code));
  expect(provinces.length).toBe(38);
  expect(provinceTiles.map(({ code }) => code).toSorted()).toEqual(provinces.toSorted());
  expect(new Set(provinceTiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(38);
  expect(new Set(provinceTiles.map(({ letters }) => letters)).size).toBe(38);
  for (const { column, row } of provinceTiles) {
    expect(column).toBeLessThanOrEqual(tileColumns);
    expect(row).toBeLessThanOrEqual(tileRows);
  }
});

it("keeps west and east, north and south", () => {
  const at = (code: string) => provinceTiles.find((one) => one.code === code) ?? { column: 0, row: 0 };
  for (const [west, east] of [
    ["11", "21"],
    ["36", "31"],
    ["33", "35"],
    ["51", "53"],
    ["61", "64"],
    ["76", "74"],
    ["81", "94"],
    ["96", "91"],
  ] as const)
    expect(at(west).column, `${west} lies west of ${east}`).toBeLessThan(at(east).column);
  for (const [north, south] of [
    ["11", "18"],
    ["65", "63"],
    ["71", "73"],
    ["82", "81"],
    ["91", "93"],
    ["18", "36"],
  ] as const)
    expect(at(north).row, `${north} lies north of ${south}`).toBeLessThan(at(south).row);
});

it("says of each shade the counts that have it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (most, count) => {
      const shade = shadeOf(Math.min(count, most), most);
      const range = shadeRanges(most).find(({ from, to }) => count >= from && count <= to);
      if (count === 0 || count > most) return;
      expect(range?.shade).toBe(shade);
    }),
  );
});

it("can be walked by the arrows from any province to any other", () => {
  const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
  for (const { code } of provinceTiles) {
    const reached = new Set([code]);
    for (const at of reached)
      for (const key of keys) {
        const next = nextTile(at, key);
        if (next !== undefined) reached.add(next);
      }
    expect(reached.size, `from ${code}`).toBe(provinceTiles.length);
  }
  expect(nextTile("33", "ArrowRight")).toBe("35");
  expect(nextTile("11", "ArrowLeft")).toBeUndefined();
  expect(nextTile("33", "Home")).toBe("11");
  expect(nextTile("33", "x")).toBeUndefined();
});
