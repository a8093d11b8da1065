import fc from "fast-check";
import { expect, test } from "vitest";
import { readSearch, writeSearch } from "./search-parameters.ts";

test("text stays text, even when it looks like a number or a truth", () => {
  expect(readSearch("?q=2019&live=true")).toEqual({ q: "2019", live: "true" });
});

test("a repeated name becomes a list", () => {
  expect(readSearch("?outlet=a&outlet=b")).toEqual({ outlet: ["a", "b"] });
  expect(writeSearch({ outlet: ["a", "b"] })).toBe("?outlet=a&outlet=b");
});

test("what is empty or undefined leaves no trace in the address", () => {
  expect(writeSearch({ q: "", cursor: undefined, page: null })).toBe("");
});

test("any query survives the way through the address", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (q) => {
      expect(readSearch(writeSearch({ q }))["q"]).toBe(q);
    }),
  );
});
