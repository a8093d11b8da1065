import type { Reading, ReadToken } from "../read/reading.ts";
import { isContent, rootOf } from "./content-words.ts";
import { type WordFrequency, weightOf } from "./word-frequency.ts";

/** A phrase that says what texts are about. */
export interface KeyPhrase {
  /** As most texts write it. */
  phrase: string;
  /** How often it stands in the texts. */
  count: number;
  /** How many of the texts have it. */
  texts: number;
  score: number;
}

const longestPhrase = 4;
/** Rarer words say no more than this. */
const heaviest = 4;
/** A phrase that stands inside a longer one at so large a share of its places is that one cut short. */
const nestedShare = 0.7;
/** Words beyond this place of a text tell little of what it is about. */
const lookedAt = 400;

type Candidate = {
  written: Map<string, number>;
  roots: readonly string[];
  count: number;
  texts: Set<number>;
  weight: number;
};

/**
 * The phrases that say most about one or many texts: runs of content words that stand out against ordinary language and
 * recur, names before common words. A phrase is not repeated as a part of a longer one that says the same.
 * @param limit the most phrases
 */
export function keyPhrases(
  readings: readonly Reading[],
  frequency: WordFrequency,
  limit: number,
): KeyPhrase[] {
  const candidates = new Map<string, Candidate>();
  for (const [index, reading] of readings.entries()) collect(reading, index, frequency, candidates);
  dropNested(candidates);
  const ranked = [...candidates.entries()]
    .map(([key, candidate]) => ({ key, candidate, score: scoreOf(candidate, readings.length) }))
    .filter(({ candidate }) => readings.length < 5 || candidate.texts.size > 1)
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  const chosen: typeof ranked = [];
  for (const entry of ranked) {
    if (chosen.length === limit) break;
    if (!chosen.some(({ candidate }) => overlaps(candidate.roots, entry.candidate.roots))) chosen.push(entry);
  }
  return chosen.map(({ candidate, score }) => ({
    phrase: usual(candidate.written),
    count: candidate.count,
    texts: candidate.texts.size,
    score: Math.round(score * 1000) / 1000,
  }));
}

/** Drops "bersih" where it is nearly always "air bersih" (the idea of the C-value, Frantzi and Ananiadou 1996). */
function dropNested(candidates: Map<string, Candidate>): void {
  const nested = new Map<string, number>();
  for (const { roots, count } of candidates.values()) {
    if (roots.length < 2) continue;
    for (const part of [roots.slice(1), roots.slice(0, -1)]) {
      const key = part.join(" ");
      nested.set(key, Math.max(nested.get(key) ?? 0, count));
    }
  }
  for (const [key, { count }] of candidates)
    if (count > 1 && (nested.get(key) ?? 0) >= nestedShare * count) candidates.delete(key);
}

function collect(
  reading: Reading,
  index: number,
  frequency: WordFrequency,
  candidates: Map<string, Candidate>,
): void {
  const { text } = reading;
  const looked = reading.tokens.slice(0, lookedAt);
  const named = namesIn(reading);
  for (let first = 0; first < looked.length; first += 1) {
    const words: ReadToken[] = [];
    for (let at = first; at < Math.min(looked.length, first + longestPhrase); at += 1) {
      const token = looked[at];
      const before = words.at(-1);
      if (!token || !isContent(token) || (before && !isAdjacent(text, named, before, token))) break;
      words.push(token);
      add(candidates, index, text, words, { frequency, named, position: first });
      if (token.kind === "hashtag") break;
    }
  }
}

/** Words written like names; in a headline of capitals nobody can tell. */
function namesIn({ tokens, sentences }: Reading): Set<ReadToken> {
  const names = new Set<ReadToken>();
  for (const { first, last } of sentences) {
    const words = tokens.slice(first, last).filter(isContent);
    const capital = words.filter(({ letterCase }) => letterCase === "title" || letterCase === "upper");
    if (words.length >= 3 && capital.length >= 0.7 * words.length) continue;
    for (const word of capital) {
      // Every sentence begins with a capital letter; it is a name when another follows.
      const follower = tokens[first + 1];
      if (word !== tokens[first] || (follower && capital.includes(follower))) names.add(word);
    }
  }
  return names;
}

/** Neighbours with nothing but a space between, both names or both not: "wafat Habibie" is no phrase. */
function isAdjacent(
  text: string,
  named: ReadonlySet<ReadToken>,
  before: ReadToken,
  after: ReadToken,
): boolean {
  if (before.kind !== "word" || after.kind !== "word") return false;
  const isNext = after.start - before.end === 1 && text.charCodeAt(before.end) === 0x20;
  return isNext && named.has(before) === named.has(after);
}

function add(
  candidates: Map<string, Candidate>,
  index: number,
  text: string,
  words: readonly ReadToken[],
  {
    frequency,
    named,
    position,
  }: { frequency: WordFrequency; named: ReadonlySet<ReadToken>; position: number },
): void {
  const roots = words.map(rootOf);
  const key = roots.join(" ");
  const weights = words.map(({ word }) => Math.min(heaviest, weightOf(frequency, word.exact)));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  // What a text begins with is what it is about; names say more than common words.
  const early = position < 30 ? 2 : 1;
  const name = words.every((word) => named.has(word)) ? 1.2 + 0.1 * (words.length - 1) : 1;
  const weight = mean * early * name;
  const written = text.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0);
  const known = candidates.get(key);
  if (!known) {
    candidates.set(key, {
      written: new Map([[written, 1]]),
      roots,
      count: 1,
      texts: new Set([index]),
      weight,
    });
    return;
  }
  known.count += 1;
  known.texts.add(index);
  known.weight = Math.max(known.weight, weight);
  known.written.set(written, (known.written.get(written) ?? 0) + 1);
}

/** Within one text what is said often counts more than what is rare; settled on headlines of the news, see docs. */
const scoreOf = ({ count, texts, weight }: Candidate, of: number): number =>
  of === 1 ? weight ** 0.7 * count : weight * texts.size;

/** Whether one phrase holds all words of the other, or both share most of theirs. */
function overlaps(a: readonly string[], b: readonly string[]): boolean {
  const shared = a.filter((word) => b.includes(word)).length;
  return shared === Math.min(a.length, b.length) || shared * 2 > Math.max(a.length, b.length);
}

const usual = (written: ReadonlyMap<string, number>): string =>
  [...written].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? "";
