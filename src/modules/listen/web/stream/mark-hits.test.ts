import { expect, it } from "vitest";
import { cutAtHits } from "./mark-hits.tsx";

it("cuts a text where hits begin and end", () => {
  expect(
    cutAtHits("tiket daring gagal", [
      { start: 0, end: 5 },
      { start: 13, end: 18 },
    ]),
  ).toEqual([
    { text: "tiket", start: 0, isHit: true },
    { text: " daring ", start: 5, isHit: false },
    { text: "gagal", start: 13, isHit: true },
  ]);
  expect(cutAtHits("", [])).toEqual([]);
});
