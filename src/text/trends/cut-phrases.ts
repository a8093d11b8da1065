import { isFunctionWord } from "../digest/content-words.ts";
import { type Token, tokenise } from "../tokenise.ts";
import type { Said } from "./said-text.ts";

const longestPhrase = 4;
const shortestWord = 3;
/** A number as a part of a name ("Liga 1", "iPhone 11", "2019"); longer ones are amounts, or somebody's. */
const longestNumber = 4;
/** How surely a phrase must be more than its words met by chance: Dunning's statistic at one in a thousand. */
const leastBound = 10.83;
/** A phrase may begin with what turns its sense round: "tidak tepat sasaran". */
const turning = new Set(["tidak", "bukan", "belum", "jangan", "tak", "tanpa"]);

/** What a token can be in a phrase. */
const part = { none: 0, naming: 1, number: 2, turning: 3 } as const;

/** A text cut for finding words and phrases in it. */
export interface CutText {
  readonly text: string;
  /** What stands for the text when its words are counted; see `SaidText`. */
  readonly unit: string;
  readonly tokens: readonly Token[];
  /** What each token can be in a phrase. */
  readonly parts: Uint8Array;
}

export function cutText(unit: string, text: string): CutText {
  const tokens = tokenise(text).filter(
    ({ kind }) => kind === "word" || kind === "hashtag" || kind === "number",
  );
  return { text, unit, tokens, parts: Uint8Array.from(tokens, (token) => partOf(token, text)) };
}

function partOf({ kind, exact, start, end }: Token, text: string): number {
  if (kind === "hashtag") return part.naming;
  if (kind === "number") return exact.length <= longestNumber ? part.number : part.none;
  if (turning.has(exact)) return part.turning;
  if (isFunctionWord(exact)) return part.none;
  // A short word names something where it is written in capitals: "BJ", "KA".
  const isName =
    exact.length >= shortestWord || (exact.length === 2 && /^[\p{Lu}.]+$/u.test(text.slice(start, end)));
  return isName ? part.naming : part.none;
}

/** Words, phrases and hashtags that texts can be compared by, with the hashtags that are a phrase written together. */
export type PhraseBook = {
  keys: ReadonlySet<string>;
  /** Words that the phrases are made of, and those that they begin with. */
  words: ReadonlySet<string>;
  beginnings: ReadonlySet<string>;
  joined: ReadonlyMap<string, string>;
};

/**
 * Finds the words, hashtags and phrases of up to four words that at least `fewest` units have. A phrase is words side by
 * side without a sign of punctuation, that begins and ends with a word that names something, and that are together more
 * often than chance brings them (Dunning 1993, https://aclanthology.org/J93-1003/). A hashtag that is a phrase written
 * together goes under the phrase.
 */
export function findPhrases(texts: readonly CutText[], fewest: number): PhraseBook {
  // Texts of one unit one after the other, so that a count need only remember the last one.
  const byUnit = texts.toSorted((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0));
  const counts = new UnitCounts();
  let [all, length, last] = [0, 0, ""];
  for (const { unit, tokens, parts } of byUnit) {
    if (unit !== last || all === 0) all += 1;
    last = unit;
    length += tokens.length / texts.length;
    for (const [at, token] of tokens.entries())
      if (parts[at] === part.naming || parts[at] === part.number) counts.add(token.term, all);
  }
  const words = counts.atLeast(fewest);
  const phrases = new UnitCounts();
  [all, last] = [0, ""];
  for (const text of byUnit) {
    if (text.unit !== last || all === 0) all += 1;
    last = text.unit;
    walk(text, words, undefined, (key, _start, _end, isPhrase) => {
      if (isPhrase) phrases.add(key, all);
    });
  }
  const keys = new Set<string>();
  const joined = new Map<string, string>();
  for (const term of words.keys()) {
    if (!/^\p{Nd}/u.test(term)) keys.add(term);
    if (!term.startsWith("#")) joined.set(`#${term}`, term);
  }
  const beginnings = new Set<string>();
  for (const [key, units] of phrases.atLeast(fewest)) {
    if (!isBound(key, units, words, { all, length })) continue;
    keys.add(key);
    beginnings.add(key.slice(0, key.indexOf(" ")));
    joined.set(`#${key.replaceAll(" ", "")}`, key);
  }
  return { keys, words: new Set(words.keys()), beginnings, joined };
}

/** What of a book a text says, each key once. */
export function sayPhrases(cut: CutText, { keys, words, beginnings, joined }: PhraseBook): Said[] {
  const said = new Map<string, Said>();
  walk(cut, words, beginnings, (found, start, end) => {
    const key = found.startsWith("#") ? (joined.get(found) ?? found) : found;
    if (keys.has(key) && !said.has(key)) said.set(key, { key, written: cut.text.slice(start, end) });
  });
  return [...said.values()];
}

/**
 * Gives the words of a text, and the phrases that begin and end with what may begin and end one, with their places. Phrases
 * are made of frequent words, and where `beginnings` are known begin with one of these.
 */
function walk(
  { text, tokens, parts }: CutText,
  words: { has(term: string): boolean },
  beginnings: ReadonlySet<string> | undefined,
  take: (key: string, start: number, end: number, isPhrase: boolean) => void,
): void {
  for (let first = 0; first < tokens.length; first += 1) {
    const begin = tokens[first];
    const kind = parts[first];
    if (begin === undefined || (kind !== part.naming && kind !== part.turning)) continue;
    if (kind === part.naming) take(begin.term, begin.start, begin.end, false);
    if (begin.kind === "hashtag" || (kind === part.naming && !words.has(begin.term))) continue;
    if (beginnings !== undefined && !beginnings.has(begin.term)) continue;
    let key = begin.term;
    let last = begin;
    for (let at = first + 1; at < tokens.length && at < first + longestPhrase; at += 1) {
      const next = tokens[at];
      if (next === undefined || next.kind === "hashtag" || !isBeside(text, last, next)) break;
      const isEnd = parts[at] === part.naming || parts[at] === part.number;
      if (isEnd ? !words.has(next.term) : next.kind === "number") break;
      key += ` ${next.term}`;
      last = next;
      if (isEnd) take(key, begin.start, next.end, true);
    }
  }
}

/** Nothing but a space or a hyphen between them; the dot of a short form ("BJ. Habibie", "Jl. Kenanga") ends no sentence. */
function isBeside(text: string, before: Token, after: Token): boolean {
  const gap = after.start - before.end;
  if (gap === 1) {
    const unit = text.charCodeAt(before.end);
    return unit === 0x20 || unit === 0x2d;
  }
  return gap === 2 && before.exact.length <= 3 && text.startsWith(". ", before.end);
}

/** Whether a phrase stands more often than its words would meet by chance, each anywhere in a text of mean length. */
function isBound(
  key: string,
  units: number,
  words: ReadonlyMap<string, number>,
  { all, length }: { all: number; length: number },
): boolean {
  const terms = key.split(" ");
  let expected = all / Math.max(2, length) ** (terms.length - 1);
  for (const term of terms) {
    const count = words.get(term);
    // A word that only holds the phrase together is expected everywhere.
    if (count !== undefined) expected *= count / all;
  }
  return units > expected && 2 * (units * Math.log(units / expected) - (units - expected)) >= leastBound;
}

/** Counts units that come one after the other, each key once in a unit. */
class UnitCounts {
  private readonly counts = new Map<string, { units: number; last: number }>();

  add(key: string, unit: number): void {
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { units: 1, last: unit });
    else if (known.last !== unit) {
      known.units += 1;
      known.last = unit;
    }
  }

  atLeast(fewest: number): Map<string, number> {
    const kept = new Map<string, number>();
    for (const [key, { units }] of this.counts) if (units >= fewest) kept.set(key, units);
    return kept;
  }
}
