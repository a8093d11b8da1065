import { readFile } from "node:fs/promises";
import path from "node:path";

export type NewsArticle = { id: string; title: string; text: string };

/** The articles of `news-clickid-2019`. */
export async function readNews(dataFolder: string): Promise<NewsArticle[]> {
  const file = path.join(dataFolder, "news-clickid-2019", "articles_dev_to_2019-09-15.jsonl");
  return (await readFile(file, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line): NewsArticle => JSON.parse(line));
}
