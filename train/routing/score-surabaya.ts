import { readFile } from "node:fs/promises";
import path from "node:path";
import {
  type RoutedCase,
  type RoutingScore,
  scoreRouting,
  scoreRoutingAsItComes,
} from "#text/routing/score-routing.ts";
import { trainingReader } from "../intent/training-reader.ts";

/** What is learned ends here; what comes later, to February 2023, is asked. */
const ASKED_FROM = "2022-12-01";

/**
 * Scores routing on the messages of a city with so many biggest agencies and the others as one: on the last months
 * after learning those before, and on all messages as they came, each asked before it was learned.
 */
export async function scoreSurabaya(
  dataFolder: string,
  outputFolder: string,
  agencies = 15,
): Promise<{ lastMonths: RoutingScore; asItCame: RoutingScore }> {
  const read = await trainingReader(outputFolder);
  const file = path.join(dataFolder, "complaints-surabaya", "complaints_dev_to_2023-02.jsonl");
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  const rows = lines.map((line): { text: string; agency: string; created_at: string } => JSON.parse(line));
  rows.sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0));
  const sizes = new Map<string, number>();
  for (const { agency } of rows) sizes.set(agency, (sizes.get(agency) ?? 0) + 1);
  const biggest = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, agencies);
  const names = new Set(biggest.map(([name]) => name));
  const cases = rows.map((row): RoutedCase & { at: string } => ({
    reading: read(row.text),
    unit: names.has(row.agency) ? row.agency : "other",
    at: row.created_at,
  }));
  return {
    lastMonths: scoreRouting(
      cases.filter(({ at }) => at < ASKED_FROM),
      cases.filter(({ at }) => at >= ASKED_FROM),
    ),
    asItCame: scoreRoutingAsItComes(cases),
  };
}
