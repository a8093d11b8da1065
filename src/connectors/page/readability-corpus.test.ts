import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { extractArticle } from "./extract-article.ts";
import { plainLine, plainText } from "./plain-text.ts";

/**
 * The test pages of Mozilla's Readability (Apache-2.0), which lie beside the checkout, not in it: each with the
 * extraction and the metadata expected of it. `docs/feeds.md` tells the figures.
 */
const corpus = join(import.meta.dirname, "../../../../shared/data/html-readability/test/test-pages");
const isHere = existsSync(corpus);
if (!isHere)
  console.warn(`skipped: article extraction tests, ${relative(process.cwd(), corpus)} is not there`);

interface Expected {
  title: string | null;
  byline: string | null;
  publishedTime: string | null;
  siteName: string | null;
}

/** A little under what is reached. */
const TITLES_FLOOR = 33;

const flat = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

/** F1 of the words of both texts, each counted as often as it occurs. */
function tokenF1(got: string, wanted: string): number {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const counts = new Map<string, number>();
  const given = words(got);
  const right = words(wanted);
  if (given.length === 0 && right.length === 0) return 1;
  for (const word of right) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of given) {
    const left = counts.get(word) ?? 0;
    if (left > 0) {
      common++;
      counts.set(word, left - 1);
    }
  }
  return common === 0 ? 0 : (2 * common) / (given.length + right.length);
}

(isHere ? describe : describe.skip)("the test pages of Readability", () => {
  test("are extracted as expected", () => {
    const names = isHere ? readdirSync(corpus).sort() : [];
    expect(names.length).toBeGreaterThan(30);
    const table = { title: [0, 0], byline: [0, 0], published: [0, 0], siteName: [0, 0] } satisfies Record<
      string,
      [number, number]
    >;
    const overlaps: number[] = [];
    const differ: string[] = [];
    const score = (
      field: keyof typeof table,
      name: string,
      holds: boolean,
      got: unknown,
      wanted: unknown,
    ) => {
      table[field][1] = (table[field][1] ?? 0) + 1;
      if (holds) table[field][0] = (table[field][0] ?? 0) + 1;
      else differ.push(`${name} ${field}: ${JSON.stringify(wanted)} → ${JSON.stringify(got)}`);
    };
    for (const name of names) {
      const read = (file: string) => readFileSync(join(corpus, name, file), "utf8");
      const expected = JSON.parse(read("expected-metadata.json")) as Expected;
      const article = extractArticle(read("source.html"), "http://fakehost/test/page.html", { zone: "UTC" });
      const overlap = tokenF1(article.text ?? "", plainText(read("expected.html")));
      overlaps.push(overlap);
      if (overlap < 0.9) differ.push(`${name} text: F1 ${overlap.toFixed(2)}`);
      if (expected.title !== null)
        score(
          "title",
          name,
          flat(article.title) === plainLine(expected.title),
          article.title,
          expected.title,
        );
      if (expected.byline !== null)
        score(
          "byline",
          name,
          flat(article.author) === flat(expected.byline),
          article.author,
          expected.byline,
        );
      if (expected.publishedTime !== null) {
        const got = article.publishedAt?.at.toISOString();
        score(
          "published",
          name,
          got === new Date(expected.publishedTime).toISOString(),
          got,
          expected.publishedTime,
        );
      }
      if (expected.siteName !== null)
        score(
          "siteName",
          name,
          flat(article.siteName) === flat(expected.siteName),
          article.siteName,
          expected.siteName,
        );
    }
    const meanF1 = overlaps.reduce((sum, one) => sum + one, 0) / overlaps.length;
    console.table({ ...table, text: [Math.round(meanF1 * 1000) / 1000, overlaps.length] });
    if (process.env["PAGE_DISAGREEMENTS"] !== undefined) console.log(differ.join("\n"));
    expect(meanF1).toBeGreaterThan(0.98);
    expect(table.title[0]).toBeGreaterThanOrEqual(TITLES_FLOOR);
  }, 60_000);
});
