import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { tokenise } from "#text/tokenise.ts";
import { readArticles } from "./word-counts.ts";

/** Words of fewer documents are left out: they are counted as never seen, which weighs about the same. */
const fewestDocuments = 4;
const table = path.join("data", "language", "words", "document-frequency.tsv");

/** Counts in how many news articles each word stands, and writes the table. */
export async function run({
  dataFolder,
  say,
}: {
  dataFolder: string;
  say: (line: string) => void;
}): Promise<void> {
  const counts = new Map<string, number>();
  let documents = 0;
  for await (const text of readArticles(dataFolder)) {
    documents += 1;
    const words = tokenise(text).flatMap(({ kind, exact }) => (kind === "word" ? [exact] : []));
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const kept = [...counts]
    .filter(([, count]) => count >= fewestDocuments)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  await mkdir(path.dirname(table), { recursive: true });
  await writeFile(table, `${documents}\n${kept.map(([word, count]) => `${word}\t${count}\n`).join("")}`);
  say(`${documents} articles, ${kept.length} words in at least ${fewestDocuments} of them`);
}
