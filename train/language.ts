/**
 * Learns what the language engine ships, `data/language/language/model.bin`, from NusaX, news, SmSA and own sentences
 * and word lists. Tells its scores on NusaX valid, on headlines and on SmSA valid.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type LanguageModel, writeLanguageModel } from "#text/language/language-model.ts";
import { LANGUAGES } from "#text/language/languages.ts";
import { makeWordScorer } from "#text/language/word-scores.ts";
import { fitLanguage } from "./language/fit-language.ts";
import { asMalay, readSubstitutions } from "./language/malay.ts";
import {
  type LanguageSample,
  languageFiles,
  readHeadlines,
  readLines,
  readNews,
  readNusax,
  readNusaxLexicons,
  readSmsa,
  readWordLists,
  wordsOf,
} from "./language/samples.ts";
import { makeRandom } from "./random.ts";

const SEED = 20_260_301;
const columns = LANGUAGES.length;
const BITS = 17;
/** Weights beyond this share of all are cut, so that the others keep their shades in eight bits. */
const KEPT = 0.9998;
/** How often a text is shown: sets are of very different size. */
const WEIGHTS = { nusax: 3, news: 1, smsa: 1, malay: 12, english: 9, other: 10, rewritten: 1 };
const TITLES_AS_INDONESIAN = 8_700;
const SMSA_AS_INDONESIAN = 6_000;
const SMSA_AS_MALAY = 3_000;

/** Where the declared inputs are read and where the shipped files are, and who hears of it. */
export type LanguageTrainingOptions = {
  dataFolder: string;
  outputFolder: string;
  say: (line: string) => void;
};

/** Makes `data/language/language/model.bin`. */
export async function run({ dataFolder, outputFolder, say }: LanguageTrainingOptions): Promise<void> {
  const folder = path.join(outputFolder, "language", "language");
  const files = languageFiles(dataFolder);
  const random = makeRandom(SEED);
  const texts = await readTexts(folder, dataFolder);
  const lists = [
    ...(await readNusaxLexicons(files.nusax)),
    ...(await readWordLists(path.join(folder, "words.tsv"))),
  ];
  say(`read ${texts.length} texts and ${lists.length} words of lists`);
  for (const [column, language] of LANGUAGES.entries())
    say(`  ${language}: ${texts.filter((text) => text.language === column).length} texts`);
  const weights = fitLanguage(texts, lists, { bits: BITS, epochs: 8, rate: 0.1, random, say });
  const draft: LanguageModel = { ...quantise(weights), mask: 2 ** BITS - 1, temperatures: [1, 1, 1] };
  const valid = (await readNusax(files.nusax, "valid")).map(({ language, text }) => sample(language, text));
  const seen = new Set((await readNews(files.news)).map(({ title }) => title.toLowerCase().trim()));
  const headlines = (await readHeadlines(files.headlines))
    .filter((title) => !seen.has(title.toLowerCase().trim()))
    .map((title) => sample("id", title));
  const smsa = (await readSmsa(files.smsaValid)).map((text) => sample("id", text));
  const model = { ...draft, temperatures: calibrate(draft, [...valid, ...headlines.slice(0, 300)]) };
  say(`temperatures ${model.temperatures.join(", ")}`);
  for (const [name, samples] of [
    ["NusaX valid", valid],
    ["headlines", headlines],
    ["SmSA valid", smsa],
  ] as const)
    for (const words of [Number.POSITIVE_INFINITY, 10, 5])
      say(
        `${name}, ${words === Number.POSITIVE_INFINITY ? "whole" : `first ${words} words`}: ${accuracy(model, samples, words).toFixed(4)} of ${samples.length}`,
      );
  const bytes = writeLanguageModel(model);
  await writeFile(path.join(folder, "model.bin"), bytes);
  say(`wrote model.bin, ${bytes.length} bytes`);
}

const sample = (language: (typeof LANGUAGES)[number], text: string): LanguageSample => ({
  language: LANGUAGES.indexOf(language),
  words: wordsOf(text),
});

async function readTexts(
  folder: string,
  dataFolder: string,
): Promise<(LanguageSample & { weight: number })[]> {
  const files = languageFiles(dataFolder);
  const texts: (LanguageSample & { weight: number })[] = [];
  const add = (language: (typeof LANGUAGES)[number], text: string, weight: number): void => {
    const found = sample(language, text);
    if (found.words.length > 0) texts.push({ ...found, weight });
  };
  const own = (name: string): Promise<string[]> => readLines(path.join(folder, name));
  const nusax = await readNusax(files.nusax, "train");
  const articles = await readNews(files.news);
  const smsa = await readSmsa(files.smsaTrain);
  for (const { language, text } of nusax) add(language, text, WEIGHTS.nusax);
  for (const { title } of articles.slice(0, TITLES_AS_INDONESIAN)) add("id", title, WEIGHTS.news);
  for (const { text } of articles.filter((_, index) => index % 3 === 0))
    add("id", text.slice(100, 500), WEIGHTS.news);
  for (const text of smsa.slice(0, SMSA_AS_INDONESIAN)) add("id", text, WEIGHTS.smsa);
  for (const text of await own("malay-train.txt")) add("ms", text, WEIGHTS.malay);
  for (const text of await own("english-train.txt")) add("en", text, WEIGHTS.english);
  for (const text of await own("other-train.txt")) add("other", text, WEIGHTS.other);

  const random = makeRandom(SEED + 1);
  const substitutions = readSubstitutions(
    await readFile(path.join(folder, "malay-substitutions.tsv"), "utf8"),
  );
  for (const text of [
    ...nusax.filter(({ language }) => language === "id").map(({ text }) => text),
    ...smsa.slice(SMSA_AS_INDONESIAN, SMSA_AS_INDONESIAN + SMSA_AS_MALAY),
    ...articles.filter((_, index) => index % 3 === 1).map(({ text }) => text.slice(100, 500)),
    ...articles.slice(TITLES_AS_INDONESIAN).map(({ title }) => title),
  ]) {
    const words = wordsOf(text);
    const malay = words.length > 0 ? asMalay(words, substitutions, random) : null;
    if (malay) texts.push({ language: LANGUAGES.indexOf("ms"), words: malay, weight: WEIGHTS.rewritten });
  }
  return texts;
}

function quantise(weights: Float32Array): { weights: Int8Array; step: number } {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const step = Math.fround((sizes[Math.floor(sizes.length * KEPT)] ?? 1) / 127);
  return {
    step,
    weights: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step)))),
  };
}

/** Sums of the scores of a text's first words. */
function scorer(model: LanguageModel): (words: readonly string[]) => Float64Array {
  const score = makeWordScorer(model);
  const known = new Map<string, Float32Array>();
  return (words) => {
    const sums = new Float64Array(columns);
    for (const word of words) {
      let scores = known.get(word);
      if (scores === undefined) {
        scores = new Float32Array(columns);
        score(word, scores, 0);
        known.set(word, scores);
      }
      for (let column = 0; column < columns; column += 1)
        sums[column] = (sums[column] ?? 0) + (scores[column] ?? 0);
    }
    return sums;
  };
}

function accuracy(model: LanguageModel, samples: readonly LanguageSample[], words: number): number {
  const score = scorer(model);
  const right = samples.filter((one) => {
    const sums = score(one.words.slice(0, words));
    return sums.indexOf(Math.max(...sums)) === one.language;
  });
  return right.length / samples.length;
}

/** The divisor of scores, by length, under which held texts are least surprising. */
function calibrate(model: LanguageModel, samples: readonly LanguageSample[]): [number, number, number] {
  const score = scorer(model);
  const temperatureFor = (lengths: readonly number[]): number => {
    let best = { temperature: 1, surprise: Number.POSITIVE_INFINITY };
    for (let temperature = 0.5; temperature <= 4; temperature += 0.05) {
      let surprise = 0;
      for (const length of lengths)
        for (const { language, words } of samples) {
          const sums = score(words.slice(0, length));
          const most = Math.max(...sums);
          let total = 0;
          for (const sum of sums) total += Math.exp((sum - most) / temperature);
          surprise += Math.log(total) - ((sums[language] ?? 0) - most) / temperature;
        }
      if (surprise < best.surprise) best = { temperature: Number(temperature.toFixed(2)), surprise };
    }
    return best.temperature;
  };
  return [temperatureFor([1, 2, 3]), temperatureFor([5, 8]), temperatureFor([12, 100])];
}
