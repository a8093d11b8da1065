import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { restoreText } from "#commands/evaluate-texts.ts";
import { scoreLabels } from "#text/evaluate/score-labels.ts";
import { readSmsa } from "../sentiment/inputs.ts";
import { shippedEngines } from "./engines.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

/** The rows of `docs/language/hostility.md`. */
export const scoreHostilityPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const { read, findHostility } = shippedEngines(outputFolder);
  const levelOf = (text: string): number => findHostility(read(restoreText(text))).level;
  const rows = new Map<string, RowFigures>();

  const file = path.join(dataFolder, "hate-ibrohim", "re_dataset_dev.csv");
  const decoded = new TextDecoder("windows-1252").decode(await readFile(file));
  const posts: Record<string, string>[] = parse(decoded, { columns: true, relax_quotes: true });
  const levels = posts.map((post) => levelOf(post["Tweet"] ?? ""));
  const isOne = (post: Record<string, string>, ...columns: string[]): boolean =>
    columns.some((column) => post[column] === "1");
  for (const [name, columns, least] of [
    ["hate-ibrohim, hate or abuse", ["HS", "Abusive"], 1],
    ["hate-ibrohim, abuse", ["Abusive"], 1],
    ["hate-ibrohim, hate", ["HS"], 1],
    ["hate-ibrohim, hate or abuse, found from level 2", ["HS", "Abusive"], 2],
  ] as const) {
    const pairs = posts.map((post, at) => [isOne(post, ...columns), (levels[at] ?? 0) >= least] as const);
    const {
      rows: count,
      accuracy,
      macroF1,
    } = scoreLabels(
      pairs.map(([right, given]) => ({ right: String(right), given: String(given), probability: null })),
    );
    const share = (of: boolean): number => {
      const some = pairs.filter(([right]) => right === of);
      return some.filter(([, given]) => given).length / Math.max(1, some.length);
    };
    rows.set(name, {
      rows: count,
      accuracy,
      "macro-F1": macroF1,
      found: share(true),
      "false alarms": share(false),
    });
  }
  for (const [name, texts] of Object.entries(await plainTexts(dataFolder))) {
    const given = texts.map(levelOf);
    const share = (level: number): number => given.filter((one) => one === level).length / given.length;
    const hostile = share(2) + share(3);
    rows.set(name, {
      rows: texts.length,
      "level 0": share(0),
      "level 1": share(1),
      "levels 2 and 3": hostile,
    });
  }
  return rows;
};

/** Texts of which next to none is hostile, however harsh. */
async function plainTexts(dataFolder: string): Promise<Record<string, string[]>> {
  const lines = async (field: string, ...parts: string[]): Promise<string[]> => {
    const content = await readFile(path.join(dataFolder, ...parts), "utf8");
    return content
      .trim()
      .split("\n")
      .map((line) => {
        const row: Record<string, string> = JSON.parse(line);
        return row[field] ?? "";
      });
  };
  const reviews = (await readSmsa(dataFolder, "train")).filter(({ tone }) => tone === "negative");
  return {
    "messages to a city (complaints-surabaya)": await lines(
      "text",
      "complaints-surabaya",
      "complaints_dev_to_2023-02.jsonl",
    ),
    "posts about transport (complaints-jakarta-transport)": await lines(
      "text",
      "complaints-jakarta-transport",
      "tweets_dev.jsonl",
    ),
    "negative texts of SmSA train": reviews.map(({ text }) => text),
    "titles of news (news-clickid-2019)": await lines(
      "title",
      "news-clickid-2019",
      "articles_dev_to_2019-09-15.jsonl",
    ),
  };
}
