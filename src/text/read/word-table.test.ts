import { expect, test } from "vitest";
import type { WordReading } from "./reading.ts";
import { WordTable } from "./word-table.ts";

const word = (id: number, exact: string): WordReading => ({
  id,
  edition: 1,
  exact,
  normal: [exact],
  roots: [exact],
});

test("a word is known until its number is another word's", () => {
  const table = new WordTable<{ word: WordReading; length: number }>();
  const [one, far, other] = [word(3, "satu"), word(5_000, "jauh"), word(3, "lain")];
  expect(table.get(one)).toBeUndefined();
  expect(table.keep({ word: one, length: 4 }).length).toBe(4);
  table.keep({ word: far, length: 4 });
  expect(table.get(one)?.length).toBe(4);
  expect(table.get(far)?.length).toBe(4);
  expect(table.get(other)).toBeUndefined();
  table.keep({ word: other, length: 4 });
  expect(table.get(one)).toBeUndefined();
});
