import { createReadStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

/** How often a word stands in news, in small letters and otherwise. */
export type WordCount = { lower: number; title: number };

const WORD = /[A-Za-z]+(?:-[A-Za-z]+)*/g;

/** The text of every article of the replay stream, title first. */
export async function* readArticles(dataFolder: string): AsyncGenerator<string> {
  const file = path.join(dataFolder, "news-clickid-2019", "articles_dev_to_2019-09-15.jsonl");
  for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
    if (line === "") continue;
    const { title, text } = JSON.parse(line) as { title: string; text: string };
    yield `${title}\n${text}`;
  }
}

/** Counts the words of all articles by their small letters, most frequent first. */
export async function countWords(dataFolder: string): Promise<Map<string, WordCount>> {
  const counts = new Map<string, WordCount>();
  for await (const text of readArticles(dataFolder)) {
    for (const [written] of text.matchAll(WORD)) {
      const word = written.toLowerCase();
      let count = counts.get(word);
      if (count === undefined) {
        count = { lower: 0, title: 0 };
        counts.set(word, count);
      }
      if (written === word) count.lower += 1;
      else count.title += 1;
    }
  }
  const total = ({ lower, title }: WordCount): number => lower + title;
  return new Map([...counts].sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1)));
}
