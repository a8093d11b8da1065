import { expect, test } from "vitest";
import { newPhrases } from "./new-phrases.ts";

const before = Array.from({ length: 40 }, (_, n) => `Antrean bansos di kelurahan ${n}, warga menunggu`);

test("names the phrase that is new, in place of its words, and nothing that was said before", () => {
  const now = Array.from({ length: 12 }, (_, n) => `Warga ${n}: bansos tidak tepat sasaran di kelurahan`);
  const found = newPhrases(now, before, 5);
  expect(found.map(({ word }) => word)).toContain("tidak tepat sasaran");
  expect(found.map(({ word }) => word)).not.toContain("sasaran");
  expect(found.map(({ word }) => word)).not.toContain("kelurahan");
  expect(found[0]).toMatchObject({ count: 12, before: 0 });
});

test("says little without texts to compare with, and nothing of what stands in two texts only", () => {
  expect(newPhrases(["Gempa di Palu", "Gempa di Palu"], before, 5)).toEqual([]);
  expect(newPhrases([], [], 5)).toEqual([]);
});
