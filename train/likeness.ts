/**
 * Learns `data/language/likeness/word-weights.bin`: how much each word tells one text from another, by how few of the
 * news texts have it. Nothing of the texts but these counts is kept.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { stemWord } from "#text/clitics.ts";
import { hashOf } from "#text/likeness/word-hash.ts";
import { tokenise } from "#text/tokenise.ts";
import { readNews } from "./language/samples.ts";

const ROWS = 2 ** 16;
/** The heads of articles are enough to know which words are common. */
const HEAD_LENGTH = 600;

/** Where the declared inputs are read and where the shipped files are, and who hears of it. */
export type LikenessTrainingOptions = {
  dataFolder: string;
  outputFolder: string;
  say: (line: string) => void;
};

/** Makes `data/language/likeness/word-weights.bin`. */
export async function run({ dataFolder, outputFolder, say }: LikenessTrainingOptions): Promise<void> {
  const articles = await readNews(
    path.join(dataFolder, "news-clickid-2019", "articles_dev_to_2019-09-15.jsonl"),
  );
  const counts = new Uint32Array(ROWS);
  for (const { title, text } of articles) {
    const words = new Set<number>();
    for (const { kind, exact } of tokenise(`${title}\n${text.slice(0, HEAD_LENGTH)}`))
      if (kind !== "alias") words.add(hashOf(stemWord(exact)) & (ROWS - 1));
    for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  }
  const most = Math.log(1 + articles.length);
  const weights = Uint8Array.from(counts, (count) =>
    Math.max(1, Math.round((255 * Math.log(1 + articles.length / (count + 1))) / most)),
  );
  await writeFile(path.join(outputFolder, "language", "likeness", "word-weights.bin"), weights);
  say(
    `wrote word-weights.bin from ${articles.length} articles, ${counts.filter((count) => count > 0).length} rows used`,
  );
}
