import { readFile } from "node:fs/promises";
import path from "node:path";
import { findSlips } from "#text/slips/find-slips.ts";
import { shippedEngines } from "./engines.ts";
import { isSameKindThere, readMarkedTexts, scoreSpans } from "./marked-text.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

const kinds = [
  "blame",
  "promise",
  "absolute",
  "partisan",
  "sarcasm",
  "insult",
  "shouting",
  "personalData",
  "noSource",
  "noDate",
];

/** The rows of `docs/language/slips.md`: a slip counts as found where one of its kind meets it. */
export const scoreSlipsPage: PageScorer = async ({ outputFolder }) => {
  const { read } = shippedEngines(outputFolder);
  const rows = new Map<string, RowFigures>();
  for (const half of ["dev", "held"]) {
    const file = path.join(outputFolder, "language", "slips", `${half}.txt`);
    const pairs = readMarkedTexts(await readFile(file, "utf8")).map(({ text, spans }) => ({
      marked: spans,
      found: findSlips(read(text)),
    }));
    rows.set(`${half}, all kinds`, scoreSpans(pairs, isSameKindThere));
    for (const kind of kinds) rows.set(`${half}, ${kind}`, scoreSpans(pairs, isSameKindThere, kind));
    const clean = pairs.filter(({ marked }) => marked.length === 0);
    const alarms = clean.filter(({ found }) => found.length > 0).length;
    rows.set(`${half}, sentences without a slip`, {
      rows: clean.length,
      "false alarms": alarms / clean.length,
    });
  }
  return rows;
};
