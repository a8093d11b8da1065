import { afterAll, expect, test } from "vitest";
import { openAnalyst } from "./open-analyst.ts";

const analyst = openAnalyst(2);
afterAll(() => analyst.close());

test("many texts are read in their order, by as many threads as there are", async () => {
  const texts = Array.from({ length: 600 }, (_, n) =>
    n % 2 === 0 ? "Terima kasih, bagus sekali" : "Air mati lagi, kecewa",
  );
  const summaries = await analyst.summarise(texts);
  expect(summaries).toHaveLength(600);
  expect(summaries.slice(0, 2).map(({ tone }) => tone)).toEqual(["positive", "negative"]);
  expect(summaries[598]).toEqual(summaries[0]);
  expect(await analyst.summarise([])).toEqual([]);
});

test("one text is explained with the places that decided", async () => {
  const text = "Pelayanannya sangat mengecewakan";
  const { sentiment } = await analyst.explain(text);
  expect(sentiment.best).toBe("negative");
  expect(sentiment.reasons.map(({ start, end }) => text.slice(start, end)).join(" ")).toContain(
    "mengecewakan",
  );
});

test("the version names the knowledge, the same in every process", () => {
  expect(analyst.version).toMatch(/^[0-9a-f]{12}$/);
});
