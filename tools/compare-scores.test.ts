import { expect, test } from "vitest";
import { comparePage } from "../train/scores/compare-page.ts";

const page = `
| word | root |
|---|---|
| makan | 3 |

| set | rows | accuracy | macro-F1 | what |
|---|---|---|---|---|
| one | 100 | 0.900 | – | roots |
| two | 200 | 0.800 | 0.700 | roots |
`;

test("scores that are as computed pass, rounded", () => {
  const computed = new Map([
    ["one", { rows: 100, accuracy: 0.9004 }],
    ["two", { rows: 200, accuracy: 0.7996, "macro-F1": 0.7013 }],
  ]);
  expect(comparePage("a.md", page, computed)).toEqual({ rows: 2, problems: [] });
});

test("another score, another count, a row or a column that nothing computes are problems", () => {
  const computed = new Map([["one", { rows: 101, accuracy: 0.903 }]]);
  expect(comparePage("a.md", page, computed).problems).toEqual([
    "a.md:8, “one”: rows is 101, not 100",
    "a.md:8, “one”: accuracy is 0.903, not 0.900",
    "a.md:9, “two”: nothing computes this row",
  ]);
  const less = new Map([
    ["one", { rows: 100, accuracy: 0.9 }],
    ["two", { rows: 200, accuracy: 0.8 }],
  ]);
  expect(comparePage("a.md", page, less).problems).toEqual(["a.md:9, “two”: nothing computes “macro-F1”"]);
});
