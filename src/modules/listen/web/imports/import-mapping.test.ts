import { describe, expect, it } from "vitest";
import { ImportField } from "../../contract/imports.ts";
import { fieldGroups, isSameMapping, missingParts, withColumn, withDefault } from "./import-mapping.ts";

const empty = { columns: {}, defaults: {} };

it("asks for every field once", () => {
  expect(fieldGroups.flatMap(([, fields]) => [...fields]).sort()).toEqual([...ImportField.options].sort());
});

it("sets and lifts columns and defaults", () => {
  const once = withColumn(empty, "title", "Judul");
  expect(once.columns).toEqual({ title: "Judul" });
  expect(withColumn(once, "title", "").columns).toEqual({});
  expect(withDefault(empty, "channel", "print").defaults).toEqual({ channel: "print" });
  expect(withDefault(withDefault(empty, "outlet", "Kompas"), "outlet", "").defaults).toEqual({});
});

describe("missingParts", () => {
  it("wants words, an outlet and a time", () => {
    expect(missingParts(empty)).toEqual(["words", "outlet", "publishedAt"]);
  });
  it("takes the address or a default for the outlet", () => {
    const columns = { text: "Isi", publishedAt: "Waktu" };
    expect(missingParts({ columns: { ...columns, url: "Tautan" }, defaults: {} })).toEqual([]);
    expect(missingParts({ columns, defaults: { outlet: "X" } })).toEqual([]);
  });
});

it("compares mappings whatever their order", () => {
  expect(
    isSameMapping(
      { columns: { title: "a", url: "b" }, defaults: {} },
      { columns: { url: "b", title: "a" }, defaults: {} },
    ),
  ).toBe(true);
  expect(isSameMapping(empty, { ...empty, sheet: "2" })).toBe(false);
});
