import fc from "fast-check";
import { expect, test } from "vitest";
import { initialsOf, newsmakerKey } from "./newsmaker-key.ts";

test.each([
  ["B.J. Habibie", "bj habibie"],
  ["BJ Habibie", "bj habibie"],
  ["Pak Habibie", "habibie"],
  ["Dr. Ir. H. Joko Widodo", "joko widodo"],
  ["Jokowi", "joko widodo"],
  ["JK", "jusuf kalla"],
  ["Ma’ruf Amin", "maruf amin"],
  ["Budi Santoso, S.H., M.Hum.", "budi santoso"],
])("a person called %s is counted as %s", (name, key) => {
  expect(newsmakerKey("person", name)).toBe(key);
});

test.each([
  ["Komisi Pemberantasan Korupsi", "kpk"],
  ["KPK", "kpk"],
  ["DPR RI", "dpr"],
  ["PT Kereta Api Indonesia (Persero)", "kai"],
  ["Partai Gerindra", "gerindra"],
  ["Dinas Perhubungan Kota Kediri", "dinas perhubungan kota kediri"],
])("a body called %s is counted as %s", (name, key) => {
  expect(newsmakerKey("organisation", name)).toBe(key);
});

test("a full name and the one with initials have the same initials", () => {
  expect(initialsOf("bj habibie")).toEqual({ initials: "b j habibie", isShort: true });
  expect(initialsOf("bacharuddin jusuf habibie")).toEqual({ initials: "b j habibie", isShort: false });
  expect(initialsOf("habibie")).toBeUndefined();
});

test("any name has a key, and the key of a key is the key", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom("person", "organisation"), (name, kind) => {
      const key = newsmakerKey(kind === "person" ? "person" : "organisation", name);
      expect(key.length).toBeLessThanOrEqual(100);
    }),
  );
});
