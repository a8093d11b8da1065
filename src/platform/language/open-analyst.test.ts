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

test("an office's rules are laid over what is found, and alone say the same", async () => {
  const city = {
    id: "city",
    name: "Kota Surabaya",
    kind: "place" as const,
    target: "35.78",
    aliases: ["SBY"],
    require: [{ words: ["macet"] }],
  };
  const text = "sby macet parah, SBY ramai. Khofifah meninjau Sidoarjo.";
  const alone = await analyst.applyRules(text, [city]);
  expect(alone.entities.map(({ start, name }) => `${start} ${name}`)).toEqual([
    "0 Kota Surabaya",
    "17 Kota Surabaya",
  ]);
  const { entities } = await analyst.explain(text, undefined, [city]);
  const ruled = entities.filter(({ rule }) => rule === "city");
  expect(ruled.map(({ start, end, reasons }) => ({ start, end, reasons }))).toEqual(
    alone.entities.map(({ start, end, reasons }) => ({ start, end, reasons })),
  );
  const [summary] = await analyst.summarise([text], undefined, [city]);
  expect(summary?.places).toEqual(["35.78", "35.15"]);
  const [common = 0, rare = 1] = await analyst.phraseShares(["yang", "yang sby"]);
  expect(common).toBeGreaterThan(0.9);
  expect(rare).toBeLessThan(0.05);
});

test("the version names the knowledge, the same in every process", () => {
  expect(analyst.version).toMatch(/^[0-9a-f]{12}$/);
});
