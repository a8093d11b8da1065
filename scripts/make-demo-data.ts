/**
 * Makes data/demo/headlines.jsonl, the sample of real headlines, from the articles of the CLICK-ID dataset. Bodies are
 * left behind: they belong to the outlets. `node scripts/make-demo-data.ts [path of the articles]`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const article = z.object({
  outlet: z.string(),
  url: z.url(),
  title: z.string(),
  published_at: z.iso.datetime({ offset: true }),
  time_precision: z.enum(["minute", "day"]),
  category: z.string(),
  sub_category: z.string(),
});

const firstDay = "2019-09-10";
const lastDay = "2019-09-15";

const sourceFile = process.argv[2] ?? "../shared/data/news-clickid-2019/articles_dev_to_2019-09-15.jsonl";
if (existsSync(sourceFile)) writeHeadlines(sourceFile, "data/demo/headlines.jsonl");
else console.log(`${sourceFile} is not there; data/demo/headlines.jsonl stays as it is.`);

function writeHeadlines(from: string, to: string): void {
  const seen = new Set<string>();
  const lines: { sortKey: string; line: string }[] = [];
  for (const text of readFileSync(from, "utf8").split("\n")) {
    if (text === "") continue;
    const {
      outlet,
      url,
      title,
      published_at: at,
      time_precision: precision,
      category,
    } = article.parse(JSON.parse(text));
    const day = at.slice(0, 10);
    const headline = title.replace(/\s+/g, " ").trim();
    if (day < firstDay || day > lastDay || headline === "" || seen.has(url)) continue;
    seen.add(url);
    lines.push({
      sortKey: `${at} ${url}`,
      line: JSON.stringify({
        outlet,
        title: headline,
        url,
        at,
        ...(precision === "day" ? { precision } : {}),
        ...(category === "-" ? {} : { category }),
      }),
    });
  }
  lines.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  writeFileSync(to, `${lines.map(({ line }) => line).join("\n")}\n`);
  console.log(`${lines.length} headlines → ${to}`);
}
