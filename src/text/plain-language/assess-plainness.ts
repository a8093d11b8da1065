import type { Reading, ReadToken, Sentence } from "../read/reading.ts";
import { findAcronyms } from "./find-acronyms.ts";
import { wordings } from "./plain-words.ts";
import type { HardPlace, Plainness, PlainnessLevel, PlainnessParts } from "./plainness.ts";

/** Sentences beyond this many words should be looked at, beyond the second be cut (GOV.UK style: 25 words). */
const longSentence = { look: 25, cut: 35 };
/** So many "yang" in one sentence hang clauses onto clauses. */
const chainedYang = 3;
/** A text with fewer words has no style. */
const fewestWords = 8;

/** Bounds between which each part goes from good to poor, and what it takes from the score at most. */
const bounds: Record<keyof PlainnessParts, { good: number; poor: number; weight: number }> = {
  sentenceLength: { good: 14, poor: 32, weight: 35 },
  longSentences: { good: 0, poor: 0.5, weight: 15 },
  hardWords: { good: 0.01, poor: 0.1, weight: 20 },
  officialWording: { good: 0, poor: 0.08, weight: 20 },
  chainedClauses: { good: 0, poor: 0.5, weight: 5 },
  acronyms: { good: 0, poor: 0.04, weight: 5 },
};

/**
 * How plain a text is, and the places that could be plainer.
 *
 * Score: 100 less, for each part, its weight times how far it lies between its good and its poor bound. Parts: mean
 * words a sentence (14 to 32, weight 35), share of sentences of more than 25 words (0 to 50 %, 15), hard words a word
 * (1 to 10 %, 20), official, nominal and pleonastic wordings a word (0 to 8 %, 20), share of sentences with three "yang"
 * or more (0 to 50 %, 5), unexplained acronyms a word (0 to 4 %, 5).
 */
export function assessPlainness(reading: Reading): Plainness {
  const { tokens, sentences } = reading;
  const words = tokens.filter(isWord).length;
  const lengths = sentences
    .map((sentence) => wordsOf(tokens, sentence).length)
    .filter((length) => length > 0);
  const chains = sentences.filter((sentence) => isChained(tokens, sentence));
  const worded = findWordings(tokens);
  const acronyms = findAcronyms(reading);
  const places: HardPlace[] = [
    ...sentences.flatMap((sentence) => longPlace(tokens, sentence)),
    ...chains.map(({ start, end }) => toPlace("chainedClauses", start, end, 1, null)),
    ...worded,
    ...acronyms.map(({ start, end }) => toPlace("acronym", start, end, 1, null)),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const count = Math.max(lengths.length, 1);
  const share = (part: number): number => (words === 0 ? 0 : part / words);
  const ofKind = (test: (place: HardPlace) => boolean): number => worded.filter(test).length;
  const raw: PlainnessParts = {
    sentenceLength: words / count,
    longSentences: lengths.filter((length) => length > longSentence.look).length / count,
    hardWords: share(ofKind(({ kind }) => kind === "hardWord")),
    officialWording: share(ofKind(({ kind }) => kind !== "hardWord")),
    chainedClauses: chains.length / count,
    acronyms: share(acronyms.length),
  };
  const parts = mapParts((part) => between(raw[part], bounds[part].good, bounds[part].poor));
  const loss = Object.values(mapParts((part) => parts[part] * bounds[part].weight)).reduce(
    (sum, of) => sum + of,
    0,
  );
  const score = words < fewestWords ? null : Math.round(100 - loss);
  return {
    score,
    level: score === null ? null : levelOf(score),
    parts,
    words,
    sentences: lengths.length,
    wordsPerSentence: Math.round((words / count) * 10) / 10,
    places,
  };
}

const isWord = ({ kind }: ReadToken): boolean => kind === "word" || kind === "number";
const wordsOf = (tokens: readonly ReadToken[], { first, last }: Sentence): ReadToken[] =>
  tokens.slice(first, last).filter(isWord);

function mapParts(value: (part: keyof PlainnessParts) => number): PlainnessParts {
  return {
    sentenceLength: value("sentenceLength"),
    longSentences: value("longSentences"),
    hardWords: value("hardWords"),
    officialWording: value("officialWording"),
    chainedClauses: value("chainedClauses"),
    acronyms: value("acronyms"),
  };
}

const between = (value: number, good: number, poor: number): number =>
  Math.min(1, Math.max(0, (value - good) / (poor - good)));

function levelOf(score: number): PlainnessLevel {
  if (score >= 80) return "easy";
  if (score >= 60) return "fair";
  return score >= 40 ? "hard" : "veryHard";
}

const toPlace = (
  kind: HardPlace["kind"],
  start: number,
  end: number,
  severity: HardPlace["severity"],
  suggestion: string | null,
): HardPlace => ({ kind, start, end, severity, suggestion });

function longPlace(tokens: readonly ReadToken[], sentence: Sentence): HardPlace[] {
  const { length } = wordsOf(tokens, sentence);
  if (length <= longSentence.look) return [];
  const severity = length > longSentence.cut ? 2 : 1;
  return [toPlace("longSentence", sentence.start, sentence.end, severity, null)];
}

function isChained(tokens: readonly ReadToken[], { first, last }: Sentence): boolean {
  let seen = 0;
  for (let at = first; at < last; at += 1) if (tokens[at]?.word.exact === "yang") seen += 1;
  return seen >= chainedYang;
}

/** Wordings with a plainer one, the longest first; none inside a name. */
function findWordings(tokens: readonly ReadToken[]): HardPlace[] {
  const places: HardPlace[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = wordings.longestAt(tokens, at);
    const first = tokens[at];
    const last = tokens[at + (found?.length ?? 1) - 1];
    if (found && first && last && !isName(tokens, at, found.length)) {
      const { kind, suggestion } = found.value;
      places.push(toPlace(kind, first.start, last.end, kind === "hardWord" ? 1 : 2, suggestion));
      at += found.length;
    } else at += 1;
  }
  return places;
}

/** A capital letter in the middle of a sentence marks a name: "Dinas Sosialisasi Daerah". */
function isName(tokens: readonly ReadToken[], at: number, length: number): boolean {
  const before = tokens[at - 1];
  const isInside = before !== undefined && before.kind === "word";
  return isInside && tokens.slice(at, at + length).every(({ letterCase }) => letterCase === "title");
}
