import { expect, it } from "vitest";
import { matchingOutlets, wishesOf } from "./starter-outlets.ts";

const outlets = [
  { outlet: "ANTARA", domain: "antaranews.com", feeds: [{ title: "Ekonomi", url: "https://a/1" }] },
  { outlet: "Tempo", domain: "tempo.co", feeds: [{ title: "Nasional", url: "https://t/1" }] },
];

it("finds outlets by name, host and feed", () => {
  expect(matchingOutlets(outlets, "antara").map((one) => one.outlet)).toEqual(["ANTARA"]);
  expect(matchingOutlets(outlets, "TEMPO.CO").map((one) => one.outlet)).toEqual(["Tempo"]);
  expect(matchingOutlets(outlets, "ekonomi").map((one) => one.outlet)).toEqual(["ANTARA"]);
  expect(matchingOutlets(outlets, " ")).toHaveLength(2);
});

it("turns what is chosen into wishes", () => {
  expect(wishesOf(outlets, new Set(["https://t/1"]))).toEqual([
    { url: "https://t/1", title: "Tempo: Nasional", outlet: "Tempo", folder: "Tempo" },
  ]);
});
