import { readFile } from "node:fs/promises";
import path from "node:path";
import { scoreLabels } from "#text/evaluate/score-labels.ts";
import {
  languageFiles,
  readHeadlines,
  readLines,
  readNews,
  readNusax,
  readSmsa,
} from "../language/samples.ts";
import { shippedEngines } from "./engines.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

type Sample = { language: string; text: string };

/** The rows of `docs/language/language.md`. */
export const scoreLanguagePage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const { read, detectLanguage } = shippedEngines(outputFolder);
  const files = languageFiles(dataFolder);
  const own = path.join(outputFolder, "language", "language");
  const rows = new Map<string, RowFigures>();
  const add = (name: string, samples: readonly Sample[], words = Number.POSITIVE_INFINITY): void => {
    const answers = samples.map(({ language, text }) => {
      const cut = text.split(" ").slice(0, words).join(" ");
      return { right: language, given: detectLanguage(read(cut)).label, probability: null };
    });
    const { rows: count, accuracy, macroF1 } = scoreLabels(answers);
    rows.set(name, { rows: count, accuracy, "macro-F1": macroF1 });
  };
  const of = (language: string, texts: readonly string[]): Sample[] =>
    texts.map((text) => ({ language, text }));

  const nusax = await readNusax(files.nusax, "valid");
  add("NusaX valid, 12 languages", nusax);
  for (const words of [10, 5, 3]) add(`NusaX valid, first ${words} words`, nusax, words);
  const known = new Set((await readNews(files.news)).map(({ title }) => title.toLowerCase().trim()));
  const headlines = of(
    "id",
    (await readHeadlines(files.headlines)).filter((title) => !known.has(title.toLowerCase().trim())),
  );
  add("CLICK-ID headlines (Indonesian)", headlines);
  add("CLICK-ID headlines, first 5 words", headlines, 5);
  const smsa = of("id", await readSmsa(files.smsaValid));
  add("SmSA valid (Indonesian, informal)", smsa);
  for (const words of [10, 5]) add(`SmSA valid, first ${words} words`, smsa, words);
  add("own Malay sentences, `malay-test.txt`", of("ms", await readLines(path.join(own, "malay-test.txt"))));
  const mixed = (await readFile(path.join(own, "mixed-test.tsv"), "utf8"))
    .split("\n")
    .flatMap((line) => (line.includes("\t") && !line.startsWith("#") ? [line.split("\t")[1] ?? ""] : []));
  add("own mixed sentences, `mixed-test.tsv`", of("mixed", mixed));
  return rows;
};
