import { expect, test } from "vitest";
import { scoreClusters } from "./score-clusters.ts";

const item = (truth: string, found: string, isJudged = true) => ({ truth, found, isJudged });

test("B-cubed of the example by its authors' rules", () => {
  // One group of three cut in two, one stranger among the pair.
  const scores = scoreClusters([item("a", "1"), item("a", "1"), item("a", "2"), item("b", "1")]);
  expect(scores.items).toBe(4);
  expect(scores.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4);
  expect(scores.recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4);
  expect(scores.groups).toBe(2);
  expect(scores.groupPrecision).toBeCloseTo(((2 / 3 + 2 / 3 + 1) / 3 + 1 / 3) / 2);
});

test("what is not judged still spoils the groups it is in", () => {
  const scores = scoreClusters([item("a", "1"), item("a", "1"), item("b", "1", false)]);
  expect(scores).toMatchObject({ items: 2, recall: 1, groups: 1 });
  expect(scores.precision).toBeCloseTo(2 / 3);
});

test("nothing to judge scores nothing", () => {
  expect(scoreClusters([])).toMatchObject({ items: 0, f1: 0, groupF1: 0 });
});
