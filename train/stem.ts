/**
 * Builds the list of roots that the stemmer reads: the words written for this project, the place names of the
 * gazetteer, and words that news uses bare and that no analysis takes apart. Frequencies are learned from news.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeStemmer } from "#text/stem/make-stemmer.ts";
import { countWords, type WordCount } from "./word-counts.ts";

/** Fewer uses in lower case are slips and foreign words. */
const FEWEST_USES = 6;
/** A word that is written with a capital far more often is a name. */
const SMALLEST_LOWER_SHARE = 0.13;

/** Where the declared inputs are read and where the shipped files are, and who hears of it. */
export type StemTrainingOptions = { dataFolder: string; outputFolder: string; say: (line: string) => void };

type OwnWords = { roots: Set<string>; never: Set<string>; irregular: Map<string, string> };

/** Makes `data/language/stem/roots.tsv`. */
export async function run({ dataFolder, outputFolder, say }: StemTrainingOptions): Promise<void> {
  const folder = path.join(outputFolder, "language", "stem");
  const own = readOwnWords(await readFile(path.join(folder, "own.txt"), "utf8"));
  const counts = await countWords(dataFolder);
  say(`read ${counts.size} different words of news and ${own.roots.size} roots written by hand`);
  const roots = new Map<string, number>();
  for (const word of own.roots) roots.set(word, Math.max(3, logOf(counts.get(word)?.lower ?? 0)));
  const places = await readPlaces(dataFolder);
  for (const place of places.regencies) if (!roots.has(place)) roots.set(place, 3);

  const candidates = [...counts].filter(([word, count]) => isCandidate(word, count, own));
  for (const [word, { lower }] of candidates) if (!roots.has(word)) roots.set(word, logOf(lower));
  const isKept = (word: string): boolean => own.roots.has(word) || places.regencies.has(word);
  // Long words first: "pemerintahan" is measured against "pemerintah" before that is measured against "perintah".
  for (const [word] of candidates.sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))) {
    if (isKept(word)) continue;
    const frequency = roots.get(word) ?? 0;
    roots.delete(word);
    if (makeStemmer({ roots, irregular: own.irregular })(word) === word) roots.set(word, frequency);
  }
  weighByFamily(roots, own.irregular, counts);
  addPlacesThatWouldBreak(roots, own.irregular, counts, places.districts);
  const lines = [...roots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, log]) => `${word}\t${log}`);
  const irregular = [...own.irregular].map(([word, to]) => `${word} = ${to}`);
  await writeFile(path.join(folder, "roots.tsv"), `${[...irregular, ...lines].join("\n")}\n`);
  say(`wrote ${lines.length} roots and ${irregular.length} irregular words to roots.tsv`);
}

function isCandidate(word: string, { lower, title }: WordCount, own: OwnWords): boolean {
  if (word.includes("-") || word.length <= 3 || own.never.has(word) || own.irregular.has(word)) return false;
  return lower >= FEWEST_USES && lower >= (lower + title) * SMALLEST_LOWER_SHARE;
}

function logOf(count: number): number {
  return Math.round(Math.log2(count + 1));
}

/** A root is as frequent as all words that come from it. */
function weighByFamily(
  roots: Map<string, number>,
  irregular: ReadonlyMap<string, string>,
  counts: ReadonlyMap<string, WordCount>,
): void {
  const stem = makeStemmer({ roots, irregular });
  const families = new Map<string, number>();
  for (const [word, { lower }] of counts) {
    const found = stem(word);
    if (roots.has(found)) families.set(found, (families.get(found) ?? 0) + lower);
  }
  for (const [word, log] of roots) roots.set(word, Math.max(log, logOf(families.get(word) ?? 0)));
}

/** Names of districts are listed only where the stemmer would take them for an inflected word nobody uses. */
function addPlacesThatWouldBreak(
  roots: Map<string, number>,
  irregular: ReadonlyMap<string, string>,
  counts: ReadonlyMap<string, WordCount>,
  districts: ReadonlySet<string>,
): void {
  const stem = makeStemmer({ roots, irregular });
  const broken = [...districts].filter((name) => stem(name) !== name && (counts.get(name)?.lower ?? 0) < 2);
  for (const name of broken) roots.set(name, 0);
}

function readOwnWords(source: string): OwnWords {
  const own: OwnWords = { roots: new Set(), never: new Set(), irregular: new Map() };
  for (const line of source.split("\n")) {
    if (line.startsWith("#")) continue;
    const [word, to] = line.split(" = ");
    const words = line.split(" ").filter((one) => one !== "");
    if (word && to) own.irregular.set(word, to);
    else if (words[0] === "-") for (const one of words.slice(1)) own.never.add(one);
    else for (const one of words) own.roots.add(one);
  }
  for (const word of own.never) own.roots.delete(word);
  return own;
}

const KINDS_OF_PLACE = new Set(
  "kota kabupaten kepulauan pegunungan administrasi provinsi daerah khusus istimewa".split(" "),
);

async function readPlaces(dataFolder: string): Promise<{ regencies: Set<string>; districts: Set<string> }> {
  const words = (text: string): string[] =>
    (text.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((word) => !KINDS_OF_PLACE.has(word));
  const regencies = await readFile(
    path.join(dataFolder, "gazetteer-wilayah/provinces_regencies.csv"),
    "utf8",
  );
  const districts = await readFile(path.join(dataFolder, "gazetteer-wilayah/districts_villages.csv"), "utf8");
  const isDistrict = (line: string): boolean => line.split(",")[1] === "district";
  return {
    regencies: new Set(words(regencies)),
    districts: new Set(words(districts.split("\n").filter(isDistrict).join("\n"))),
  };
}
