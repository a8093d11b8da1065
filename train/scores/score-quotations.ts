import { findQuotations } from "#text/quotations/find-quotations.ts";
import { type FoundQuotation, judgeQuotations } from "../quotations/judge-quotations.ts";
import { readLabelledArticles } from "../quotations/labelled-articles.ts";
import { findSimply } from "../quotations/simple-quotations.ts";
import { shippedEngines } from "./engines.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

const all = ["direct", "indirect", "headline"];

/** The rows of `docs/language/quotations.md`. */
export const scoreQuotationsPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const { read, findEntities } = shippedEngines(outputFolder);
  const engine = (text: string): FoundQuotation[] => {
    const reading = read(text);
    return findQuotations(reading, findEntities(reading).entities).quotations.map((one) => ({
      ...one,
      speaker: one.speaker?.name ?? null,
    }));
  };
  const articles = await readLabelledArticles(dataFolder, outputFolder);
  const rows = new Map<string, RowFigures>();
  for (const half of ["dev", "held"]) {
    const some = articles.filter((article) => article.half === half);
    for (const kind of all)
      rows.set(`${half}, ${kind}, engine`, judgeQuotations(some, engine, new Set([kind])));
    rows.set(`${half}, direct, simple`, judgeQuotations(some, findSimply, new Set(["direct"])));
    rows.set(`${half}, all, engine`, judgeQuotations(some, engine, new Set(all)));
    rows.set(`${half}, all, simple`, judgeQuotations(some, findSimply, new Set(all)));
  }
  return rows;
};
