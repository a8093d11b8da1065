/**
 * Computes the scores that the pages of `docs/language/` claim and fails when one is not so: `npm run scores`, or
 * `npm run scores -- language` for the pages named.
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { comparePage } from "./scores/compare-page.ts";
import { scoreDigestPage } from "./scores/score-digest.ts";
import { scoreEntitiesPage } from "./scores/score-entities.ts";
import { scoreHostilityPage } from "./scores/score-hostility.ts";
import { scoreIntentPage } from "./scores/score-intent.ts";
import { scoreLanguagePage } from "./scores/score-language.ts";
import { scoreLikenessPage } from "./scores/score-likeness.ts";
import type { PageScorer } from "./scores/score-page.ts";
import { scorePersonalDataPage } from "./scores/score-personal-data.ts";
import { scorePlainLanguagePage } from "./scores/score-plain-language.ts";
import { scoreQuotationsPage } from "./scores/score-quotations.ts";
import { scoreReadingPage } from "./scores/score-reading.ts";
import { scoreRoutingPage } from "./scores/score-routing.ts";
import { scoreSentimentPage } from "./scores/score-sentiment.ts";
import { scoreSlipsPage } from "./scores/score-slips.ts";
import { scoreStoriesPage } from "./scores/score-stories.ts";

/** Every page with scores. */
const scorers: Readonly<Record<string, PageScorer>> = {
  reading: scoreReadingPage,
  language: scoreLanguagePage,
  sentiment: scoreSentimentPage,
  intent: scoreIntentPage,
  routing: scoreRoutingPage,
  entities: scoreEntitiesPage,
  hostility: scoreHostilityPage,
  quotations: scoreQuotationsPage,
  likeness: scoreLikenessPage,
  stories: scoreStoriesPage,
  "personal-data": scorePersonalDataPage,
  slips: scoreSlipsPage,
  "plain-language": scorePlainLanguagePage,
  digest: scoreDigestPage,
};

const root = path.join(import.meta.dirname, "..");
const pages = path.join(root, "docs", "language");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: "string", default: path.join(root, "..", "shared", "data") } },
});
if (!existsSync(values.data)) {
  console.log(`Skipped: the labelled sets are not at ${values.data}; name their folder with --data.`);
  process.exit(0);
}
const names = positionals.length > 0 ? positionals : Object.keys(scorers);
const unknown = names.filter((name) => !(name in scorers));
if (unknown.length > 0) {
  console.error(
    `No such page of scores: ${unknown.join(", ")}. There are: ${Object.keys(scorers).join(", ")}.`,
  );
  process.exit(2);
}
const problems: string[] = [];
for (const file of await readdir(pages)) {
  const name = file.replace(/\.md$/, "");
  const scorer = scorers[name];
  const page = await readFile(path.join(pages, file), "utf8");
  const isWanted = names.includes(name);
  if (scorer === undefined || !isWanted) {
    if (scorer === undefined && comparePage(file, page, new Map()).rows > 0)
      problems.push(`${file} has a table of scores that nothing computes`);
    continue;
  }
  const found = comparePage(
    file,
    page,
    await scorer({ dataFolder: values.data, outputFolder: path.join(root, "data") }),
  );
  console.log(`${file}: ${found.rows} rows, ${found.problems.length} not as computed`);
  problems.push(...found.problems);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
