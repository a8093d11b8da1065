import { expect, it } from "vitest";
import { langOf } from "./lang-of.ts";

it("names a language, and no mixture or guess as one", () => {
  expect(["id", "jv", "bbc"].map(langOf)).toEqual(["id", "jv", "bbc"]);
  expect(["und", "mixed", "mul", ""].map(langOf)).toEqual([undefined, undefined, undefined, undefined]);
});
