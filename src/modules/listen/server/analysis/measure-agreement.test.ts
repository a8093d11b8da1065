import { describe, expect, test } from "vitest";
import { measureAgreement } from "./measure-agreement.ts";

const pairs = (counts: readonly [first: string, second: string, times: number][]): [string, string][] =>
  counts.flatMap(([first, second, times]) =>
    Array.from({ length: times }, (): [string, string] => [first, second]),
  );

describe("Cohen's kappa", () => {
  test("by hand: two readers of fifty texts", () => {
    // po = (20 + 15) / 50 = 0.7; pe = (25/50)(30/50) + (25/50)(20/50) = 0.5; kappa = 0.2 / 0.5
    const measured = measureAgreement(
      ["yes", "no"],
      pairs([
        ["yes", "yes", 20],
        ["yes", "no", 5],
        ["no", "yes", 10],
        ["no", "no", 15],
      ]),
    );
    expect(measured).toMatchObject({
      texts: 50,
      agreed: 35,
      confusion: [
        [20, 5],
        [10, 15],
      ],
    });
    expect(measured.kappa).toBeCloseTo(0.4, 12);
  });

  test("by hand: three labels", () => {
    // po = 7/10; rows 4, 3, 3; columns 4, 4, 2; pe = (16 + 12 + 6) / 100; kappa = 0.36 / 0.66
    const { kappa } = measureAgreement(
      ["a", "b", "c"],
      pairs([
        ["a", "a", 3],
        ["a", "b", 1],
        ["b", "b", 2],
        ["b", "a", 1],
        ["c", "c", 2],
        ["c", "b", 1],
      ]),
    );
    expect(kappa).toBeCloseTo(0.36 / 0.66, 12);
  });

  test.each<[string, [string, string, number][], number | null]>([
    [
      "full agreement",
      [
        ["a", "a", 2],
        ["b", "b", 1],
      ],
      1,
    ],
    [
      "full disagreement",
      [
        ["a", "b", 1],
        ["b", "a", 1],
      ],
      -1,
    ],
    [
      "what chance gives",
      [
        ["a", "a", 1],
        ["a", "b", 1],
        ["b", "a", 1],
        ["b", "b", 1],
      ],
      0,
    ],
    [
      "one reader who knows one label only",
      [
        ["a", "a", 3],
        ["a", "b", 1],
      ],
      0,
    ],
    ["nothing", [], null],
    ["one text", [["a", "a", 1]], null],
    ["one label throughout", [["a", "a", 9]], null],
  ])("of %s", (_, counts, kappa) => {
    expect(measureAgreement(["a", "b"], pairs(counts)).kappa).toBe(kappa);
  });

  test("leaves labels out that were not asked for", () => {
    expect(
      measureAgreement(
        ["a"],
        [
          ["a", "x"],
          ["x", "a"],
        ],
      ),
    ).toMatchObject({ texts: 0, kappa: null });
  });
});
