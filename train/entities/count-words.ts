import { readFile } from "node:fs/promises";
import path from "node:path";
import { wordForm } from "#text/entities/word-info.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { ReadToken } from "#text/read/reading.ts";
import { type Corpus, readTaggedSentences } from "./tagged-sentences.ts";

/** How often a word stands inside a sentence whose writer uses capitals, and in which letters. */
type CaseCount = { lower: number; title: number; upper: number };

/** The texts as rows of word numbers (-1 between texts), and what was counted of each word. */
export type WordCounts = {
  words: string[];
  counts: number[];
  cases: CaseCount[];
  stream: Int32Array;
};

const plainReader = makeReader({ normalise: (exact) => [exact], stem: (word) => word });
const SEED_CORPORA: readonly Corpus[] = ["nergrit_ner-grit", "nerp_ner-prosa"];

/** Counts words in the article bodies of the news set and in the training texts of IndoNLU that may be learned from. */
export async function countWords(dataFolder: string, leastCount: number): Promise<WordCounts> {
  const counts = new Map<string, CaseCount & { all: number }>();
  const rows: string[][] = [];
  const add = (text: string, hasCase: boolean): void => {
    const { tokens, sentences } = plainReader(text);
    for (const { first, last } of sentences) {
      const row = tokens.slice(first, last);
      row.forEach((token, at) => {
        countOne(counts, token, hasCase && at > 0 && row[at - 1]?.kind !== "punctuation");
      });
      rows.push(row.map(wordForm));
    }
  };
  for (const { text, hasCase } of await readTexts(dataFolder)) add(text, hasCase);
  const kept = [...counts]
    .filter(([, { all }]) => all >= leastCount)
    .sort((left, right) => right[1].all - left[1].all || (left[0] < right[0] ? -1 : 1));
  const numbers = new Map(kept.map(([word], at) => [word, at + 1]));
  const stream = rows.flatMap((row) => [-1, ...row.map((word) => numbers.get(word) ?? 0)]);
  return {
    words: ["", ...kept.map(([word]) => word)],
    counts: [0, ...kept.map(([, { all }]) => all)],
    cases: [{ lower: 0, title: 0, upper: 0 }, ...kept.map(([, one]) => one)],
    stream: Int32Array.from(stream),
  };
}

function countOne(
  counts: Map<string, CaseCount & { all: number }>,
  token: ReadToken,
  isInside: boolean,
): void {
  const form = wordForm(token);
  const one = counts.get(form) ?? { all: 0, lower: 0, title: 0, upper: 0 };
  counts.set(form, one);
  one.all += 1;
  if (!isInside || token.kind !== "word") return;
  if (token.letterCase === "lower") one.lower += 1;
  else if (token.letterCase === "upper") one.upper += 1;
  else if (token.letterCase === "title" || token.letterCase === "mixed") one.title += 1;
}

async function readTexts(dataFolder: string): Promise<{ text: string; hasCase: boolean }[]> {
  const texts: { text: string; hasCase: boolean }[] = [];
  const news = path.join(dataFolder, "news-clickid-2019", "articles_dev_to_2019-09-15.jsonl");
  for (const line of (await readFile(news, "utf8")).split("\n")) {
    if (line === "") continue;
    const { text } = JSON.parse(line) as { text: string };
    // Paragraphs are joined by a bare comma in the source.
    texts.push({ text: text.replace(/([.!?”"])\s*,(?=\S)/g, "$1\n"), hasCase: true });
  }
  const smsa = path.join(dataFolder, "indonlu", "smsa_doc-sentiment-prosa", "train_preprocess.tsv");
  for (const line of (await readFile(smsa, "utf8")).split("\n"))
    texts.push({ text: line.split("\t")[0] ?? "", hasCase: false });
  for (const corpus of SEED_CORPORA)
    for (const { words } of await readTaggedSentences(dataFolder, corpus, "train"))
      texts.push({ text: words.join(" "), hasCase: corpus === "nergrit_ner-grit" });
  return texts;
}
