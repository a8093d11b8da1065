import { expect, test } from "vitest";
import type { WordReading } from "./reading.ts";
import { WordNumbers } from "./word-numbers.ts";

const word = (id: number, edition: number): WordReading => ({
  id,
  edition,
  exact: "kata",
  normal: ["kata"],
  roots: ["kata"],
});

test("a number is kept of a word, beside those of others, until the word's own number is another word's", () => {
  const tables = Array.from({ length: 20 }, () => new WordNumbers());
  for (const [at, table] of tables.entries()) {
    expect(table.get(word(3, 1))).toBeUndefined();
    expect(table.keep(word(3, 1), at - 7)).toBe(at - 7);
    table.keep(word(9_000, 1), at);
  }
  expect(tables.map((table) => table.get(word(3, 1)))).toEqual(tables.map((_, at) => at - 7));
  expect(tables[19]?.get(word(9_000, 1))).toBe(19);
  tables[0]?.keep(word(3, 2), 5);
  expect(tables[0]?.get(word(3, 2))).toBe(5);
  expect(tables[0]?.get(word(3, 1))).toBeUndefined();
  expect(tables[1]?.get(word(3, 2))).toBeUndefined();
});
