import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatQuery } from "#text/query/format-query.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import {
  hasTime,
  queryOfIds,
  togglePlace,
  toggleValue,
  valuesOf,
  withoutField,
  withTime,
} from "./edit-query.ts";

describe("toggleValue", () => {
  it.each([
    ["", "outlet:kompas.com"],
    ["habibie wafat", "habibie wafat outlet:kompas.com"],
    ["habibie OR ainun", "(habibie OR ainun) outlet:kompas.com"],
    ["outlet:detik.com", "outlet:detik.com OR outlet:kompas.com"],
    [
      "outlet:(detik.com OR tempo.co) habibie",
      "habibie (outlet:detik.com OR outlet:tempo.co OR outlet:kompas.com)",
    ],
    ["NOT outlet:detik.com", "NOT outlet:detik.com outlet:kompas.com"],
  ])("adds kompas.com to %j", (before, after) => {
    expect(toggleValue(before, "outlet", "kompas.com")).toBe(after);
  });

  it("takes out what is there, whatever its capitals", () => {
    expect(toggleValue('habibie outlet:"Media Indonesia"', "outlet", "media indonesia")).toBe("habibie");
    expect(toggleValue("(tag:a OR tag:b)", "tag", "A")).toBe("tag:b");
  });

  it("puts values with spaces in quotes and drops what quotes cannot hold", () => {
    expect(toggleValue("", "outlet", 'Radio "Gelombang" 9*')).toBe('outlet:"Radio Gelombang 9"');
  });

  it("leaves a query alone that cannot be read", () => {
    expect(toggleValue("(habibie", "lang", "id")).toBe("(habibie");
  });

  it("twice is as if never, for any value and any query it was not in", () => {
    const value = fc.stringMatching(/^[a-z][a-z0-9 .-]{0,12}[a-z0-9]$/);
    const query = fc.constantFrom(
      "",
      "habibie",
      "habibie OR ainun",
      '"tiket daring" NEAR/5 gagal',
      "lang:id",
    );
    fc.assert(
      fc.property(query, value, (before, added) => {
        const once = toggleValue(before, "outlet", added);
        const parsed = parseQuery(before);
        expect(parseQuery(once).ok).toBe(true);
        expect(toggleValue(once, "outlet", added)).toBe(parsed.ok ? formatQuery(parsed.tree) : before);
      }),
    );
  });
});

describe("togglePlace", () => {
  it.each([
    ["banjir", "32", "banjir place:32"],
    ["banjir place:32", "32.73", "banjir place:32.73"],
    ["place:32 OR place:31", "32.73", "place:31 OR place:32.73"],
    ["place:32.73 OR place:32.04", "32", "place:32"],
    ["place:32.73", "32.04", "place:32.73 OR place:32.04"],
    ["banjir place:32.73", "32.73", "banjir"],
  ])("turns %s by %s into %s", (before, code, after) => {
    expect(togglePlace(before, code)).toBe(after);
  });
});

describe("reading a query", () => {
  it("knows the values a field is limited to", () => {
    expect(valuesOf("habibie outlet:(a OR b) lang:id", "outlet")).toEqual(["a", "b"]);
    expect(valuesOf("outlet:a OR habibie", "outlet")).toEqual([]);
    expect(valuesOf("outlet:med*", "outlet")).toEqual([]);
    expect(valuesOf("(habibie", "outlet")).toEqual([]);
  });

  it("knows the query without a field, and keeps the writing of one that has none", () => {
    expect(withoutField("habibie (outlet:a OR outlet:b)", "outlet")).toBe("habibie");
    expect(withoutField("habibie  DAN  wafat", "outlet")).toBe("habibie  DAN  wafat");
  });
});

describe("withTime", () => {
  it("puts a range in the place of what was there", () => {
    const range = { since: "2019-09-11T06:00", until: "2019-09-11T09:59" };
    expect(withTime("habibie since:3d", range)).toBe("habibie since:2019-09-11T06:00 until:2019-09-11T09:59");
    expect(withTime("a OR b", { since: "2019-09-11", until: "2019-09-12" })).toBe(
      "(a OR b) since:2019-09-11 until:2019-09-12",
    );
  });

  it("lifts the limits", () => {
    expect(withTime("habibie since:3d until:1d")).toBe("habibie");
    expect(hasTime("habibie since:3d")).toBe(true);
    expect(hasTime("habibie OR since:3d")).toBe(false);
  });
});

it("finds mentions by their ids", () => {
  expect(queryOfIds(["a1", "b2"])).toBe("id:(a1 OR b2)");
  expect(parseQuery(queryOfIds(["0f8fad5b-d9cb-469f-a165-70867728950e"])).ok).toBe(true);
});
