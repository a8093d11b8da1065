/**
 * Builds what the normaliser reads beside the list written by hand: the pairs of IndoCollex that are sound, and the words
 * of news with how often they are used.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { isAmbiguous } from "#text/normalise/ambiguous-words.ts";
import { readSlang } from "#text/normalise/normalise-knowledge.ts";
import { makeStemmer } from "#text/stem/make-stemmer.ts";
import { readStemKnowledge } from "#text/stem/stem-knowledge.ts";
import { countWords, type WordCount } from "./word-counts.ts";

/** Where the declared inputs are read and where the shipped files are, and who hears of it. */
export type NormaliseTrainingOptions = {
  dataFolder: string;
  outputFolder: string;
  say: (line: string) => void;
};

const FEWEST_USES = 5;
const FEWEST_USES_OF_SHORT = 30;

/** Makes `data/language/normalise/words.tsv` and `data/language/normalise/indocollex.txt`. */
export async function run({ dataFolder, outputFolder, say }: NormaliseTrainingOptions): Promise<void> {
  const folder = path.join(outputFolder, "language", "normalise");
  const own = readSlang(await readFile(path.join(folder, "own.txt"), "utf8"));
  const roots = await readFile(path.join(outputFolder, "language", "stem", "roots.tsv"), "utf8");
  const stemKnowledge = readStemKnowledge(roots);
  const counts = await countWords(dataFolder);

  const words = [...counts].filter(([word, count]) => isKept(word, count) && !own.has(word));
  const standard = new Set(words.map(([word]) => word));
  const lines = words.map(([word, { lower, title }]) => `${word}\t${lower}\t${title}`);
  for (const root of stemKnowledge.roots.keys())
    if (!own.has(root) && !standard.has(root)) lines.push(`${root}\t1\t0`);
  await writeFile(path.join(folder, "words.tsv"), `${lines.join("\n")}\n`);
  say(`wrote ${lines.length} words to words.tsv`);

  const stem = makeStemmer(stemKnowledge);
  const english = await readEnglish(dataFolder);
  const never = new Set((await readFile(path.join(folder, "indocollex-left-out.txt"), "utf8")).split(/\s+/));
  const source = await readFile(
    path.join(dataFolder, "lex-indocollex", "dict", "inforformal-formal-Indonesian-dictionary.tsv"),
    "utf8",
  );
  const isStandard = (word: string): boolean => standard.has(word) || stem(word) !== word;
  const pairs = new Map<string, string[]>();
  for (const line of source.split("\n").slice(1)) {
    const [form = "", formal = ""] = line.trim().toLowerCase().split("\t");
    if (!/^[a-z][a-z0-9]+$/.test(form) || !/^[a-z]+(?:-[a-z]+)?(?: [a-z-]+)*$/.test(formal)) continue;
    if (
      own.has(form) ||
      isAmbiguous(form) ||
      never.has(form) ||
      english.has(form) ||
      isStandard(form) ||
      /[a-z]2/.test(form)
    )
      continue;
    if (!formal.split(" ").every((word) => isStandard(word.split("-")[0] ?? word))) continue;
    pairs.set(formal, [...(pairs.get(formal) ?? []), form]);
  }
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = sorted.map(([formal, forms]) => `${formal}: ${forms.join(" ")}`).join("\n");
  await writeFile(path.join(folder, "indocollex.txt"), `${text}\n`);
  say(
    `kept ${sorted.reduce((sum, [, forms]) => sum + forms.length, 0)} forms of IndoCollex, beside ${own.size} own`,
  );
}

/** Short rare words are initials and scraps. */
function isKept(word: string, { lower, title }: WordCount): boolean {
  if (word.includes("-") || word.length < 2) return false;
  return lower + title >= (word.length <= 3 ? FEWEST_USES_OF_SHORT : FEWEST_USES);
}

/** Words of the English sentences of NusaX: what is English needs no Indonesian spelling. */
async function readEnglish(dataFolder: string): Promise<Set<string>> {
  const text = await readFile(path.join(dataFolder, "nusax", "sentiment", "english", "train.csv"), "utf8");
  return new Set(text.toLowerCase().match(/[a-z]+/g) ?? []);
}
