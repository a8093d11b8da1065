import { readFile } from "node:fs/promises";
import path from "node:path";
import { assessPlainness } from "#text/plain-language/assess-plainness.ts";
import type { Reading } from "#text/read/reading.ts";
import { shippedEngines } from "./engines.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

/** So many pairs at a time make a text that is long enough to be judged. */
const together = 3;

/** The rows of `docs/language/plain-language.md`: how often the plain wording of a pair is the plainer one. */
export const scorePlainLanguagePage: PageScorer = async ({ outputFolder }) => {
  const { read } = shippedEngines(outputFolder);
  const folder = path.join(outputFolder, "language", "plain-language");
  const [pairs, matched] = [
    readPairs(await readFile(path.join(folder, "pairs.tsv"), "utf8")),
    readPairs(await readFile(path.join(folder, "matched-pairs.tsv"), "utf8")),
  ];
  const texts = pairs.map((_pair, at) => {
    const taken = Array.from(
      { length: together },
      (_, next) => pairs[(at + next) % pairs.length] ?? ["", ""],
    );
    return [
      taken.map(([official]) => official).join(" "),
      taken.map(([, plain]) => plain).join(" "),
    ] as const;
  });
  const byScore = (text: string): number => assessPlainness(read(text)).score ?? Number.NaN;
  return new Map([
    ["one sentence against one of like length", ranked(matched, byScore)],
    ["the same, by words a sentence", ranked(matched, (text) => -wordsASentence(read(text)))],
    ["the same, by letters a word", ranked(matched, (text) => -lettersAWord(read(text)))],
    ["one sentence against one or two", ranked(pairs, byScore)],
    ["three against three", ranked(texts, byScore)],
    ["three against three, by words a sentence", ranked(texts, (text) => -wordsASentence(read(text)))],
    ["three against three, by letters a word", ranked(texts, (text) => -lettersAWord(read(text)))],
  ]);
};

/** Pairs of an official and a plain wording, one a line after the head. */
function readPairs(lines: string): (readonly [string, string])[] {
  return lines
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [official = "", plain = ""] = line.split("\t");
      return [official, plain] as const;
    });
}

/** Where a text is too short to be judged, its pair counts as undecided: half. */
function ranked(
  pairs: readonly (readonly [string, string])[],
  scoreOf: (text: string) => number,
): RowFigures {
  let [right, undecided, gap] = [0, 0, 0];
  for (const [official, plain] of pairs) {
    const difference = scoreOf(plain) - scoreOf(official);
    if (Number.isNaN(difference) || difference === 0) undecided += 1;
    else if (difference > 0) right += 1;
    gap += Number.isNaN(difference) ? 0 : difference;
  }
  return {
    rows: pairs.length,
    "plain one ahead": right / pairs.length,
    undecided: undecided / pairs.length,
    "mean gap": gap / pairs.length,
  };
}

const words = ({ tokens }: Reading) => tokens.filter(({ kind }) => kind === "word");
const wordsASentence = (reading: Reading): number =>
  words(reading).length / Math.max(1, reading.sentences.length);
const lettersAWord = (reading: Reading): number =>
  words(reading).reduce((sum, { start, end }) => sum + end - start, 0) / Math.max(1, words(reading).length);
