import { readFile } from "node:fs/promises";
import path from "node:path";
import { findPersonalData } from "#text/personal-data/find-personal-data.ts";
import { personalDataKinds } from "#text/personal-data/finding.ts";
import { isSameKindThere, isSamePlace, readMarkedTexts, scoreSpans } from "./marked-text.ts";
import { readNews } from "./news-articles.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

/** The rows of `docs/language/personal-data.md`. */
export const scorePersonalDataPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const folder = path.join(outputFolder, "language", "personal-data");
  const rows = new Map<string, RowFigures>();
  for (const half of ["dev", "held"]) {
    const texts = readMarkedTexts(await readFile(path.join(folder, `${half}.txt`), "utf8"));
    const pairs = texts.map(({ text, spans }) => ({ marked: spans, found: findPersonalData(text) }));
    rows.set(`${half}, all kinds`, scoreSpans(pairs, isSamePlace));
    rows.set(`${half}, all kinds, where it is alone`, scoreSpans(pairs, isSameKindThere));
    rows.set(
      `${half}, by form alone: eight digits or more, or an @`,
      scoreSpans(
        texts.map(({ text, spans }) => ({ marked: spans, found: byForm(text) })),
        (found, marked) => found.start < marked.end && marked.start < found.end,
      ),
    );
    const clean = pairs.filter(({ marked }) => marked.length === 0);
    const alarms = clean.filter(({ found }) => found.length > 0).length;
    rows.set(`${half}, sentences without personal data`, {
      rows: clean.length,
      "false alarms": alarms / clean.length,
    });
    for (const kind of personalDataKinds) rows.set(`${half}, ${kind}`, scoreSpans(pairs, isSamePlace, kind));
  }
  const labels = await readFile(path.join(folder, "news-labels.tsv"), "utf8");
  for (const [name, figures] of await scoreNews(labels, dataFolder)) rows.set(name, figures);
  return rows;
};

/** What somebody without an engine would look for. */
const byForm = (text: string) =>
  Array.from(text.matchAll(/\d[\d .()-]{6,}\d|\S+@\S+/g), ({ 0: written, index }) => ({
    kind: "any",
    start: index,
    end: index + written.length,
  }));

/** How many of the labelled places of articles that are found are right; those no longer found count for nothing. */
async function scoreNews(labels: string, dataFolder: string): Promise<[string, RowFigures][]> {
  const texts = new Map((await readNews(dataFolder)).map(({ id, text }) => [id, text]));
  const judged = labels
    .trimEnd()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [half = "", article = "", kind = "", start = "", , verdict = ""] = line.split("\t");
      const found = findPersonalData(texts.get(article) ?? "");
      const isFound = found.some((one) => one.kind === kind && one.start === Number(start));
      return isFound ? [{ half, kind, isRight: verdict === "right" }] : [];
    });
  return ["tuning", "held"].flatMap((half) =>
    ["address", "plate"].map((kind): [string, RowFigures] => {
      const own = judged.filter((one) => one.half === half && one.kind === kind);
      const right = own.filter(({ isRight }) => isRight).length;
      return [`articles of the press, ${half}, ${kind}`, { rows: own.length, precision: right / own.length }];
    }),
  );
}
