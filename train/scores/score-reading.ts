import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { makeStemmer } from "#text/stem/make-stemmer.ts";
import { readStemKnowledge } from "#text/stem/stem-knowledge.ts";
import { shippedEngines } from "./engines.ts";
import type { PageScorer } from "./score-page.ts";

/** The rows of `docs/language/reading.md`. */
export const scoreReadingPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const roots = await readFile(path.join(outputFolder, "language", "stem", "roots.tsv"), "utf8");
  const stem = makeStemmer(readStemKnowledge(roots));
  const lines = (await readFile(path.join(dataFolder, "lex-sastrawi", "stemmer-cases.tsv"), "utf8"))
    .trim()
    .toLowerCase()
    .split("\n")
    .slice(1);
  const stemmed = lines.filter((line) => {
    const [words = "", expected = ""] = line.split("\t");
    return words.split(" ").map(stem).join(" ") === expected.trim();
  });
  const { read } = shippedEngines(outputFolder);
  const file = path.join(dataFolder, "lex-indocollex", "data", "informal_to_formal", "dev.csv");
  const pairs: Record<string, string>[] = parse(await readFile(file), { columns: true });
  const spelt = pairs.filter((pair) => {
    const words = read(pair["transformed"] ?? "").tokens.flatMap(({ word }) => word.normal);
    return words.join(" ") === pair["original-for"];
  });
  return new Map([
    ["stemmer cases of Sastrawi", { rows: lines.length, accuracy: stemmed.length / lines.length }],
    ["IndoCollex informal to formal, dev", { rows: pairs.length, accuracy: spelt.length / pairs.length }],
  ]);
};
