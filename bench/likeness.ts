import { readFile } from "node:fs/promises";
import path from "node:path";
import { stemWord } from "#text/clitics.ts";
import { makeLikenessIndex } from "#text/likeness/make-likeness-index.ts";
import { readWordWeights } from "#text/likeness/word-weights.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { Reading } from "#text/read/reading.ts";
import { languageFiles, readNews } from "../train/language/samples.ts";
import { type BenchOptions, type Figure, quantile } from "./figure.ts";
import { seededRandom, wordOfRank } from "./synthetic-posts.ts";

const texts = 1_000_000;
const finds = 5_000;
const batch = 5_000;
const vocabulary = 40_000;
const here = path.resolve(import.meta.dirname, "..");
const firstDay = Date.UTC(2026, 0, 1);
const windowMs = 30 * 86_400_000;

/** How fast a million texts of a month are taken in and asked for, and what they take. News texts come first if there are any. */
export async function run({ say }: BenchOptions): Promise<Figure[]> {
  const weights = readWordWeights(
    await readFile(path.join(here, "data", "language", "likeness", "word-weights.bin")),
  );
  const read = makeReader({ normalise: (word) => [word], stem: stemWord });
  const index = makeLikenessIndex({ weights });
  const random = seededRandom(11);
  const words = Array.from({ length: vocabulary }, (_, rank) => wordOfRank(rank));
  const news = await newsTexts(say);
  const asked: Reading[] = [];
  let addMs = 0;
  for (let done = 0; done < texts; done += batch) {
    const readings = Array.from({ length: batch }, (_, at) =>
      read(news[done + at] ?? syntheticText(words, random)),
    );
    const start = performance.now();
    for (const [at, reading] of readings.entries())
      index.add(`m${done + at}`, reading, firstDay + ((done + at) / texts) * windowMs);
    addMs += performance.now() - start;
    asked.push(...readings.slice(0, (finds * batch) / texts));
    if ((done + batch) % 200_000 === 0) say(`${done + batch} texts`);
  }
  const times: number[] = [];
  let found = 0;
  for (const reading of asked) {
    const start = performance.now();
    if (index.findLike(reading).some(({ kind }) => kind === "same")) found += 1;
    times.push(performance.now() - start);
  }
  const start = performance.now();
  const expired = index.expire(firstDay + windowMs / 2);
  const expireMs = performance.now() - start;
  say(`${found} of ${asked.length} found themselves; ${expired} expired`);
  const figure = (name: string, value: number, unit: string): Figure => ({ figure: name, value, unit });
  return [
    figure("texts taken in, to a million", Math.round((texts * 1_000) / addMs), "texts/s"),
    figure("questions at a million texts", Math.round((asked.length * 1_000) / sum(times)), "questions/s"),
    figure("a question at a million, slowest of 100", Number(quantile(times, 0.99).toFixed(2)), "ms"),
    figure("flat arrays of half a million left", Math.round(index.bytes / index.size), "bytes/text"),
    figure("half a million texts expire", Math.round(expireMs), "ms"),
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

async function newsTexts(say: (line: string) => void): Promise<string[]> {
  try {
    const { news } = languageFiles(path.resolve(here, "..", "shared", "data"));
    return (await readNews(news)).map(({ text }) => text);
  } catch {
    say("the news set is not beside this checkout: synthetic texts only");
    return [];
  }
}

/** 12 to 120 words, frequent ones more often. */
function syntheticText(words: readonly string[], random: () => number): string {
  const length = 12 + Math.floor(random() * 108);
  let text = "";
  for (let at = 0; at < length; at += 1) text += `${words[Math.floor(vocabulary ** random()) - 1] ?? ""} `;
  return text;
}
