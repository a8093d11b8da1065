import { expect, test } from "vitest";
import { SpellingTable } from "./spelling-table.ts";

const numberOf = (table: SpellingTable, text: string): number =>
  table.read(text, 0) < 0 ? Number.NaN : table.number();

test("a word has one number however its letters are written, and each word another one", () => {
  const table = new SpellingTable();
  const words = Array.from({ length: 30_000 }, (_, n) =>
    n.toString().replace(/\d/g, (digit) => "abcdefghij".charAt(Number(digit))),
  );
  const numbers = words.map((word) => numberOf(table, word));
  const found = numbers.filter((number) => number >= 0);
  expect(new Set(found).size).toBe(found.length);
  expect(found.length).toBeGreaterThan(0.99 * words.length);
  const again = words.map((word) => numberOf(table, `${word.toUpperCase()}, ya`));
  const changed = again.filter((number, at) => number !== numbers[at]);
  expect(changed.length).toBeLessThan(0.01 * words.length);
  table.clear();
  expect(numberOf(table, "kata")).toBe(0);
});

test.each([
  ["Kata itu", 4, "title"],
  ["KATA", 4, "upper"],
  ["kata. Lalu", 4, "lower"],
  ["kaTa?", 4, "mixed"],
  ["kata.com", -1, ""],
  ["kata-kata", -1, ""],
  ["kata2", -1, ""],
  ["katá", -1, ""],
  ["k".repeat(18), 18, "lower"],
  ["k".repeat(19), -1, ""],
])("in %j a plain word ends at %d", (text, end, letterCase) => {
  const table = new SpellingTable();
  expect(table.read(text, 0)).toBe(end);
  if (end > 0) expect(table.letterCase).toBe(letterCase);
});
