import type { Reading } from "../read/reading.ts";
import { type CoveredWord, findCoveredWords } from "./covered-words.ts";
import { findClaims, isCheckable } from "./find-claims.ts";
import type { HostilePhrase } from "./hostile-lexicon.ts";
import type { HostileWords, Hostility } from "./hostility.ts";
import { judgePhrase, type MarkedReading } from "./judge-phrase.ts";
import { Brief, briefWords, markWords } from "./word-marks.ts";

/** So many words are severe together when one of them is hostile. */
const heap = 3;

/** Without `explains` the claims, which few ask for, are left empty; whether there are some is told all the same. */
export type HostilityReader = (reading: Reading, explains?: boolean) => Hostility;

/**
 * Insults, obscenities, slurs against groups and threats in a text, what they add up to, and whether the text says
 * something that can be checked. By lexicon and rules; news that reports violence and plain criticism are not hostile.
 */
export const findHostility: HostilityReader = (reading, explains = true) => {
  const { text, tokens } = reading;
  const brief = briefWords(reading);
  const words = findWords(reading, brief, findCoveredWords(text));
  const claims = explains ? findClaims(tokens, brief) : [];
  return { level: levelOf(words), words, isCheckable: isCheckable(tokens, brief), claims };
};

/** The hostile words of a text. Most texts have none that might be. */
function findWords(reading: Reading, brief: Int32Array, covered: readonly CoveredWord[]): HostileWords[] {
  const { text, tokens } = reading;
  const words: HostileWords[] = [];
  let any = 0;
  for (let index = 0; index < tokens.length; index += 1) any |= brief[index] ?? 0;
  if ((any & Brief.phrases) === 0 && covered.length === 0) return words;
  const marked = { text, tokens, marks: markWords(reading, brief) };
  for (let index = 0; index < tokens.length; )
    index += ((brief[index] ?? 0) & Brief.phrases) === 0 ? 1 : judgeAt(marked, index, words);
  addCovered(marked, covered, words);
  return words;
}

/** Adds the longest phrase that begins here and is hostile; returns how many tokens are done with. */
function judgeAt(reading: MarkedReading, index: number, words: HostileWords[]): number {
  const { tokens, marks } = reading;
  for (const phrase of marks[index]?.phrases ?? []) {
    if (!stands(reading, index, phrase)) continue;
    const length = tokens[index]?.kind === "hashtag" ? 1 : phrase.words.length;
    // A saying in which the words are plain ends the search.
    if (phrase.entry.strengths[2] === 0) return length;
    const judged = judgePhrase(reading, index, index + length, phrase);
    if (judged === null) continue;
    const [start, end] = [tokens[index]?.start ?? 0, tokens[index + length - 1]?.end ?? 0];
    words.push({ ...judged, start, end });
    return length;
  }
  return 1;
}

function stands({ tokens }: MarkedReading, index: number, { words }: HostilePhrase): boolean {
  const first = tokens[index];
  if (first?.kind === "hashtag") return words.length === 1;
  for (let at = 1; at < words.length; at += 1) {
    const token = tokens[index + at];
    const word = words[at];
    if (token?.kind !== "word") return false;
    if (token.word.exact !== word && token.word.normal[0] !== word) return false;
  }
  return true;
}

function addCovered(reading: MarkedReading, covered: readonly CoveredWord[], words: HostileWords[]): void {
  if (covered.length === 0) return;
  const { tokens } = reading;
  let first = 0;
  for (const { start, end, phrase } of covered) {
    if (words.some((one) => one.start < end && one.end > start)) continue;
    while (first < tokens.length && (tokens[first]?.end ?? 0) <= start) first += 1;
    let last = first;
    while (last < tokens.length && (tokens[last]?.start ?? end) < end) last += 1;
    const judged = judgePhrase(reading, first, last, phrase);
    if (judged !== null) words.push({ ...judged, start, end });
  }
  words.sort((a, b) => a.start - b.start);
}

function levelOf(words: readonly HostileWords[]): Hostility["level"] {
  let strongest: Hostility["level"] = 0;
  for (const { strength } of words) if (strength > strongest) strongest = strength;
  return strongest === 2 && words.length >= heap ? 3 : strongest;
}
