import { describe, expect, it } from "vitest";
import { outcomeKeys, outcomeNoteKeys } from "../contract/outcome-keys.ts";
import english from "./messages/en.json" with { type: "json" };
import indonesian from "./messages/id.json" with { type: "json" };

/** Placeholders of a sentence, in any order. */
const holes = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).sort();

describe.each([
  ["outcome", outcomeKeys, indonesian.outcome, english.outcome],
  ["note", outcomeNoteKeys, indonesian.note, english.note],
] as const)("every %s of a poll", (_kind, keys, id, en) => {
  it("has a sentence in both languages, and no sentence is left over", () => {
    expect(Object.keys(id).sort()).toEqual([...keys].sort());
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });
  it("says the same facts in both", () => {
    expect(Object.values(id).map(holes)).toEqual(Object.values(en).map(holes));
  });
});
