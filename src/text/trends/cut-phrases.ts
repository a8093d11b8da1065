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

/** A text cut for finding words and phrases in it. */
export interface CutText {
  readonly text: string;
  /** What stands for the text when its words are counted; see `SaidText`. */
  readonly unit: string;
  readonly tokens: readonly Token[];
}

export const cutText = (unit: string, text: string): CutText => ({
  text,
  unit,
  tokens: tokenise(text).filter(({ kind }) => kind === "word" || kind === "hashtag" || kind === "number"),
});

/** Words, phrases and hashtags that texts can be compared by, with the hashtags that are a phrase written together. */
export type PhraseBook = { keys: ReadonlySet<string>; joined: ReadonlyMap<string, string> };

/**
 * Finds the words, hashtags and phrases of up to four words that at least `fewest` units have. A phrase is words side by
 * side without a sign of punctuation, that begins and ends with a word that names something, and that are together more
 * often than chance brings them (Dunning 1993, https://aclanthology.org/J93-1003/). A hashtag that is a phrase written
 * together goes under the phrase.
 */
export function findPhrases(texts: readonly CutText[], fewest: number): PhraseBook {
  const words = new Map<string, Set<string>>();
  for (const { text, unit, tokens } of texts)
    for (const token of tokens)
      if (isNaming(token, text) || token.kind === "number") add(words, token.term, unit);
  for (const [term, units] of words) if (units.size < fewest) words.delete(term);
  const phrases = new Map<string, Set<string>>();
  for (const { text, unit, tokens } of texts)
    for (const { terms } of runs(text, tokens, (term) => words.has(term)))
      if (terms.length > 1) add(phrases, terms.join(" "), unit);
  const all = new Set(texts.map(({ unit }) => unit)).size;
  const length = texts.reduce((sum, { tokens }) => sum + tokens.length, 0) / Math.max(1, texts.length);
  const keys = new Set<string>();
  for (const [term, units] of words) if (units.size >= fewest && !/^\p{Nd}/u.test(term)) keys.add(term);
  const joined = new Map<string, string>();
  for (const [key, units] of phrases) {
    if (units.size < fewest || !isBound(key, units.size, words, { all, length })) continue;
    keys.add(key);
    joined.set(`#${key.replaceAll(" ", "")}`, key);
  }
  for (const term of words.keys()) if (!term.startsWith("#")) joined.set(`#${term}`, term);
  return { keys, joined };
}

/** What of a book a text says, each key once. */
export function sayPhrases({ text, tokens }: CutText, { keys, joined }: PhraseBook): Said[] {
  const said = new Map<string, Said>();
  for (const { terms, start, end } of runs(text, tokens, () => true, keys)) {
    const written = terms.join(" ");
    const key = joined.get(written) ?? written;
    if (keys.has(key) && !said.has(key)) said.set(key, { key, written: text.slice(start, end) });
  }
  return [...said.values()];
}

/** A short word names something where it is written in capitals: "BJ", "KA". */
const isNaming = ({ kind, exact, start, end }: Token, text: string): boolean =>
  kind === "hashtag" ||
  (kind === "word" &&
    !isFunctionWord(exact) &&
    (exact.length >= shortestWord || (exact.length === 2 && /^[\p{Lu}.]+$/u.test(text.slice(start, end)))));

const isShortNumber = ({ kind, exact }: Token): boolean => kind === "number" && exact.length <= longestNumber;

type Run = { terms: string[]; start: number; end: number };

/**
 * Words and phrases of a text, with their places. Of longer ones only those whose words `isFrequent`, or, where there is a
 * book, whose beginning is in it.
 */
function* runs(
  text: string,
  tokens: readonly Token[],
  isFrequent: (term: string) => boolean,
  keys?: ReadonlySet<string>,
): Generator<Run> {
  for (const [first, begin] of tokens.entries()) {
    const isTurning = turning.has(begin.exact);
    if (!isNaming(begin, text) && !isTurning) continue;
    if (!isTurning) yield { terms: [begin.term], start: begin.start, end: begin.end };
    if (begin.kind === "hashtag" || (!isTurning && !isFrequent(begin.term))) continue;
    if (keys !== undefined && !isTurning && !keys.has(begin.term)) continue;
    const terms = [begin.term];
    let last = begin;
    for (let at = first + 1; at < tokens.length && terms.length < longestPhrase; at += 1) {
      const next = tokens[at];
      if (next === undefined || next.kind === "hashtag" || !isBeside(text, last, next)) break;
      const isEnd = isNaming(next, text) || isShortNumber(next);
      if (isEnd && !isFrequent(next.term)) break;
      if (next.kind === "number" && !isEnd) break;
      terms.push(next.term);
      last = next;
      if (isEnd) yield { terms: [...terms], start: begin.start, end: next.end };
    }
  }
}

/** Nothing but a space or a hyphen between them; the dot of a short form ("BJ. Habibie", "Jl. Kenanga") ends no sentence. */
function isBeside(text: string, before: Token, after: Token): boolean {
  const gap = text.slice(before.end, after.start);
  return gap === " " || gap === "-" || (gap === ". " && before.exact.length <= 3);
}

/** Whether a phrase stands more often than its words would meet by chance, each anywhere in a text of mean length. */
function isBound(
  key: string,
  units: number,
  words: ReadonlyMap<string, ReadonlySet<string>>,
  { all, length }: { all: number; length: number },
): boolean {
  const terms = key.split(" ");
  let expected = all / Math.max(2, length) ** (terms.length - 1);
  for (const term of terms) {
    const count = words.get(term)?.size;
    // A word that only holds the phrase together is expected everywhere.
    if (count !== undefined) expected *= count / all;
  }
  return units > expected && 2 * (units * Math.log(units / expected) - (units - expected)) >= leastBound;
}

function add(sets: Map<string, Set<string>>, key: string, unit: string): void {
  const known = sets.get(key);
  if (known) known.add(unit);
  else sets.set(key, new Set([unit]));
}
