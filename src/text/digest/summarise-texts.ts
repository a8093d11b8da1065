import type { Reading, Sentence } from "../read/reading.ts";
import { isContent, rootOf } from "./content-words.ts";
import { type WordFrequency, weightOf } from "./word-frequency.ts";

/** A sentence of a summary, as it stands in one of the texts. */
export interface SummarySentence {
  /** Which of the texts. */
  index: number;
  /** Offsets into that text in UTF-16 units, end exclusive. */
  start: number;
  end: number;
  sentence: string;
}

/** Sentences with fewer content words say too little, with more too much for a summary. */
const fewestWords = 4;
const mostWords = 45;
/** Sentences more alike than this (cosine) say the same. */
const mostAlike = 0.45;
/** Later sentences of a long text are not looked at. */
const lookedAt = 60;

type Scored = SummarySentence & { vector: Map<string, number>; score: number };

/**
 * The sentences that together say most of one or many texts: near the middle of what all of them say, early in their
 * text, and none that repeats another. In the order of the texts.
 * @param titles of the texts, in their order; words of a title make a sentence count more
 * @param limit the most sentences
 */
export function summariseTexts(
  readings: readonly Reading[],
  titles: readonly (Reading | null)[],
  frequency: WordFrequency,
  limit: number,
): SummarySentence[] {
  const candidates = readings.flatMap((reading, index) => sentencesOf(reading, index, frequency));
  const centre = sumOf(candidates.map(({ vector }) => vector));
  const headlines = titles.map((title) => (title ? vectorOf(title, null, frequency) : null));
  for (const candidate of candidates) {
    const headline = headlines[candidate.index];
    const titled = headline ? cosine(candidate.vector, headline) : 0;
    candidate.score *= cosine(candidate.vector, centre) + 0.5 * titled;
  }
  const ranked = candidates.toSorted((a, b) => b.score - a.score || a.index - b.index || a.start - b.start);
  const chosen: Scored[] = [];
  for (const candidate of ranked) {
    if (chosen.length === limit) break;
    if (!chosen.some(({ vector }) => cosine(vector, candidate.vector) > mostAlike)) chosen.push(candidate);
  }
  return chosen
    .sort((a, b) => a.index - b.index || a.start - b.start)
    .map(({ index, start, end, sentence }) => ({ index, start, end, sentence }));
}

function sentencesOf(reading: Reading, index: number, frequency: WordFrequency): Scored[] {
  return reading.sentences.slice(0, lookedAt).flatMap((sentence, place): Scored[] => {
    const vector = vectorOf(reading, sentence, frequency);
    if (vector.size < fewestWords || vector.size > mostWords) return [];
    const { start, end } = sentence;
    // News puts the most important first; the weight halves with every three sentences.
    const score = 2 ** (-place / 3);
    return [{ index, start, end, sentence: reading.text.slice(start, end), vector, score }];
  });
}

/** Content words by their root, each with what it says. */
function vectorOf(
  { tokens }: Reading,
  sentence: Sentence | null,
  frequency: WordFrequency,
): Map<string, number> {
  const vector = new Map<string, number>();
  const { first, last } = sentence ?? { first: 0, last: tokens.length };
  for (let at = first; at < last; at += 1) {
    const token = tokens[at];
    if (!token || !isContent(token)) continue;
    const root = rootOf(token);
    vector.set(root, (vector.get(root) ?? 0) + weightOf(frequency, token.word.exact));
  }
  return vector;
}

function sumOf(vectors: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const vector of vectors)
    for (const [word, weight] of vector) sum.set(word, (sum.get(word) ?? 0) + weight);
  return sum;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [word, weight] of small) dot += weight * (large.get(word) ?? 0);
  return dot === 0 ? 0 : dot / (lengthOf(a) * lengthOf(b));
}

function lengthOf(vector: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}
